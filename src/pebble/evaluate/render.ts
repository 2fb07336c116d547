import { charge } from "../../java/budget.ts";
import { parseJson } from "../codecs/json-parse.ts";
import { jsonText } from "../codecs/json-text.ts";
import { DEFAULT_LIMITS, type Limits } from "../definitions/limits.ts";
import type { Dialect } from "../syntax/dialect.ts";
import { parsedTemplate } from "../syntax/parse-cache.ts";
import { Failure, type FailureCause } from "../values/failure.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { findUnknown, unknown } from "../values/unknown.ts";
import { NULL, string, type Unknown, type Value } from "../values/value.ts";
import type { GivenVariables } from "./lazy-variables.ts";
import { createOutput } from "./output.ts";
import type { Output, TemplateRange } from "./output-type.ts";
import { stripRaw, takeOutRaw } from "./raw.ts";
import { renderPass, renderToFixPoint } from "./recursive.ts";
import { type ChangedLists, createRenderState, type RenderState, restoreLists } from "./run.ts";
import { baseFrame } from "./scope-chain.ts";

export interface Scope {
  /** By name; an absent name is an undefined variable. */
  readonly variables: GivenVariables;
  readonly dialect: Dialect;
  /** The engine-wide setting `kestra.variables.recursive-rendering`. */
  readonly recursive?: boolean;
  /** Zone (`Europe/Paris`) and locale (`en-US`) of the server, where they are known. */
  readonly timeZone?: string;
  readonly locale?: string;
  /** Called for each unknown, top-level or nested, that evaluation consults or prints. */
  readonly onUnknown?: (unknown: Unknown) => void;
  readonly limits?: Partial<Limits>;
}

export type Rendered =
  | { readonly kind: "known"; readonly text: string }
  | {
      readonly kind: "holes";
      /** Adjacent strings joined; may be one hole alone. */
      readonly parts: readonly (string | Unknown)[];
      /** For each part that is a hole and comes from one place: the range of `{{ }}` or the tag in the template. */
      readonly spans: readonly (TemplateRange | undefined)[];
    }
  /** Fails for certain. */
  | { readonly kind: "error"; readonly error: PebbleError };

/** `offset` and `length` are UTF-16 code units in the template text. */
export interface PebbleError {
  readonly kind: "syntax" | "runtime";
  readonly cause?: FailureCause;
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** True when text holds the start of an expression, a tag or a comment. */
export function isTemplate(text: string): boolean {
  return text.includes("{") && /\{[{%#]/.test(text);
}

/**
 * String mode, what Kestra does with nearly every property. Never throws, for any template text. Each rendering starts
 * from the same variables: what `sort`, `rsort` and `reverse` change in place is undone.
 */
export function render(template: string, scope: Scope): Rendered {
  const changed: ChangedLists = { before: undefined };
  try {
    return renderText(template, scope, scope.onUnknown, changed);
  } finally {
    restoreLists(changed);
  }
}

/** Renders one template with its own `Scope.onUnknown`. */
export type RenderOne = (template: string, onUnknown?: Scope["onUnknown"]) => Rendered;

/**
 * Renders several templates on the same variables, as one task of the engine does: a list that one of them changes in
 * place is changed for the next. Undone at the end.
 */
export function renderTogether<T>(scope: Scope, use: (one: RenderOne) => T): T {
  const changed: ChangedLists = { before: undefined };
  try {
    return use((template, onUnknown) => renderText(template, scope, onUnknown, changed));
  } finally {
    restoreLists(changed);
  }
}

function renderText(
  template: string,
  scope: Scope,
  onUnknown: Scope["onUnknown"],
  changed: ChangedLists,
): Rendered {
  if (!template.includes("{")) return { kind: "known", text: template };
  return withRenderState(template, scope, onUnknown, changed, (state) => {
    const frame = baseFrame(scope.variables);
    if (state.recursive) return finished(stripRaw(renderToFixPoint(state, template, frame)), []);
    const out = renderPass(state, template, frame);
    return finished(stripRaw(out.parts), out.spans);
  });
}

function finished(
  parts: readonly (string | Unknown)[],
  spans: readonly (TemplateRange | undefined)[],
): Rendered {
  const [first = ""] = parts;
  if (parts.length < 2 && typeof first === "string") return { kind: "known", text: first };
  const text = textWithHoles(parts);
  if (text.kind !== "text") return { kind: "known", text: text.value };
  const whole = text.parts.length === spans.length ? spans : text.parts.map(() => undefined);
  return { kind: "holes", parts: text.parts, spans: whole };
}

/** Runs with fresh counters; failures become results, given-up evaluation an unknown. */
function withRenderState(
  template: string,
  scope: Scope,
  onUnknown: Scope["onUnknown"],
  changed: ChangedLists,
  action: (state: RenderState) => Rendered,
): Rendered {
  const state = createRenderState({
    changed,
    dialect: scope.dialect,
    limits: scope.limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...scope.limits },
    recursive: scope.recursive ?? false,
    timeZone: scope.timeZone,
    locale: scope.locale,
    onUnknown,
  });
  try {
    return action(state);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.kind !== "limit") return { kind: "error", error: pebbleError(failure, template) };
    const reason = unknown(failure.message);
    onUnknown?.(reason);
    return { kind: "holes", parts: [reason], spans: [undefined] };
  } finally {
    charge(1 + state.steps + (template.length >> 4));
  }
}

/** A defect of this program must not look like a result, so the value is unknown. */
function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Failure("limit", `the expression could not be evaluated (${words})`);
}

function pebbleError(failure: Failure, template: string): PebbleError {
  const known = failure.offset >= 0;
  const { cause } = failure.details;
  return {
    kind: failure.kind === "syntax" ? "syntax" : "runtime",
    ...(cause && { cause }),
    message: failure.message,
    offset: known ? Math.min(failure.offset, template.length) : 0,
    length: known ? failure.length : template.length,
  };
}

/**
 * Typed mode: a template that writes exactly one value and no text gives that value; anything else text, or the JSON
 * that the text happens to be when a list or map is part of it. reference: Kestra's TypedObjectWriter.
 */
export function renderTyped(
  template: string,
  scope: Scope,
): { kind: "value"; value: Value } | { kind: "error"; error: PebbleError } {
  if (!template.includes("{")) return { kind: "value", value: string(template) };
  let value: Value = NULL;
  const changed: ChangedLists = { before: undefined };
  const result = withRenderState(template, scope, scope.onUnknown, changed, (state) => {
    const out = renderPass(state, template, baseFrame(scope.variables), createOutput("typed"));
    value = typedResult(out);
    return { kind: "known", text: "" };
  });
  restoreLists(changed);
  if (result.kind === "error") return result;
  if (result.kind === "holes") {
    const [reason] = result.parts;
    if (reason !== undefined && typeof reason !== "string") value = { ...reason, maybeNull: true };
  }
  return { kind: "value", value };
}

function typedResult(out: Output): Value {
  const writes = out.writes.filter((write) => write !== "");
  const [first] = writes;
  if (first === undefined) return NULL;
  if (writes.length === 1 && typeof first !== "string") return first;
  const values = writes.filter((write) => typeof write !== "string");
  const open = values.find((value) => value.kind === "unknown");
  if (open !== undefined) return { ...unknownOf(open), maybeNull: true, word: false };
  const text = textWithHoles(stripRaw(out.parts));
  if (!values.some((value) => value.kind === "list" || value.kind === "map" || value.kind === "array"))
    return text;
  if (text.kind === "text") return { ...unknownOf(text), maybeNull: true, word: false };
  try {
    return parseJson(text.value);
  } catch (error) {
    if (error instanceof Failure && error.kind === "limit") throw error;
    return text;
  }
}

function unknownOf(value: Value): Unknown {
  return findUnknown(value) ?? unknown(`the value ${jsonText(value)} is unknown`);
}

/** Syntax check only. */
export function parseErrors(template: string, dialect: Dialect): readonly PebbleError[] {
  if (!template.includes("{")) return [];
  try {
    parsedTemplate(takeOutRaw(template).template, dialect);
    return [];
  } catch (error) {
    const failure = asFailure(error);
    return failure.kind === "limit" ? [] : [pebbleError(failure, template)];
  }
}
