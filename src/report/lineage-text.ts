import type { Hop, Lineage, Reached, TaskRef, Walk, WalkEnd } from "../graph/answer.ts";
import { headLines } from "./head-lines.ts";
import { kindName, taskName } from "./names.ts";
import type { TextOptions } from "./options.ts";
import { type TreeNode, treeLines } from "./tree.ts";
import { unknownLines } from "./unknown-lines.ts";
import { visible } from "./visible.ts";
import { count } from "./words.ts";

/** What feeds an asset and what it feeds, as one tree each. */
export function lineageText(answer: Lineage, options: TextOptions): string {
  const { asset, up, down } = answer;
  const sections = [
    headLines(asset, (up ?? down)?.sameAs ?? [], options),
    up ? [options.style.strong(`upstream: ${sizeOf(up)}`), ...walkLines(up, options)] : [],
    down ? [options.style.strong(`downstream: ${sizeOf(down)}`), ...walkLines(down, options)] : [],
    unknownLines(answer.unknown, options),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function sizeOf(walk: Walk): string {
  const beyond = walk.beyond > 0 ? `, and ${walk.beyond} further away (--depth)` : "";
  return `${count(walk.assets.length, "asset")}${beyond}`;
}

interface LabelOptions {
  readonly style: TextOptions["style"];
  readonly names: (task: TaskRef) => string;
}

/** Names tasks by their flow, and by its namespace as well where the walk meets two flows of one id. */
function taskNames(walk: Walk): (task: TaskRef) => string {
  const namespaces = new Map<string, Set<string>>();
  for (const { flow, namespace } of [...walk.assets.flatMap(({ hops }) => hops), ...walk.ends]) {
    const known = namespaces.get(flow) ?? new Set();
    namespaces.set(flow, known.add(namespace));
  }
  return (task) =>
    (namespaces.get(task.flow)?.size ?? 0) > 1
      ? taskName(task)
      : `${task.trigger ? "trigger " : ""}${visible(task.task)} in ${visible(task.flow)}`;
}

/** A branch of the tree before it is drawn. */
type Twig =
  | { readonly kind: "asset"; readonly reached: Reached; readonly hop?: Hop }
  | { readonly kind: "end"; readonly end: WalkEnd };

/**
 * Every step is shown; what follows from an asset is shown once, where it is nearest to the start. A tree that repeated
 * it would grow without bound on a graph of diamonds.
 */
function walkLines(walk: Walk, text: TextOptions): string[] {
  const options: LabelOptions = { style: text.style, names: taskNames(walk) };
  const twigs = twigsByParent(walk);
  // What may be the start leads on as the start does, so it hangs from the root.
  const ids = [walk.start.id, ...walk.sameAs];
  const shown = new Set(ids);
  const root: { label: string; children: TreeNode[] } = { label: "", children: [] };
  const waiting: { readonly id: string; readonly distance: number; readonly into: TreeNode[] }[] = [];
  for (const id of ids.reverse()) waiting.push({ id, distance: 0, into: root.children });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, distance, into } = next;
    const deeper: typeof waiting = [];
    for (const twig of twigs.get(id) ?? []) {
      const children: TreeNode[] = [];
      if (twig.kind === "end") {
        into.push({ label: endLabel(twig.end, walk, options), children });
        continue;
      }
      const { reached } = twig;
      const nearest = reached.distance === distance + 1 || twig.hop === undefined;
      const opens = nearest && !shown.has(reached.asset.id);
      const repeats = !opens && (twigs.get(reached.asset.id)?.length ?? 0) > 0;
      if (opens) {
        shown.add(reached.asset.id);
        deeper.push({ id: reached.asset.id, distance: reached.distance, into: children });
      }
      into.push({ label: assetLabel(reached, twig.hop, repeats, options), children });
    }
    for (const each of deeper.reverse()) waiting.push(each);
  }
  return treeLines(root.children);
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
  { style, names }: LabelOptions,
): string {
  const { asset } = reached;
  const certainty = hop?.certainty ?? reached.certainty;
  const parts = [
    (hop ? "" : "≈ ") + style.id(visible(asset.id)),
    style.faint(kindName(asset)),
    certainty === "exact" ? "" : style.certainty(certainty),
    style.faint(hop ? `by ${names(hop)}` : "may be the same at run time"),
    repeats ? style.faint("(continued elsewhere in this tree)") : "",
  ];
  return parts.filter((part) => part !== "").join("  ");
}

function endLabel(end: WalkEnd, walk: Walk, { style, names }: LabelOptions): string {
  const back = end.back.length > 0 ? ` (back to ${end.back.map(visible).join(", ")})` : "";
  const what = walk.direction === "down" ? "read by" : "made by";
  const certainty = end.certainty === "exact" ? "" : `  ${style.certainty(end.certainty)}`;
  return `${style.faint(`${what} ${names(end)}${back}`)}${certainty}`;
}
