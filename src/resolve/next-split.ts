import { ANOTHER_VALUE, NOT_SET } from "../model/assumption.ts";
import type { Assumption } from "../model/model.ts";
import {
  bool,
  isTemplate,
  list,
  NULL,
  string,
  toData,
  type Unknown,
  unknown,
  type Value,
} from "../pebble/index.ts";
import { assetsChoice } from "./asset-choice.ts";
import type { Alternative, Choice } from "./choice.ts";
import type { Evaluation } from "./evaluation.ts";
import { givenChoice } from "./given-values.ts";
import { type Input, isListed, neededInputs } from "./input.ts";
import { isEnabled } from "./input-enabled.ts";
import { defaultValue, valueText } from "./input-value.ts";
import { openStartChoice, START_KEY, startChoice } from "./started.ts";

/** The mode of opening cases. */
export interface CaseMode {
  /** Whether to open a case for a value other than the default of an input or label that a user can override. */
  readonly overrides: boolean;
  /** Whether to leave choices with several alternatives open. */
  readonly bounded: boolean;
}

/** Maximum members of a MULTISELECT whose subsets become cases. */
const MAX_SUBSET_MEMBERS = 8;

/**
 * The first choice that decides one of these unknowns; undefined if there is none. It may concern another variable that
 * must come first (the default of an input can depend on another input).
 */
export function nextSplit(
  dependencies: readonly Unknown[],
  evaluation: Evaluation,
  mode: CaseMode,
): Choice | undefined {
  for (const { origin } of dependencies) {
    if (origin === undefined || evaluation.assignment.has(origin)) continue;
    const choice = choiceOf(origin, evaluation, mode, "subsets", new Set());
    if (choice && !(mode.bounded && choice.alternatives.length > 1)) return choice;
  }
  return undefined;
}

/** The choice of one member of a MULTISELECT, for a loop directly over it. */
export function memberChoice(input: Input, evaluation: Evaluation, mode: CaseMode): Choice | undefined {
  const key = `input:${input.id}`;
  if (evaluation.assignment.has(key) || Object.hasOwn(evaluation.context.pins, input.id)) return undefined;
  const choice = choiceOf(key, evaluation, mode, "members", new Set());
  return choice && !(mode.bounded && choice.alternatives.length > 1) ? choice : undefined;
}

/**
 * The choice of a member for a loop inside another loop over the same MULTISELECT. Both run over the same list, so
 * every pair of options occurs.
 */
export function otherMemberChoice(
  key: string,
  input: Input,
  evaluation: Evaluation,
  mode: CaseMode,
): Choice | undefined {
  if (evaluation.assignment.has(key)) return undefined;
  const { result: alternatives } = inputOptions(input, evaluation, "members");
  if (!alternatives || (mode.bounded && alternatives.length > 1)) return undefined;
  return { key, alternatives, exhaustive: true };
}

function choiceOf(
  origin: string,
  evaluation: Evaluation,
  mode: CaseMode,
  multiselect: "subsets" | "members",
  asking: Set<string>,
): Choice | undefined {
  if (asking.has(origin)) return undefined;
  asking.add(origin);
  if (origin.startsWith("label:")) return labelChoice(origin, evaluation, mode);
  if (origin.startsWith("loop:")) return loopChoice(origin, evaluation);
  const given = givenChoice(origin, evaluation.context.options.values ?? []);
  if (given) return given;
  const start = startChoice(origin, evaluation.context);
  if (start) return start;
  const assets = assetsChoice(origin, evaluation.context);
  if (assets) return assets;
  const input = evaluation.context.inputs.find((candidate) => `input:${candidate.id}` === origin);
  if (!input || input.secret) return undefined;
  const first = (dependencies: readonly Unknown[]): Choice | undefined => {
    for (const { origin: dependency } of dependencies) {
      if (dependency === undefined || evaluation.assignment.has(dependency)) continue;
      const choice = choiceOf(dependency, evaluation, mode, "subsets", asking);
      if (choice) return choice;
    }
    return undefined;
  };
  return inputChoice(input, evaluation, mode, multiselect, first);
}

function labelChoice(origin: string, evaluation: Evaluation, mode: CaseMode): Choice | undefined {
  const { context, assignment } = evaluation;
  const name = origin.slice("label:".length);
  const start = openStartChoice(evaluation, ({ labels }) => labels.has(name));
  if (start) return start;
  const given = assignment.get(START_KEY)?.start?.labels.get(name);
  if (given) return givenChoiceOf(origin, `labels.${name}`, given);
  const value = Object.hasOwn(context.labels, name) ? context.labels[name] : undefined;
  if (value === undefined) return undefined;
  const assumption: Assumption = { kind: "default", variable: `labels.${name}`, value };
  const byDefault: Alternative = { value: string(value), assumption };
  return { key: origin, alternatives: [byDefault, ...otherValue(assumption, mode)], exhaustive: false };
}

/** The single value supplied by a start. */
function givenChoiceOf(key: string, variable: string, value: Value): Choice {
  const data = toData(value);
  const assumption: Assumption = { kind: "choice", variable, value: valueText(value) };
  return {
    ...{ key, exhaustive: false },
    alternatives: [{ value, ...(data !== undefined && { assumption }) }],
  };
}

/** Any value other than the default, if `mode` includes overrides. */
function otherValue({ variable, value }: { variable: string; value: string }, mode: CaseMode): Alternative[] {
  if (!mode.overrides) return [];
  return [
    {
      value: unknown(`${variable} can be set at the start of an execution`),
      assumption: { kind: "override", variable, default: value },
    },
  ];
}

function loopChoice(origin: string, { loops }: Evaluation): Choice | undefined {
  const known = loops.get(origin);
  if (known?.kind !== "items") return undefined;
  const alternatives = known.items.map(
    ({ value, index, key }): Alternative => ({
      value,
      ...(index !== undefined && { item: { index, ...(key && { key }) } }),
    }),
  );
  return { key: origin, alternatives, exhaustive: true };
}

function inputChoice(
  input: Input,
  evaluation: Evaluation,
  mode: CaseMode,
  multiselect: "subsets" | "members",
  firstOf: (dependencies: readonly Unknown[]) => Choice | undefined,
): Choice | undefined {
  const key = `input:${input.id}`;
  const variable = `inputs.${input.id}`;
  const byStart = openStartChoice(evaluation, ({ inputs }) => inputs.has(input.id));
  if (byStart) return byStart;
  const start = evaluation.assignment.get(START_KEY)?.start;
  const given = start?.inputs.get(input.id);
  if (given) return givenChoiceOf(key, variable, given);
  const enabled = isEnabled(input, evaluation);
  const disabled: Alternative = { value: valueWhenDisabled(input, evaluation), disabled: true };
  if (enabled.kind === "no") return { key, alternatives: [disabled], exhaustive: true };
  if (enabled.kind === "open") {
    const choice = firstOf(enabled.dependencies);
    if (choice) return choice;
  }
  const assumedDefault = inputDefault(input, evaluation);
  if (assumedDefault.dependencies.length > 0) {
    const choice = firstOf(assumedDefault.dependencies);
    if (choice) return choice;
  }
  // Its existence is undecided: both cases occur, and the default may apply in both.
  const notSet: Assumption = { kind: "choice", variable, value: NOT_SET };
  const missing: Alternative[] =
    enabled.kind === "open" && disabled.value === "absent" ? [{ ...disabled, assumption: notSet }] : [];
  const byDefault: Alternative[] = [];
  const overridden: Alternative[] = [];
  if (assumedDefault.result && isOffered(assumedDefault.result, input, evaluation)) {
    const value = valueText(assumedDefault.result);
    byDefault.push({ value: assumedDefault.result, assumption: { kind: "default", variable, value } });
    overridden.push(...otherValue({ variable, value }, mode));
  }
  // A start without a value for an input leaves its default.
  if (start) {
    const unset: Alternative[] =
      !input.required && !input.defaults ? [{ value: NULL, assumption: notSet }] : [];
    const alternatives = [...byDefault, ...unset, ...missing];
    return alternatives.length > 0 ? { key, alternatives, exhaustive: alternatives.length > 1 } : undefined;
  }
  const options = inputOptions(input, evaluation, multiselect);
  if (options.dependencies.length > 0) {
    const choice = firstOf(options.dependencies);
    if (choice) return choice;
  }
  if (!options.result) {
    // Text, numbers, JSON ...: the default is one of infinitely many values.
    return byDefault.length > 0
      ? { key, alternatives: [...byDefault, ...overridden, ...missing], exhaustive: false }
      : undefined;
  }
  const others = options.result.filter((option) => !isCoveredBy(option, assumedDefault.result));
  const another: Alternative[] = input.allowCustomValue
    ? [
        {
          value: unknown(`${variable} can have a value outside its list`),
          assumption: { kind: "choice", variable, value: ANOTHER_VALUE },
        },
      ]
    : [];
  const unset: Alternative[] =
    !input.required && !input.defaults ? [{ value: NULL, assumption: notSet }] : [];
  const alternatives = [...byDefault, ...others, ...another, ...unset, ...missing];
  return alternatives.length > 0 ? { key, alternatives, exhaustive: true } : undefined;
}

/**
 * The value of a disabled input: its default, if that depends only on the flow's own names. 2.0 renders it; 1.x uses it
 * as written. Source: Kestra's RunVariables.build.
 */
function valueWhenDisabled(input: Input, evaluation: Evaluation): Value | "absent" {
  if (!input.defaults) return "absent";
  let asWritten = true;
  const value = defaultValue(input, input.defaults, (text) => {
    asWritten &&= !isTemplate(text);
    return evaluation.renderWithFlow(text);
  });
  if (value.kind === "none") return "absent";
  if (value.kind === "known" && (asWritten || evaluation.context.lineUse.line() === "2.0"))
    return value.value;
  return unknown(`inputs.${input.id} is disabled, and its default is known only at run time`, {
    maybeUndefined: true,
  });
}

/** Whether the default is among the options; otherwise no execution starts. */
function isOffered(value: Value, input: Input, evaluation: Evaluation): boolean {
  if (input.allowCustomValue || !isListed(input)) return true;
  const { result: names } = optionNames(input, evaluation);
  return names === undefined || valuesIn(value).every((text) => names.includes(text));
}

function valuesIn(value: Value): string[] {
  return value.kind === "list" ? value.items.map(valueText) : [valueText(value)];
}

/** Whether the default already includes this option: the same value, or for one member, a list with it. */
function isCoveredBy(option: Alternative, value: Value | undefined): boolean {
  if (!value || option.value === "absent") return false;
  if (option.member !== undefined) {
    return value.kind === "list" && value.items.some((item) => valueText(item) === option.member);
  }
  return valueText(option.value) === valueText(value);
}

function inputDefault(
  input: Input,
  evaluation: Evaluation,
): { readonly result: Value | undefined; readonly dependencies: readonly Unknown[] } {
  if (!input.defaults) return { result: undefined, dependencies: [] };
  const dependencies: Unknown[] = [];
  const value = defaultValue(input, input.defaults, (text) => {
    const rendered = evaluation.renderForInput(text, neededInputs(input));
    dependencies.push(...rendered.dependencies);
    return rendered.result;
  });
  if (value.kind === "known") return { result: value.value, dependencies: [] };
  return { result: undefined, dependencies };
}

/** The finite set of values of an input besides its default; undefined if it is infinite or unknown. */
function inputOptions(
  input: Input,
  evaluation: Evaluation,
  multiselect: "subsets" | "members",
): { readonly result: Alternative[] | undefined; readonly dependencies: readonly Unknown[] } {
  const choice = (value: Value, text: string): Alternative => ({
    value,
    assumption: { kind: "choice", variable: `inputs.${input.id}`, value: text },
  });
  if (input.type === "BOOL" || input.type === "BOOLEAN") {
    const value = (flag: boolean) => choice(bool(flag), String(flag));
    return { result: [value(true), value(false)], dependencies: [] };
  }
  if (!isListed(input)) return { result: undefined, dependencies: [] };
  const { result: names, dependencies } = optionNames(input, evaluation);
  if (!names) return { result: undefined, dependencies };
  if (input.type !== "MULTISELECT")
    return { result: names.map((name) => choice(string(name), name)), dependencies: [] };
  if (multiselect === "members")
    return { result: names.map((name) => memberOf(input, name)), dependencies: [] };
  if (names.length > MAX_SUBSET_MEMBERS) return { result: undefined, dependencies: [] };
  return {
    result: subsets(names).map((subset) => choice(list(subset.map(string)), JSON.stringify(subset))),
    dependencies: [],
  };
}

function memberOf(input: Input, name: string): Alternative {
  const variable = `inputs.${input.id}`;
  return {
    value: unknown(`${variable} is a list with "${name}" and possibly more`),
    member: name,
    assumption: { kind: "choice", variable, value: name, includes: true },
  };
}

function optionNames(
  input: Input,
  evaluation: Evaluation,
): { readonly result: readonly string[] | undefined; readonly dependencies: readonly Unknown[] } {
  const expression = input.optionsExpression;
  if (typeof expression?.value !== "string") {
    return { result: input.options.length > 0 ? input.options : undefined, dependencies: [] };
  }
  const { result, dependencies } = evaluation.renderTypedForInput(expression.value, neededInputs(input));
  if (result.kind === "error" || (result.value.kind !== "list" && result.value.kind !== "array")) {
    return { result: undefined, dependencies };
  }
  const names = result.value.items.map((item) =>
    item.kind === "unknown" || item.kind === "text" ? undefined : valueText(item),
  );
  if (names.some((name) => name === undefined)) return { result: undefined, dependencies };
  return { result: names.flatMap((name) => name ?? []), dependencies: [] };
}

/** All non-empty subsets, smaller ones first, each in the order of the options. */
function subsets(names: readonly string[]): string[][] {
  const all: string[][] = [];
  for (let bits = 1; bits < 1 << names.length; bits++)
    all.push(names.filter((_, index) => (bits >> index) & 1));
  return all.sort((a, b) => a.length - b.length);
}
