import { get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { DeclaredEntry, EntryClaim } from "../model/declared.ts";
import { idProblem, patternProblem } from "../model/id.ts";
import type { Assumption, Side } from "../model/model.ts";
import { isPattern, literalLength } from "../model/pattern.ts";
import { isTemplate, type PebbleError, type Rendered, type Unknown } from "../pebble/index.ts";
import type { Choice } from "./choice.ts";
import { choicesOf, dependsOnChoices, mayDependOnChoices } from "./choice-dependencies.ts";
import { patternOf, renderWithDefaults } from "./describe.ts";
import { type CaseResult, partOf, type ResolvedEntry } from "./emission.ts";
import { claimsNothing, type Describe, EMPTY_CLAIM, entryClaim } from "./entry-claim.ts";
import { entryList, mayBecomeEntry } from "./entry-list.ts";
import { type Evaluation, UNRESOLVED } from "./evaluation.ts";
import type { CaseGap } from "./gaps.ts";
import { type CaseMode, nextSplit } from "./next-split.ts";
import { entryShapeGaps, rejectedFields } from "./rejected-fields.ts";
import { shorten } from "./shorten.ts";
import type { DeclarationSite } from "./site.ts";
import type { WithDependencies } from "./with-dependencies.ts";

/** The result of a reached declaration in one case. */
export function resolveCase(site: DeclarationSite, evaluation: Evaluation, mode: CaseMode): CaseResult {
  const gaps = shapeGaps(site.assets);
  const waiting: Waiting = new Map();
  const dropped: Dropped = new Map();
  const [renderedInputs, renderedOutputs] = inOneTask(site, evaluation, (render) => {
    const entriesOf = (side: Side) => renderSide(site, side, evaluation, render, gaps, waiting, dropped);
    return [entriesOf("inputs"), entriesOf("outputs")] as const;
  });
  if (waiting.size > 0) {
    const choice = nextSplit([...waiting.values()].flat(), evaluation, mode);
    if (choice) return { kind: "split", choice, parts: partsThatWait(waiting, choice) };
  }
  const dependsOn = new Map<string, readonly string[]>();
  addDependencies(site, "inputs", renderedInputs, evaluation, dependsOn);
  addDependencies(site, "outputs", renderedOutputs, evaluation, dependsOn);
  const descriptiveAssumptions: Assumption[] = [];
  const finish = (side: Side, entries: readonly RenderedEntry[]) =>
    finishSide(site, side, entries, evaluation, mode, gaps, waiting, dropped, descriptiveAssumptions);
  const inputs = finish("inputs", renderedInputs);
  const outputs = finish("outputs", renderedOutputs);
  addAutomaticGap(site, evaluation, gaps);
  return {
    ...{ kind: "emits", inputs, outputs, descriptiveAssumptions, dependsOn, gaps },
    ...(dropped.size > 0 && { dropped }),
    ...(waiting.size > 0 && { open: waiting }),
  };
}

/** The parts that fail, each with the choices that the failure depends on. */
type Dropped = Map<string, readonly string[]>;

type Render = (text: string) => WithDependencies<Rendered>;

/** Renders the texts of a declaration one after the other. Literal ids need no variables. */
function inOneTask<T>(
  { assets, level }: DeclarationSite,
  evaluation: Evaluation,
  use: (render: Render) => T,
): T {
  const { start, end } = assets.span;
  const text = evaluation.context.flow.source.text.slice(start, end);
  return isTemplate(text)
    ? evaluation.together(level, use)
    : use((literal) => evaluation.render(literal, level));
}

/** The undecided parts of a declaration, each with the unknowns that it consulted. */
type Waiting = Map<string, readonly Unknown[]>;

/** A choice that must come first (a default that another default needs) applies to all waiting parts. */
function partsThatWait(waiting: Waiting, choice: Choice): string[] {
  const parts: string[] = [];
  for (const [part, dependencies] of waiting) {
    if (dependencies.some((dependency) => dependency.origin === choice.key)) parts.push(part);
  }
  return parts.length > 0 ? parts : [...waiting.keys()];
}

function addDependencies(
  site: DeclarationSite,
  side: Side,
  entries: readonly RenderedEntry[],
  evaluation: Evaluation,
  dependsOn: Map<string, readonly string[]>,
): void {
  if (!mayDependOnChoices(evaluation)) return;
  const list = get(site.assets, side);
  if (list?.kind === "scalar") dependsOn.set(side, dependsOnChoices(list.text, site.level, evaluation));
  for (const { index, idNode } of entries) {
    dependsOn.set(partOf({ side, index }), dependsOnChoices(idNode.text, site.level, evaluation));
  }
}

/** Gaps for the value of `assets`, which must be a mapping or empty. */
function shapeGaps(assets: YamlNode): CaseGap[] {
  if (assets.kind === "map" || (assets.kind === "scalar" && assets.value === null)) return [];
  const what = assets.kind === "list" ? "a list" : `"${shorten(assets.text, 160)}"`;
  const message = `"assets" must be a mapping with "inputs" and "outputs", not ${what}; Kestra rejects the flow`;
  return [{ kind: "invalid", node: assets, message }];
}

interface RenderedEntry {
  readonly node: YamlNode & { kind: "map" };
  readonly index: number;
  readonly idNode: YamlNode & { kind: "scalar" };
  readonly id: string;
  /** The reason why Kestra rejects the id. */
  readonly problem: string | undefined;
  readonly dependencies: readonly Unknown[];
}

/** The ids of one side. Empty if an entry certainly fails, because Kestra then drops the whole side. */
function renderSide(
  site: DeclarationSite,
  side: Side,
  evaluation: Evaluation,
  render: Render,
  gaps: CaseGap[],
  waiting: Waiting,
  dropped: Dropped,
): readonly RenderedEntry[] {
  const node = get(site.assets, side);
  const entriesOf = (nodes: readonly YamlNode[]) =>
    renderEntries(nodes, site, side, evaluation, render, gaps, waiting, dropped);
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
    gaps.push(failure(side, node, list.error));
    if (node.kind === "scalar") dropped.set(side, choicesOf(scalarText(node), site.level, evaluation));
  } else {
    gaps.push({ kind: "invalid", about: "list", node, message: list.message });
  }
  return [];
}

function renderEntries(
  nodes: readonly YamlNode[],
  site: DeclarationSite,
  side: Side,
  evaluation: Evaluation,
  render: Render,
  gaps: CaseGap[],
  waiting: Waiting,
  dropped: Dropped,
): readonly RenderedEntry[] {
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
      gaps.push(failure(side, idNode, result.error));
      dropped.set(partOf({ side, index }), choicesOf(scalarText(idNode), site.level, evaluation));
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

function finishSide(
  site: DeclarationSite,
  side: Side,
  entries: readonly RenderedEntry[],
  evaluation: Evaluation,
  mode: CaseMode,
  gaps: CaseGap[],
  waiting: Waiting,
  dropped: Dropped,
  descriptiveAssumptions: Assumption[],
): readonly ResolvedEntry[] {
  const finished: ResolvedEntry[] = [];
  let failed = false;
  for (const entry of entries) {
    const { node, index, idNode, id, problem } = entry;
    const holed = isPattern(id);
    if (holed || problem !== undefined) gaps.push(...idGaps(site, side, entry));
    if (problem !== undefined || (holed && literalLength(id) === 0)) continue;
    const { claim, failures, unknowns } = describeEntry(
      site,
      side,
      node,
      evaluation,
      mode,
      descriptiveAssumptions,
    );
    for (const { node: failing, error } of failures) {
      gaps.push(failure(side, failing, error));
      dropped.set(partOf({ side, index }), choicesOf(scalarText(failing), site.level, evaluation));
      failed = true;
    }
    if (failed) continue;
    if (unknowns.length > 0) {
      const part = partOf({ side, index });
      waiting.set(part, [...(waiting.get(part) ?? []), ...unknowns]);
    }
    const rejected = side === "outputs" ? rejectedFields(node, claim) : [];
    gaps.push(...rejected.map(({ gap }) => gap));
    // A value that depends on a default rejects only some executions.
    const isCertain = ({ value }: { readonly value: YamlScalar }) =>
      evaluation.render(scalarText(value), site.level).result.kind === "known";
    if (rejected.some((field) => field.always && isCertain(field))) continue;
    const place = evaluation.context.flow.source.place(idNode.span.start);
    const expression = idNode.text;
    const certainty = holed ? "pattern" : "exact";
    const declared: DeclaredEntry =
      expression === id ? { id, place, claim, certainty } : { id, place, expression, claim, certainty };
    finished.push({ declared, side, index });
  }
  return failed ? [] : finished;
}

function idGaps(
  site: DeclarationSite,
  side: Side,
  { idNode: node, id, problem, dependencies }: RenderedEntry,
): CaseGap[] {
  if (problem !== undefined) {
    const message = `"${shorten(id, 160)}" is not a valid asset id: ${problem}`;
    return [{ kind: "invalid", about: "id", node, message }];
  }
  const hides = isPattern(id) && literalLength(id) === 0 ? [side] : undefined;
  const unresolved = dependencies.filter((dependency) => dependency.origin?.startsWith(UNRESOLVED));
  if (unresolved.length > 0) {
    return [...new Set(unresolved)].map((dependency) => ({
      kind: "loop",
      node: loopValues(site, dependency.origin?.slice(UNRESOLVED.length)) ?? node,
      message: dependency.reason,
      ...(hides && { hides }),
    }));
  }
  if (hides === undefined) return [];
  const reason = dependencies.map((dependency) => dependency.reason)[0] ?? "it is known only at run time";
  const message = `the id "${shorten(node.text, 160)}" can be anything: ${reason}`;
  return [{ kind: "run-time", node, message, hides }];
}

function loopValues(site: DeclarationSite, key: string | undefined): YamlNode | undefined {
  for (const step of site.steps) if (step.kind === "loop" && step.loop.key === key) return step.loop.values;
  return undefined;
}

/** The descriptive fields of an entry. */
interface Description {
  readonly claim: EntryClaim;
  readonly failures: readonly { readonly error: PebbleError; readonly node: YamlScalar }[];
  /** In fields that stay as written. */
  readonly unknowns: readonly Unknown[];
}

const NO_DESCRIPTION: Description = { claim: EMPTY_CLAIM, failures: [], unknowns: [] };

/**
 * Descriptive fields open no cases: values not decided by the ids come from defaults (as an assumption of the case), or
 * otherwise stay as written.
 */
function describeEntry(
  site: DeclarationSite,
  side: Side,
  node: YamlNode & { kind: "map" },
  evaluation: Evaluation,
  mode: CaseMode,
  descriptiveAssumptions: Assumption[],
): Description {
  if (claimsNothing(node)) return NO_DESCRIPTION;
  const failures: { readonly error: PebbleError; readonly node: YamlScalar }[] = [];
  const unknowns: Unknown[] = [];
  const describe: Describe = (scalar) => {
    const text = scalarText(scalar);
    if (!isTemplate(text)) return text;
    const { rendered, assumptions } = renderWithDefaults(text, site.level, evaluation, mode);
    if (rendered.kind === "error") failures.push({ error: rendered.error, node: scalar });
    if (rendered.kind === "holes") unknowns.push(...unknownsIn(rendered.parts));
    if (rendered.kind !== "known") return undefined;
    descriptiveAssumptions.push(...assumptions);
    return rendered.text;
  };
  return { claim: entryClaim(node, side, describe), failures, unknowns };
}

/** `enableAuto: true` lets the plugin add assets at run time. */
function addAutomaticGap(site: DeclarationSite, evaluation: Evaluation, gaps: CaseGap[]): void {
  const node = get(site.assets, "enableAuto");
  if (!node || (node.kind === "scalar" && node.value === null)) return;
  if (node.kind !== "scalar") {
    gaps.push({ kind: "invalid", node, message: '"enableAuto" must be true or false' });
    return;
  }
  const { result } = evaluation.render(scalarText(node), site.level);
  if (result.kind === "error") {
    const message = `the task "${site.task.id}" may emit more at run time: "enableAuto" fails: ${result.error.message}`;
    gaps.push({ kind: "error", node, error: result.error, message, hides: ["inputs", "outputs"] });
    return;
  }
  if (result.kind === "known" && result.text.trim().toLowerCase() !== "true") return;
  gaps.push({
    kind: "auto",
    node,
    message: `the task "${site.task.id}" may emit more assets at run time ("enableAuto")`,
  });
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
  return unknownsIn(parts)[0]?.reason ?? "it is known only at run time";
}

function unknownsIn(parts: readonly (string | Unknown)[]): Unknown[] {
  return parts.filter((part) => typeof part !== "string");
}
