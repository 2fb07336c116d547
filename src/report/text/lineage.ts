import type { Hop, Lineage, Reached, TaskRef, Walk, WalkEnd } from "../../graph/answer.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, firstOf, grouped } from "../../util/text.ts";
import { fullLength, limitLists, type Omitted, omittedLines } from "../limit-lists.ts";
import { kindName, taskName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { columnsOf } from "./columns.ts";
import type { Segment } from "./fill.ts";
import { headLines } from "./head-lines.ts";
import { matchLines } from "./match-lines.ts";
import { INDENT, type TreeNode, treeLines } from "./tree.ts";
import { unknownLines } from "./unknown-lines.ts";

/** A lineage with at most so many assets and tasks in each direction: the nearest ones. */
export function limitLineage(answer: Lineage, limit: number | undefined): Lineage {
  const cut = (walk: Walk) => limitLists(walk, ["assets", "ends"], limit);
  return {
    ...answer,
    ...(answer.up && { up: cut(answer.up) }),
    ...(answer.down && { down: cut(answer.down) }),
  };
}

/** Upstream and downstream of an asset, one tree each. */
export function lineageText(answer: Lineage, options: TextOptions): string {
  const { asset, up, down } = answer;
  const sections = [
    headLines(asset, (up ?? down)?.sameAs ?? [], options),
    up ? [options.style.strong(`upstream: ${sizeOf(up)}`), ...walkLines(up, options)] : [],
    down ? [options.style.strong(`downstream: ${sizeOf(down)}`), ...walkLines(down, options)] : [],
    matchLines(answer.possibleMatches, "The lineage may continue at:", options),
    unknownLines(answer.unknown, options),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function sizeOf(walk: Walk & Omitted): string {
  const beyond = walk.beyond > 0 ? `, ${walk.beyond} more beyond --depth` : "";
  return `${count(fullLength(walk, "assets", walk.assets), "asset")}${beyond}`;
}

interface LabelOptions {
  readonly style: TextOptions["style"];
  readonly names: (task: TaskRef) => string;
  /** Columns for a label. */
  readonly width: number;
}

/** Names tasks by their flow, with the namespace if the walk contains two flows with one id. */
function taskNames(walk: Walk): (task: TaskRef) => string {
  const namespaces = new Map<string, Set<string>>();
  for (const { flow, namespace } of [...walk.assets.flatMap(({ hops }) => hops), ...walk.ends]) {
    const known = namespaces.get(flow) ?? new Set();
    namespaces.set(flow, known.add(namespace));
  }
  return (task) =>
    (namespaces.get(task.flow)?.size ?? 0) > 1
      ? taskName(task)
      : `${task.trigger ? "trigger " : ""}${escapeControlChars(task.task)} in ${escapeControlChars(task.flow)}`;
}

/** A branch of the tree before drawing. */
type Twig =
  | { readonly kind: "asset"; readonly reached: Reached; readonly hop?: Hop }
  | { readonly kind: "end"; readonly end: WalkEnd };

/**
 * Every step is shown. The branches below an asset are shown once, nearest to the start; repetition would grow without
 * bound on a graph of diamonds.
 */
function walkLines(walk: Walk & Omitted, text: TextOptions): string[] {
  const names = taskNames(walk);
  const twigs = twigsByParent(walk);
  // A possible match of the start has the same position as the start, so it is a child of the root.
  const ids = [walk.start.id, ...walk.sameAs];
  const shown = new Set(ids);
  const root: { label: string; children: TreeNode[] } = { label: "", children: [] };
  const waiting: { readonly id: string; readonly distance: number; readonly into: TreeNode[] }[] = [];
  for (const id of ids.reverse()) waiting.push({ id, distance: 0, into: root.children });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, distance, into } = next;
    const deeper: typeof waiting = [];
    const options = { style: text.style, names, width: text.width - INDENT * (distance + 1) };
    for (const twig of twigs.get(id) ?? []) {
      const children: TreeNode[] = [];
      if (twig.kind === "end") {
        into.push({ label: endLabel(twig.end, walk, options), children });
        continue;
      }
      const { reached } = twig;
      const nearest = twig.hop === undefined ? !isNearestByStep(reached) : reached.distance === distance + 1;
      const opens = nearest && !shown.has(reached.asset.id);
      const repeats = !opens && (twigs.get(reached.asset.id)?.length ?? 0) > 0;
      if (opens) {
        shown.add(reached.asset.id);
        deeper.push({ id: reached.asset.id, distance: reached.distance, into: children });
      }
      into.push({ label: assetLabel(reached, twig.hop, repeats, walk, options), children });
    }
    for (const item of deeper.reverse()) waiting.push(item);
  }
  return [
    ...treeLines(root.children),
    ...omittedLines(walk, "assets", "asset", text),
    ...omittedLines(walk, "ends", "task", text),
  ];
}

/** Whether a step leads here on the shortest path: the tree continues there, not below a possible match. */
function isNearestByStep({ hops, distance }: Reached): boolean {
  return hops[0]?.distance === distance;
}

function twigsByParent(walk: Walk): Map<string, Twig[]> {
  const twigs = new Map<string, Twig[]>();
  const add = (parent: string, twig: Twig) => {
    const known = twigs.get(parent);
    if (known) known.push(twig);
    else twigs.set(parent, [twig]);
  };
  for (const reached of walk.assets) {
    for (const hop of reached.hops) for (const id of hop.from) add(id, { kind: "asset", reached, hop });
    for (const id of reached.sameAs) add(id, { kind: "asset", reached });
  }
  for (const end of walk.ends) for (const id of end.from) add(id, { kind: "end", end });
  return twigs;
}

function assetLabel(
  reached: Reached,
  hop: Hop | undefined,
  repeats: boolean,
  { direction }: Walk,
  { style, names, width }: LabelOptions,
): string {
  const { asset } = reached;
  const certainty = hop?.certainty ?? reached.certainty;
  const id = { text: `${hop ? "" : "≈ "}${escapeControlChars(asset.id)}`, paint: style.id };
  const kind = { text: kindName(asset), paint: style.faint };
  const sure = { text: certainty === "exact" ? "" : certainty, paint: () => style.certainty(certainty) };
  const verb = direction === "down" ? "written by" : "read by";
  const how = hop ? `${verb} ${names(hop)}` : "possibly the same at run time";
  const by = { text: how, paint: style.faint };
  const again = { text: repeats ? "(continued elsewhere in this tree)" : "", paint: style.faint };
  const omitted = { text: omittedText(reached, hop), paint: style.faint };
  // Details of an asset are available elsewhere, so they are the first to be dropped.
  return widestOf(
    [
      [id, kind, sure, by, omitted, again],
      [id, sure, by, omitted, again],
      [id, sure, omitted, again],
    ],
    width,
  );
}

/** Omitted items beside a branch. */
function omittedText({ moreSameAs }: Reached, hop: Hop | undefined): string {
  if (hop === undefined) {
    return moreSameAs === undefined ? "" : `(and ${grouped(moreSameAs)} more)`;
  }
  return hop.moreFrom === undefined ? "" : `(${grouped(hop.moreFrom)} more inputs)`;
}

function endLabel(end: WalkEnd, walk: Walk, { style, names, width }: LabelOptions): string {
  const what = walk.direction === "down" ? "read by" : "written by";
  const back = end.back.length > 0 ? ` (back to ${firstOf(end.back.map(escapeControlChars), 3)})` : "";
  const task = { text: `${what} ${names(end)}${back}`, paint: style.faint };
  const sure = {
    text: end.certainty === "exact" ? "" : end.certainty,
    paint: () => style.certainty(end.certainty),
  };
  return widestOf([[task, sure]], width);
}

/** The first variant that fits the width, or the last one. */
function widestOf(ways: readonly (readonly Segment[])[], width: number): string {
  const filled = ways.map((pieces) => pieces.filter(({ text }) => text !== ""));
  const fits = (pieces: readonly Segment[]) => columnsOf(pieces.map(({ text }) => text).join("  ")) <= width;
  const chosen = filled.find(fits) ?? filled.at(-1) ?? [];
  return chosen.map(({ text, paint }) => (paint ? paint(text) : text)).join("  ");
}
