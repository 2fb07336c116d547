import type { Assumption } from "../inventory/model.ts";
import { bool, list, NULL, string, type Unknown, unknown, type Value } from "../pebble/index.ts";
import type { Alternative, Choice } from "./choice.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Input } from "./input.ts";
import { defaultValue, valueText } from "./input-value.ts";

/** How cases are opened. */
export interface CaseMode {
  /** Leave inputs that a user can override open, instead of assuming their default. */
  readonly overrides: boolean;
  /** Open no choice with more than one alternative. */
  readonly bounded: boolean;
}

/** More members than this, and the subsets of a MULTISELECT are too many to open a case for each. */
const MAX_SUBSET_MEMBERS = 8;

/**
 * The first choice that would make any of these unknowns known, or undefined when none can. It may be the choice of
 * another variable that comes first (the default of an input can depend on another input).
 */
export function wantedChoice(
  touched: readonly Unknown[],
  evaluation: Evaluation,
  mode: CaseMode,
): Choice | undefined {
  for (const { origin } of touched) {
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

/** The inputs among these unknowns that the mode leaves open although they have a default. */
export function overriddenInputs(
  touched: readonly Unknown[],
  evaluation: Evaluation,
  mode: CaseMode,
): Extract<Assumption, { kind: "override" }>[] {
  if (!mode.overrides) return [];
  const found = new Map<string, Extract<Assumption, { kind: "override" }>>();
  for (const { origin } of touched) {
    if (!origin?.startsWith("input:") || evaluation.assignment.has(origin)) continue;
    const choice = choiceOf(origin, evaluation, { ...mode, overrides: false }, "subsets", new Set());
    const assumption = choice?.alternatives[0]?.assumption;
    if (!choice || choice.key !== origin || choice.exhaustive || assumption?.kind !== "default") continue;
    found.set(origin, { kind: "override", variable: assumption.variable, default: assumption.value });
  }
  return [...found.values()];
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
  if (origin.startsWith("label:")) return labelChoice(origin, evaluation);
  if (origin.startsWith("loop:")) return loopChoice(origin, evaluation);
  const input = evaluation.context.inputs.find((each) => `input:${each.id}` === origin);
  if (!input || input.secret) return undefined;
  const first = (touched: readonly Unknown[]): Choice | undefined => {
    for (const { origin: other } of touched) {
      if (other === undefined || evaluation.assignment.has(other)) continue;
      const choice = choiceOf(other, evaluation, mode, "subsets", asking);
      if (choice) return choice;
    }
    return undefined;
  };
  return inputChoice(input, evaluation, mode, multiselect, first);
}

function labelChoice(origin: string, { context }: Evaluation): Choice | undefined {
  const name = origin.slice("label:".length);
  const value = context.labels[name];
  if (value === undefined) return undefined;
  const assumption: Assumption = { kind: "default", variable: `labels.${name}`, value };
  return { key: origin, alternatives: [{ value: string(value), assumption }], exhaustive: false };
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
  firstOf: (touched: readonly Unknown[]) => Choice | undefined,
): Choice | undefined {
  const key = `input:${input.id}`;
  const variable = `inputs.${input.id}`;
  const enabled = isEnabled(input, evaluation);
  if (enabled.touched.length > 0) return firstOf(enabled.touched);
  if (enabled.result === "unknown") return undefined;
  if (enabled.result === "no") return { key, alternatives: [{ value: "absent" }], exhaustive: true };

  const assumedDefault = inputDefault(input, evaluation);
  if (assumedDefault.touched.length > 0) {
    const choice = firstOf(assumedDefault.touched);
    if (choice) return choice;
  }
  const byDefault: Alternative[] = [];
  if (assumedDefault.result) {
    const value = valueText(assumedDefault.result);
    byDefault.push({ value: assumedDefault.result, assumption: { kind: "default", variable, value } });
  }
  const options = inputOptions(input, evaluation, multiselect);
  if (options.touched.length > 0) {
    const choice = firstOf(options.touched);
    if (choice) return choice;
  }
  if (!options.result) {
    // Text, numbers, JSON ...: the default is one of endlessly many values.
    return byDefault.length > 0 && !mode.overrides
      ? { key, alternatives: byDefault, exhaustive: false }
      : undefined;
  }
  const exhaustive = !input.allowCustomValue;
  if (mode.overrides && !exhaustive) return undefined;
  const others = options.result.filter((option) => !isCoveredBy(option, assumedDefault.result));
  const unset: Alternative[] =
    !input.required && !input.defaults
      ? [{ value: NULL, assumption: { kind: "choice", variable, value: "(not set)" } }]
      : [];
  const alternatives = [...byDefault, ...others, ...unset];
  return alternatives.length > 0 ? { key, alternatives, exhaustive } : undefined;
}

/** Whether the default already brings this option: the same value, or for one member, a list with it. */
function isCoveredBy(option: Alternative, value: Value | undefined): boolean {
  if (!value || option.value === "absent") return false;
  if (option.member !== undefined) {
    return value.kind === "list" && value.items.some((item) => valueText(item) === option.member);
  }
  return valueText(option.value) === valueText(value);
}

/** An input with `dependsOn` exists only when its condition holds. Source: Kestra's FlowInputOutput. */
function isEnabled(
  input: Input,
  evaluation: Evaluation,
): { readonly result: "yes" | "no" | "unknown"; readonly touched: readonly Unknown[] } {
  const needed = input.dependsOn?.inputs ?? [];
  if (needed.some((id) => evaluation.assignment.get(`input:${id}`)?.value === "absent")) {
    return { result: "no", touched: [] };
  }
  const condition = input.dependsOn?.condition;
  if (!condition || typeof condition.value !== "string") return { result: "yes", touched: [] };
  const { result, touched } = evaluation.renderTypedForInput(condition.value, needed);
  if (result.kind === "error") return { result: "no", touched: [] };
  if (result.value.kind === "boolean") return { result: result.value.value ? "yes" : "no", touched: [] };
  if (result.value.kind === "unknown" || result.value.kind === "text") return { result: "unknown", touched };
  return { result: "no", touched: [] };
}

function inputDefault(
  input: Input,
  evaluation: Evaluation,
): { readonly result: Value | undefined; readonly touched: readonly Unknown[] } {
  if (!input.defaults) return { result: undefined, touched: [] };
  const touched: Unknown[] = [];
  const value = defaultValue(input, input.defaults, (text) => {
    const rendered = evaluation.renderForInput(text, input.dependsOn?.inputs ?? []);
    touched.push(...rendered.touched);
    return rendered.result;
  });
  if (value.kind === "known") return { result: value.value, touched: [] };
  return { result: undefined, touched };
}

/** The finitely many values an input can take besides its default; undefined when they are not finite or not known. */
function inputOptions(
  input: Input,
  evaluation: Evaluation,
  multiselect: "subsets" | "members",
): { readonly result: Alternative[] | undefined; readonly touched: readonly Unknown[] } {
  const choice = (value: Value, text: string): Alternative => ({
    value,
    assumption: { kind: "choice", variable: `inputs.${input.id}`, value: text },
  });
  if (input.type === "BOOL" || input.type === "BOOLEAN") {
    const value = (flag: boolean) => choice(bool(flag), String(flag));
    return { result: [value(true), value(false)], touched: [] };
  }
  if (!["SELECT", "ENUM", "MULTISELECT"].includes(input.type)) return { result: undefined, touched: [] };
  const { result: names, touched } = optionNames(input, evaluation);
  if (!names) return { result: undefined, touched };
  if (input.type !== "MULTISELECT")
    return { result: names.map((name) => choice(string(name), name)), touched: [] };
  if (multiselect === "members") return { result: names.map((name) => memberOf(input, name)), touched: [] };
  if (names.length > MAX_SUBSET_MEMBERS) return { result: undefined, touched: [] };
  return {
    result: subsets(names).map((subset) => choice(list(subset.map(string)), JSON.stringify(subset))),
    touched: [],
  };
}

function memberOf(input: Input, name: string): Alternative {
  const variable = `inputs.${input.id}`;
  return {
    value: unknown(`${variable} is a list with "${name}" and perhaps more`),
    member: name,
    assumption: { kind: "choice", variable, value: name, includes: true },
  };
}

function optionNames(
  input: Input,
  evaluation: Evaluation,
): { readonly result: readonly string[] | undefined; readonly touched: readonly Unknown[] } {
  const expression = input.optionsExpression;
  if (typeof expression?.value !== "string") {
    return { result: input.options.length > 0 ? input.options : undefined, touched: [] };
  }
  const { result, touched } = evaluation.renderTypedForInput(expression.value, input.dependsOn?.inputs ?? []);
  if (result.kind === "error" || (result.value.kind !== "list" && result.value.kind !== "array")) {
    return { result: undefined, touched };
  }
  const names = result.value.items.map((item) =>
    item.kind === "unknown" || item.kind === "text" ? undefined : valueText(item),
  );
  if (names.some((name) => name === undefined)) return { result: undefined, touched };
  return { result: names.flatMap((name) => name ?? []), touched: [] };
}

/** Every non-empty subset, the smaller first, each in the order of the options. */
function subsets(names: readonly string[]): string[][] {
  const all: string[][] = [];
  for (let bits = 1; bits < 1 << names.length; bits++)
    all.push(names.filter((_, index) => (bits >> index) & 1));
  return all.sort((a, b) => a.length - b.length);
}
