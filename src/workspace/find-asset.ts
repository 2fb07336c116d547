import type { Graph } from "../graph/graph.ts";
import { hiddenSides } from "../model/hidden-sides.ts";
import { isPattern, literalLength, matchesPattern } from "../model/pattern.ts";
import { AssetsError } from "../util/errors.ts";
import { suggest } from "../util/suggest.ts";
import { count } from "../util/text.ts";

/** The id, if the inventory contains it. Throws an AssetsError with suggestions otherwise. */
export function findAsset(graph: Graph, id: string): string {
  if (graph.nodeOf(id) !== undefined) return id;
  const ids = graph.assets.map((asset) => asset.id);
  const patterns = ids.filter(
    (candidate) => isPattern(candidate) && literalLength(candidate) > 0 && matchesPattern(candidate, id),
  );
  const [pattern] = patterns;
  if (pattern !== undefined) {
    throw new AssetsError(`no asset "${id}"`, {
      hint: `At run time it may match the pattern "${pattern}"; use the pattern, in quotes.`,
    });
  }
  const near = suggest(id, ids, { partial: true });
  throw new AssetsError(`no asset "${id}"`, {
    hint:
      near.length > 0
        ? `Did you mean ${near.map((similar) => `"${similar}"`).join(", ")}? \`assets list\` shows all.`
        : `\`assets list\` shows all assets.${hidingNote(graph)}`,
  });
}

function hidingNote({ inventory }: Graph): string {
  const hiding = inventory.gaps.filter((gap) => hiddenSides(gap).length > 0).length;
  return hiding === 0 ? "" : ` ${count(hiding, "gap")} may hide it (see \`assets scan\`).`;
}
