import type { Graph } from "../graph/graph.ts";
import { isInferredId } from "../model/id.ts";
import { AssetsError } from "../util/errors.ts";

/** Characters of an id beyond those in a word of a selection; spaces and brackets belong to selections. */
const MAY_BE_ID = /^[^\s()+,"']+$/;

/**
 * The node of an inferred asset, by its id (which contains characters with a meaning in selections) or a unique ending,
 * such as `orders` or `raw/orders.csv`. Undefined for other text. Throws an AssetsError for an ambiguous ending.
 */
export function findInferred(graph: Graph, text: string): number | undefined {
  if (!MAY_BE_ID.test(text)) return undefined;
  const node = graph.nodeOf(text);
  if (node !== undefined) return isInferredId(text) ? node : undefined;
  const found: number[] = [];
  for (const [at, { id, names = [] }] of graph.assets.entries())
    if ([id, ...names.map((name) => name.id)].some((name) => endsWith(name, text))) found.push(at);
  if (found.length < 2) return found[0];
  const ids = found.map((at) => graph.assets[at]?.id ?? "");
  throw new AssetsError(`"${text}" is ambiguous: ${found.length} inferred assets have this ending`, {
    hint: `Use one of ${ids
      .slice(0, 5)
      .map((id) => `"${id}"`)
      .join(", ")}${ids.length > 5 ? " ..." : ""}.`,
  });
}

function endsWith(id: string, text: string): boolean {
  return isInferredId(id) && (id === text || id.endsWith(`/${text}`) || id.endsWith(`.${text}`));
}
