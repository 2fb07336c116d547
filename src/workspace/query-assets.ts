import { evaluateQuery } from "../resolve/evaluate-query.ts";
import { AssetsError } from "../util/errors.ts";
import type { Json } from "../util/json.ts";
import { currentInventory, type QueryOptions } from "./current-inventory.ts";
import type { Project } from "./project.ts";

/** The result of an expression on the declared assets. */
export interface QueryAnswer {
  readonly expression: string;
  readonly result: Json;
}

/**
 * Evaluates an expression with `assets()` on a current inventory. Throws an AssetsError for an expression that fails, or
 * that has a run-time result.
 */
export async function queryAssets(
  project: Project,
  expression: string,
  options: QueryOptions = {},
): Promise<QueryAnswer> {
  const { graph } = await currentInventory(project, options);
  const result = evaluateQuery(expression, graph.inventory.assets);
  if (result.kind === "known") return { expression, result: result.data };
  const what = result.kind === "error" ? "the expression fails" : "the result is known only at run time";
  throw new AssetsError(`${what}: ${result.message}`, {
    hint: `Use assets() with named arguments and filters, such as: assets query 'assets(type="Table") | jq(".[].id")'`,
  });
}
