import { evaluateQuery, findInInventory } from "../resolve/evaluate-query.ts";
import { AssetsError } from "../util/errors.ts";
import type { Json } from "../util/json.ts";
import { currentInventory, type QueryOptions } from "./current-inventory.ts";
import { findInExport, readLiveAssets } from "./live-assets.ts";
import type { LiveOptions, Project } from "./project.ts";

/** The result of an expression on the declared assets. */
export interface QueryAnswer {
  readonly expression: string;
  readonly result: Json;
}

export interface LiveQueryOptions extends QueryOptions, LiveOptions {
  /** Content of standard input, for the export `-`. */
  readonly readStdin?: () => Uint8Array;
}

/**
 * Evaluates an expression with `assets()` on a current inventory. Throws an AssetsError for an expression that fails, or
 * that has a run-time result.
 */
export async function queryAssets(
  project: Project,
  expression: string,
  { live, readStdin, ...options }: LiveQueryOptions = {},
): Promise<QueryAnswer> {
  const { graph } = await currentInventory(project, options);
  const { assets, tenant } = graph.inventory;
  const find =
    live === undefined
      ? findInInventory(assets)
      : findInExport(readLiveAssets(project, live, tenant, readStdin));
  const result = evaluateQuery(expression, find);
  if (result.kind === "known") return { expression, result: result.data };
  const what = result.kind === "error" ? "the expression fails" : "the result is known only at run time";
  throw new AssetsError(`${what}: ${result.message}`, {
    hint: `Use assets() with named arguments and filters, such as: assets query 'assets(type="Table") | jq(".[].id")'`,
  });
}
