import { pushAll } from "../../util/push-all.ts";
import type { Drawing } from "./drawing.ts";

/**
 * The part of a drawing within `depth` steps of its centre, upstream or downstream (walked separately, so side inputs
 * of neighbours are not included). A step is one `upstream-of` edge between assets; a link between a pattern and a
 * match has no length. Flows accompany their assets.
 */
export function within(drawing: Drawing, middle: readonly string[], depth: number): Drawing {
  const near = new Set<string>();
  for (const direction of ["up", "down"] as const) {
    for (const key of reach(drawing, middle, depth, direction)) near.add(key);
  }
  const kinds = new Map(drawing.nodes.map((node) => [node.key, node.kind]));
  const assets = new Set(near);
  for (const { kind, from, to } of drawing.edges) {
    if (kind === "produces" && assets.has(to)) near.add(from);
    if (kind === "consumed-by" && assets.has(from)) near.add(to);
  }
  const hidden = [...kinds].filter(([key, kind]) => kind !== "flow" && !near.has(key)).length;
  return {
    nodes: drawing.nodes.filter((node) => near.has(node.key)),
    edges: drawing.edges.filter((edge) => near.has(edge.from) && near.has(edge.to)),
    hidden: drawing.hidden + hidden,
  };
}

function reach(
  drawing: Drawing,
  middle: readonly string[],
  depth: number,
  direction: "up" | "down",
): Set<string> {
  const next = new Map<string, string[]>();
  const same = new Map<string, string[]>();
  for (const { kind, from, to } of drawing.edges) {
    if (kind === "upstream-of")
      push(next, direction === "down" ? from : to, direction === "down" ? to : from);
    if (kind !== "may-be") continue;
    push(same, from, to);
    push(same, to, from);
  }
  const known = new Set(drawing.nodes.map((node) => node.key));
  const seen = new Set<string>();
  let front = middle.filter((key) => known.has(key));
  for (let step = 0; front.length > 0; step++) {
    // A pattern and its matches have the same distance.
    for (let at = 0; at < front.length; at++) {
      const key = front[at] ?? "";
      if (seen.has(key)) continue;
      seen.add(key);
      pushAll(front, same.get(key) ?? []);
    }
    if (step >= depth) break;
    front = front.flatMap((key) => next.get(key) ?? []).filter((key) => !seen.has(key));
  }
  return seen;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
