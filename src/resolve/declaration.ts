import { get } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { DeclaredEntry, EntryClaim } from "../inventory/declared.ts";
import { idProblem, patternProblem } from "../inventory/id.ts";
import type { Assumption } from "../inventory/model.ts";
import { isPattern, literalLength } from "../inventory/pattern.ts";
import type { PebbleError, Unknown } from "../pebble/index.ts";
import type { Choice } from "./choice.ts";
import { choicesBehind } from "./choices-behind.ts";
import { patternOf, renderWithDefaults } from "./describe.ts";
import { type Describe, entryClaim } from "./entry-claim.ts";
import { entryList, mayBecomeEntry } from "./entry-list.ts";
import { type Evaluation, UNRESOLVED } from "./evaluation.ts";
import type { CaseGap } from "./gaps.ts";
import { shorten } from "./shorten.ts";
import type { Site } from "./site.ts";
import { type CaseMode, wantedChoice } from "./wanted-choice.ts";

export type Side = "inputs" | "outputs";

/** An entry in one case. Its certainty is decided later, from the choices behind `part`. */
export interface ResolvedEntry extends Omit<DeclaredEntry, "certainty"> {
  /** `inputs`, `inputs:0` ...: which part of the declaration brought it. */
  readonly part: string;
}

export type Emission =
  | {
      readonly kind: "emits";
      readonly inputs: readonly ResolvedEntry[];
      readonly outputs: readonly ResolvedEntry[];
      /** Assumptions that only descriptive fields rest on; they leave the ids' certainty alone. */
      readonly described: readonly Assumption[];
      /** Choices behind a part, besides those it waited for. */
      readonly alsoBehind: ReadonlyMap<string, readonly string[]>;
      readonly gaps: readonly CaseGap[];
    }
  /** Open a case for each alternative; `parts` of the declaration wait for it. */
  | { readonly kind: "split"; readonly choice: Choice; readonly parts: readonly string[] };

/** What a declaration that is reached emits in a case. */
export function emission(site: Site, evaluation: Evaluation, mode: CaseMode): Emission {
  const gaps: CaseGap[] = [...shapeGaps(site.assets)];
  const waiting = new Map<string, readonly Unknown[]>();
  const rendered = (["inputs", "outputs"] as const).map((side) => ({
    side,
    entries: renderSide(site, side, evaluation, gaps, waiting),
  }));
  const choice = wantedChoice([...waiting.values()].flat(), evaluation, mode);
  if (choice) {
    const parts = [...waiting].filter(([, touched]) => touched.some((each) => each.origin === choice.key));
    // A choice that comes first (a default that another default needs) counts for all that wait.
    return { kind: "split", choice, parts: (parts.length > 0 ? parts : [...waiting]).map(([part]) => part) };
  }
  const alsoBehind = new Map<string, readonly string[]>();
  for (const { side, entries } of rendered) {
    const list = get(site.assets, side);
    if (list?.kind === "scalar") alsoBehind.set(side, choicesBehind(list.text, site.level, evaluation));
    for (const { part, idNode } of entries) {
      alsoBehind.set(part, choicesBehind(idNode.text, site.level, evaluation));
    }
  }
  const described: Assumption[] = [];
  const resolved = { inputs: [] as readonly ResolvedEntry[], outputs: [] as readonly ResolvedEntry[] };
  for (const { side, entries } of rendered) {
    resolved[side] = finishSide(site, side, entries, evaluation, mode, gaps, described);
  }
  gaps.push(...automaticGap(site, evaluation));
  return { kind: "emits", ...resolved, described, alsoBehind, gaps };
}

/** What stands under `assets` must be a mapping; nothing at all is fine. */
function shapeGaps(assets: YamlNode): CaseGap[] {
  if (assets.kind === "map" || (assets.kind === "scalar" && assets.value === null)) return [];
  const what = assets.kind === "list" ? "a list" : `"${shorten(assets.text, 160)}"`;
  const message = `"assets" must be a mapping with "inputs" and "outputs", not ${what}; Kestra refuses the flow`;
  return [{ kind: "invalid", node: assets, message }];
}

interface RenderedEntry {
  readonly node: YamlNode & { kind: "map" };
  readonly part: string;
  readonly idNode: YamlNode & { kind: "scalar" };
  readonly id: string;
  /** Why Kestra refuses the id. */
  readonly problem: string | undefined;
  readonly touched: readonly Unknown[];
}

/** The ids of one side; empty when something in it fails for certain, because Kestra then drops the side whole. */
function renderSide(
  site: Site,
  side: Side,
  evaluation: Evaluation,
  gaps: CaseGap[],
  waiting: Map<string, readonly Unknown[]>,
): readonly RenderedEntry[] {
  const node = get(site.assets, side);
  const listTouched: Unknown[] = [];
  const list = entryList(node, side, (text) => {
    const { result, touched } = evaluation.render(text, site.level);
    listTouched.push(...touched);
    return result;
  });
  if (!node || list.kind === "entries") {
    return list.kind === "entries" ? renderEntries(list.nodes, site, side, evaluation, gaps, waiting) : [];
  }
  if (list.kind === "unknown") {
    waiting.set(side, listTouched);
    gaps.push({
      kind: "dynamic",
      node,
      message: `the list of ${side} is known only at run time: ${reasonOf(list.parts)}`,
    });
  } else if (list.kind === "error") {
    gaps.push(failure(side, node, list.error));
  } else {
    gaps.push({ kind: "invalid", about: "list", node, message: list.message });
  }
  return [];
}

function renderEntries(
  nodes: readonly YamlNode[],
  site: Site,
  side: Side,
  evaluation: Evaluation,
  gaps: CaseGap[],
  waiting: Map<string, readonly Unknown[]>,
): readonly RenderedEntry[] {
  const entries: RenderedEntry[] = [];
  let failed = false;
  for (const [index, node] of nodes.entries()) {
    if (node.kind === "scalar" && mayBecomeEntry(node)) {
      const message = `an entry of "${side}" is text, and whether Kestra reads it as an entry depends on its release`;
      gaps.push({ kind: "dynamic", node, message });
      continue;
    }
    const idNode = get(node, "id");
    if (node.kind !== "map" || idNode?.kind !== "scalar" || idNode.value === null) {
      const message = `an entry of "${side}" has no id; Kestra refuses it`;
      gaps.push({ kind: "invalid", about: "entry", node, message });
      continue;
    }
    const { result, touched } = evaluation.render(idNode.text, site.level);
    if (result.kind === "error") {
      gaps.push(failure(side, idNode, result.error));
      failed = true;
      continue;
    }
    const part = `${side}:${index}`;
    if (result.kind === "holes") waiting.set(part, touched);
    const id = patternOf(result);
    // A star that stands for itself is no hole.
    const known =
      result.kind === "known" ? [result.text] : result.parts.filter((each) => typeof each === "string");
    const isHoled = isPattern(id) && !known.some((each) => each.includes("*"));
    entries.push({
      node,
      part,
      idNode,
      id,
      problem: isHoled ? patternProblem(id) : idProblem(id),
      touched: result.kind === "holes" ? touched : [],
    });
  }
  if (!failed) return entries;
  for (const { part } of entries) waiting.delete(part);
  return [];
}

function finishSide(
  site: Site,
  side: Side,
  entries: readonly RenderedEntry[],
  evaluation: Evaluation,
  mode: CaseMode,
  gaps: CaseGap[],
  described: Assumption[],
): readonly ResolvedEntry[] {
  const finished: ResolvedEntry[] = [];
  let failed = false;
  for (const entry of entries) {
    const { node, part, idNode, id, problem } = entry;
    gaps.push(...idGaps(site, entry));
    if (problem !== undefined || (isPattern(id) && literalLength(id) === 0)) continue;
    const claim = describeEntry(site, side, node, evaluation, mode, described);
    if ("failures" in claim) {
      for (const each of claim.failures) gaps.push(failure(side, each.node, each.error));
      failed = true;
      continue;
    }
    finished.push({
      id,
      part,
      place: evaluation.context.flow.source.place(idNode.span.start),
      ...(idNode.text !== id && { expression: idNode.text }),
      claim,
    });
  }
  return failed ? [] : finished;
}

function idGaps(site: Site, { idNode: node, id, problem, touched }: RenderedEntry): CaseGap[] {
  if (problem !== undefined) {
    const message = `"${shorten(id, 160)}" is no asset id that Kestra accepts: ${problem}`;
    return [{ kind: "invalid", about: "id", node, message }];
  }
  const unresolved = touched.filter((each) => each.origin?.startsWith(UNRESOLVED));
  if (unresolved.length > 0) {
    return [...new Set(unresolved)].map((each) => ({
      kind: "loop",
      node: loopValues(site, each.origin?.slice(UNRESOLVED.length)) ?? node,
      message: each.reason,
    }));
  }
  if (isPattern(id) && literalLength(id) === 0) {
    const reason = touched.map((each) => each.reason)[0] ?? "it depends on the run";
    return [
      { kind: "run-time", node, message: `the id "${shorten(node.text, 160)}" can be anything: ${reason}` },
    ];
  }
  return [];
}

function loopValues(site: Site, key: string | undefined): YamlNode | undefined {
  for (const step of site.steps) if (step.kind === "loop" && step.loop.key === key) return step.loop.values;
  return undefined;
}

/**
 * Descriptive fields open no cases of their own: what is not decided by the ids is filled in by defaults (an assumption
 * of the case), and otherwise stays as written.
 */
function describeEntry(
  site: Site,
  side: Side,
  node: YamlNode & { kind: "map" },
  evaluation: Evaluation,
  mode: CaseMode,
  described: Assumption[],
): EntryClaim | { readonly failures: readonly { readonly error: PebbleError; readonly node: YamlNode }[] } {
  const failures: { readonly error: PebbleError; readonly node: YamlNode }[] = [];
  const describe: Describe = (scalar) => {
    const { rendered, assumptions } = renderWithDefaults(scalar.text, site.level, evaluation, mode);
    if (rendered.kind === "error") failures.push({ error: rendered.error, node: scalar });
    if (rendered.kind !== "known") return undefined;
    described.push(...assumptions);
    return rendered.text;
  };
  const claim = entryClaim(node, side, describe);
  return failures.length > 0 ? { failures } : claim;
}

/** `enableAuto: true` lets the plugin add what it finds while it runs. */
function automaticGap(site: Site, evaluation: Evaluation): CaseGap[] {
  const node = get(site.assets, "enableAuto");
  if (!node || (node.kind === "scalar" && node.value === null)) return [];
  if (node.kind !== "scalar") {
    return [{ kind: "invalid", node, message: '"enableAuto" must be true or false' }];
  }
  const { result } = evaluation.render(node.text, site.level);
  if (result.kind === "error") {
    const message = `whether the task "${site.task.id}" emits more is not known, because "enableAuto" fails: ${result.error.message}`;
    return [{ kind: "error", node, error: result.error, message }];
  }
  if (result.kind === "known" && result.text.trim().toLowerCase() !== "true") return [];
  return [
    {
      kind: "auto",
      node,
      message: `the task "${site.task.id}" may emit more at run time: its plugin adds assets by itself ("enableAuto")`,
    },
  ];
}

function failure(side: Side, node: YamlNode, error: PebbleError): CaseGap {
  return {
    kind: "error",
    node,
    error,
    message: `the ${side} are dropped because an expression fails: ${error.message}`,
  };
}

function reasonOf(parts: readonly (string | Unknown)[]): string {
  for (const part of parts) if (typeof part !== "string") return part.reason;
  return "it depends on the run";
}
