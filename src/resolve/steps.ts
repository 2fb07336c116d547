import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { Assumption } from "../model/model.ts";
import { type PebbleError, string, type Unknown } from "../pebble/index.ts";
import { distinct } from "../util/distinct.ts";
import type { Choice } from "./choice.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Input } from "./input.ts";
import { type LoopValues, resolveLoopValues } from "./loop-values.ts";
import { type CaseMode, memberChoice, nextSplit, otherMemberChoice } from "./next-split.ts";
import type { LoopSite, ScopeLevel, SiteStep, TaskSite } from "./site.ts";

/** Whether a declaration is reached in a case. */
export type Reach =
  | { readonly kind: "reached"; readonly assumptions: readonly Assumption[] }
  /** Undecided: open a case for each alternative of this choice. */
  | { readonly kind: "split"; readonly choice: Choice }
  | { readonly kind: "off" }
  /** A condition is false, or a loop has no items. */
  | { readonly kind: "pruned" }
  /** An expression on the path certainly fails, and with it its task. */
  | {
      readonly kind: "failed";
      readonly what: string;
      readonly message: string;
      readonly node: YamlNode;
      readonly error?: PebbleError;
    };

/** Follows the conditions and loops from the flow inwards, filling `evaluation.loops`. */
export function reachSite(site: TaskSite, evaluation: Evaluation, mode: CaseMode): Reach {
  const assumptions: Assumption[] = [];
  for (const step of site.steps) {
    const outcome = follow(step, evaluation, mode);
    if (outcome.kind !== "reached") return outcome;
    assumptions.push(...outcome.assumptions);
  }
  return { kind: "reached", assumptions: distinct(assumptions) };
}

function follow(step: SiteStep, evaluation: Evaluation, mode: CaseMode): Reach {
  switch (step.kind) {
    case "off":
      return { kind: "off" };
    case "words":
      return { kind: "reached", assumptions: [{ kind: "branch", condition: step.words }] };
    case "condition":
      return decide(step.text, step.level, evaluation, mode, {
        holds: (text) => isTrue(text) !== step.negated,
        branch: (text) => ({ kind: "branch", condition: text, ...(step.negated && { negated: true }) }),
      });
    case "switch": {
      const { is, isNot } = step;
      if (!step.value) return { kind: "pruned" };
      if (is === undefined && isNot.length === 0) return { kind: "reached", assumptions: [] };
      return decide(step.value, step.level, evaluation, mode, {
        holds: (text) => (is === undefined ? !isNot.includes(text) : text === is),
        branch: (text) =>
          is === undefined
            ? { kind: "branch", condition: `${text} is ${noneOf(isNot)}` }
            : { kind: "branch", condition: `${text} is ${quote(is)}` },
      });
    }
    case "loop":
      return enterLoop(step.loop, evaluation, mode);
  }
}

interface Decision {
  readonly holds: (text: string) => boolean;
  readonly branch: (text: string) => Assumption;
}

function decide(
  node: YamlNode,
  level: ScopeLevel,
  evaluation: Evaluation,
  mode: CaseMode,
  decision: Decision,
): Reach {
  // Null is false, like the empty text.
  if (node.kind === "scalar" && node.value === null) {
    return decision.holds("") ? { kind: "reached", assumptions: [] } : { kind: "pruned" };
  }
  if (node.kind !== "scalar") return { kind: "pruned" };
  const { result, dependencies } = evaluation.render(scalarText(node), level);
  switch (result.kind) {
    case "known":
      return decision.holds(result.text) ? { kind: "reached", assumptions: [] } : { kind: "pruned" };
    case "error":
      return {
        kind: "failed",
        what: "a condition fails",
        message: result.error.message,
        node,
        error: result.error,
      };
    case "holes": {
      const choice = nextSplit(dependencies, evaluation, mode);
      if (choice) return { kind: "split", choice };
      return { kind: "reached", assumptions: [decision.branch(node.text)] };
    }
  }
}

/** The truth of a text in `If`, `runIf` and `when`. Source: Kestra's TruthUtils. */
function isTrue(text: string): boolean {
  return !["", "0", "-0", "false"].includes(text.trim());
}

function enterLoop(loop: LoopSite, evaluation: Evaluation, mode: CaseMode): Reach {
  // Already resolved by the parent case, so that a thousand items are not resolved a thousand times.
  if (evaluation.loops.get(loop.key)?.kind === "items") return { kind: "reached", assumptions: [] };
  const member = loopOverMember(loop, evaluation, mode);
  if (member.choice) return { kind: "split", choice: member.choice };
  const dependencies: Unknown[] = [];
  const values: LoopValues =
    member.values ??
    evaluation.together(loop.level, (render) =>
      resolveLoopValues(loop.values, evaluation.context.lineUse.line(), (text) => {
        const rendered = render(text);
        if (rendered.result.kind === "holes") dependencies.push(...rendered.dependencies);
        return rendered.result;
      }),
    );
  if (values.kind === "error") {
    const node = values.node ?? loop.values ?? loop.task.node;
    const { message, error } = values;
    return {
      kind: "failed",
      what: `the loop "${loop.task.id}" fails`,
      message,
      node,
      ...(error && { error }),
    };
  }
  if (values.kind === "unknown") {
    const choice = nextSplit(dependencies, evaluation, mode);
    if (choice) return { kind: "split", choice };
    evaluation.loops.set(loop.key, { kind: "unknown", reason: values.reason });
    return { kind: "reached", assumptions: [] };
  }
  // Items can themselves depend on a choice: `["{{ inputs.env }}"]`.
  const choice = nextSplit(dependencies, evaluation, mode);
  if (choice) return { kind: "split", choice };
  if (values.items.length === 0) return { kind: "pruned" };
  evaluation.loops.set(loop.key, values);
  return { kind: "reached", assumptions: [] };
}

/** `{{ inputs.teams }}` or `{{ inputs['teams'] }}`, also through a filter that keeps the items as they are. */
const BARE_INPUT =
  /^\{\{-?\s*inputs(?:\.([\w.]+)|\[\s*(?:'([^'\\]+)'|"([^"\\#]+)")\s*\])\s*(?:\|\s*(?:jq\(\s*(?:'\.\[\]'|"\.\[\]")\s*\)|toJson|distinct)\s*)?-?\}\}$/;

/** A loop directly over a MULTISELECT. One case per member is enough; its subsets would need a case per combination. */
function loopOverMember(
  loop: LoopSite,
  evaluation: Evaluation,
  mode: CaseMode,
): { readonly choice?: Choice; readonly values?: LoopValues } {
  const id = inputLoopedOver(loop);
  const input: Input | undefined = evaluation.context.inputs.find((candidate) => candidate.id === id);
  if (input?.type !== "MULTISELECT") return {};
  const choice = memberChoice(input, evaluation, mode);
  if (choice) return { choice };
  let member = evaluation.assignment.get(`input:${input.id}`)?.member;
  if (member === undefined) return {};
  if (loop.level.frames.some((frame) => frame.loop && inputLoopedOver(frame.loop) === id)) {
    const key = `member:${loop.key}`;
    const nested = otherMemberChoice(key, input, evaluation, mode);
    if (nested) return { choice: nested };
    member = evaluation.assignment.get(key)?.member;
  }
  if (member === undefined) return {};
  return { values: { kind: "items", items: [{ value: string(member) }] } };
}

/** The id of the input whose unchanged items a loop runs over. */
function inputLoopedOver({ values }: LoopSite): string | undefined {
  if (values?.kind !== "scalar" || typeof values.value !== "string") return undefined;
  const [, dotted, single, double] = BARE_INPUT.exec(values.value.trim()) ?? [];
  return dotted ?? single ?? double;
}

function noneOf(texts: readonly string[]): string {
  const quoted = texts.map(quote);
  return quoted.length === 1 ? `not ${quoted[0]}` : `neither ${quoted.join(" nor ")}`;
}

function quote(text: string): string {
  return `"${text}"`;
}
