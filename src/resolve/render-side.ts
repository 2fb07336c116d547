import { get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { idProblem, patternProblem } from "../model/id.ts";
import type { Side } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import type { Rendered, Unknown } from "../pebble/index.ts";
import { type CaseInProgress, dropEntry, dropSide, unknownsIn } from "./case-in-progress.ts";
import { patternOf } from "./describe.ts";
import { partOf } from "./emission.ts";
import { claimsNothing } from "./entry-claim.ts";
import { entryList, mayBecomeEntry } from "./entry-list.ts";
import { entryShapeGaps } from "./rejected-fields.ts";
import type { WithDependencies } from "./with-dependencies.ts";

export type Render = (text: string) => WithDependencies<Rendered>;

/** An entry with its id. */
export interface RenderedEntry {
  readonly node: YamlNode & { kind: "map" };
  readonly index: number;
  readonly idNode: YamlNode & { kind: "scalar" };
  readonly id: string;
  /** The reason why Kestra rejects the id. */
  readonly problem: string | undefined;
  readonly dependencies: readonly Unknown[];
}

/** The ids of one side. Empty if an entry certainly fails, because Kestra then drops the whole side. */
export function renderSide(inCase: CaseInProgress, side: Side, render: Render): readonly RenderedEntry[] {
  const { site, gaps, waiting } = inCase;
  const node = get(site.assets, side);
  const entriesOf = (nodes: readonly YamlNode[]) => renderEntries(nodes, inCase, side, render);
  if (node?.kind === "list") return entriesOf(node.items);
  const listDependencies: Unknown[] = [];
  const list = entryList(node, side, (text) => {
    const { result, dependencies } = render(text);
    listDependencies.push(...dependencies);
    return result;
  });
  if (!node || list.kind === "entries") {
    return list.kind === "entries" ? entriesOf(list.nodes) : [];
  }
  if (list.kind === "unknown") {
    waiting.set(side, listDependencies);
    gaps.push({
      kind: "dynamic",
      node,
      message: `the list of ${side} is known only at run time: ${reasonOf(list.parts)}`,
      hides: [side],
    });
  } else if (list.kind === "error") {
    dropSide(inCase, side, node, list.error);
  } else {
    gaps.push({ kind: "invalid", about: "list", node, message: list.message });
  }
  return [];
}

function renderEntries(
  nodes: readonly YamlNode[],
  inCase: CaseInProgress,
  side: Side,
  render: Render,
): readonly RenderedEntry[] {
  const { evaluation, gaps, waiting } = inCase;
  const entries: RenderedEntry[] = [];
  let failed = false;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node?.kind === "scalar" && mayBecomeEntry(node)) {
      const message = `an entry of "${side}" is text, which only some Kestra releases accept as an entry`;
      gaps.push({ kind: "dynamic", node, message, hides: [side] });
      continue;
    }
    const idNode = get(node, "id");
    if (!node) continue;
    if (node.kind !== "map" || idNode?.kind !== "scalar" || idNode.value === null) {
      const message = `an entry of "${side}" has no id; Kestra rejects it`;
      gaps.push({ kind: "invalid", about: "entry", node, message });
      continue;
    }
    const refused = side === "inputs" ? unknownKey(node) : undefined;
    if (refused && evaluation.context.lineUse.line() === "1.x") {
      const message = `unknown key "${refused.text}" in an entry of "inputs"; Kestra drops all inputs of the task`;
      gaps.push({ kind: "invalid", node: refused, message });
      failed = true;
      continue;
    }
    const unreadable = claimsNothing(node) ? [] : entryShapeGaps(node, side);
    if (unreadable.length > 0) {
      gaps.push(...unreadable);
      failed = true;
      continue;
    }
    const { result, dependencies } = render(scalarText(idNode));
    if (result.kind === "error") {
      dropEntry(inCase, { side, index }, idNode, result.error);
      failed = true;
      continue;
    }
    if (result.kind === "holes") {
      waiting.set(partOf({ side, index }), dependencies);
      const id = patternOf(result);
      // A literal star is not a hole.
      const isHoled =
        isPattern(id) && !result.parts.some((part) => typeof part === "string" && isPattern(part));
      const problem = isHoled ? patternProblem(id) : idProblem(id);
      entries.push({ node, index, idNode, id, problem, dependencies });
    } else {
      const id = result.text;
      entries.push({ node, index, idNode, id, problem: idProblem(id), dependencies: NOTHING });
    }
  }
  if (!failed) return entries;
  for (const { index } of entries) waiting.delete(partOf({ side, index }));
  return [];
}

/** Keys of an entry of `inputs`. Source: Kestra's AssetIdentifier, which up to 1.3 rejects all others. */
const INPUT_KEYS = new Set(["id", "type", "namespace", "tenantId"]);

function unknownKey({ entries }: YamlMap): YamlScalar | undefined {
  return entries.find(({ key }) => !INPUT_KEYS.has(key.text))?.key;
}

const NOTHING: readonly Unknown[] = [];

function reasonOf(parts: readonly (string | Unknown)[]): string {
  return unknownsIn(parts)[0]?.reason ?? "it is known only at run time";
}
