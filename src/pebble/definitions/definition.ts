import type { Answer } from "../values/equality.ts";
import {
  type ArrayValue,
  derived,
  findUnknown,
  type ListValue,
  type Parts,
  textWithHoles,
  type Unknown,
  type Value,
} from "../values/value.ts";
import type { Limits } from "./limits.ts";

export type Dialect = "2.0" | "1.x";

/**
 * What a result depends on. `pure`: its arguments. `zone`: also the JVM's time zone or locale (UTC and en_US are
 * assumed only where the arguments leave no doubt). `environment`: a value of the installation (secret, kv, env).
 * `runtime`: the run itself (clock, random numbers, IO).
 */
export type Purity = "pure" | "zone" | "environment" | "runtime";

/** What an implementation may ask of the evaluator. */
export interface CallContext {
  readonly dialect: Dialect;
  readonly limits: Limits;
  /** The server's zone and locale, where they are known; results that depend on them are unknown otherwise. */
  readonly timeZone: string | undefined;
  readonly locale: string | undefined;
  /** A variable in scope, as the template would see it; undefined when there is none. */
  variable(name: string): Value | undefined;
  /** All variables in scope, by name. */
  variables(): ReadonlyMap<string, Value>;
  /** Counts work (items made, characters written); throws when the template has used up its share. */
  spend(steps: number): void;
  /** Replaces the items of a list or array in place, as Java's sort and reverse do: the variable changes too. */
  replaceItems(of: ListValue | ArrayValue, items: readonly Value[]): void;
}

/** Arguments in the order of `argumentNames`, undefined where not given; without `argumentNames` as written. */
export type Arguments = readonly (Value | undefined)[];

interface Definition {
  readonly name: string;
  /**
   * Declared argument names; positional arguments fill them in order, too many or unknown names are errors. Absent:
   * any number of positional arguments is taken.
   */
  readonly argumentNames?: readonly string[];
  /** Lines in which it exists; both when absent. Elsewhere using it is an error. */
  readonly dialect?: Dialect;
  readonly purity: Purity;
  /** One or two sentences for the documentation: result, errors, edge cases. */
  readonly summary: string;
}

/** What the default rule for unknown arguments needs to know about the result. */
interface ResultShape {
  /** Set when a known, non-null input can still give null. */
  readonly mayReturnNull?: boolean;
  /** Set when every non-null result is a String. */
  readonly returnsText?: boolean;
}

export interface FilterDefinition extends Definition, ResultShape {
  /** What a null input gives: null, an error, or some other value. */
  readonly nullInput: "null" | "error" | "value";
  /** Everything known. Says "error" by `throw fail("...")`, "unknown" by returning an unknown. */
  readonly apply: (input: Value, args: Arguments, context: CallContext) => Value;
  /**
   * For filters that work character by character: input text with holes, arguments known. The result must match
   * whatever `apply` gives for any text in the holes. Undefined: fall back to the default rule.
   */
  readonly holes?: (parts: Parts, args: Arguments, context: CallContext) => Parts | undefined;
  /** Set when a non-text input is either an error or treated as its text: then `holes` also serves any unknown. */
  readonly textual?: boolean;
  /**
   * Own rule, asked first whenever the input or an argument contains an unknown at any depth (a list with an unknown
   * item is such a value). Undefined: go on with `holes` and the default rule.
   */
  readonly partial?: (input: Value, args: Arguments, context: CallContext) => Value | undefined;
}

export interface FunctionDefinition extends Definition, ResultShape {
  /** Absent when the result is never known before a run; then `unknown` says why. */
  readonly apply?: (args: Arguments, context: CallContext) => Value;
  /** Own rule when an argument contains an unknown. */
  readonly partial?: (args: Arguments, context: CallContext) => Value | undefined;
  /** For a function without `apply`: the unknown it gives. */
  readonly unknown?: (args: Arguments) => Unknown;
}

export interface TestDefinition extends Definition {
  readonly apply: (input: Value, args: Arguments, context: CallContext) => boolean;
  /** Own rule when the input contains an unknown: true, false, or undefined when it depends on the unknown. */
  readonly partial?: (input: Value, args: Arguments, context: CallContext) => boolean | undefined;
}

/** Applies a filter to whatever is known of its input and arguments. */
export function applyFilter(
  filter: FilterDefinition,
  input: Value,
  args: Arguments,
  context: CallContext,
): Value {
  const cause = findUnknown(input);
  const argumentCause = firstUnknown(args);
  if (cause === undefined && argumentCause === undefined) return filter.apply(input, args, context);
  const own = filter.partial?.(input, args, context);
  if (own !== undefined) return own;
  if (argumentCause === undefined && filter.holes !== undefined) {
    const parts = textParts(input, filter.textual ?? false);
    const result = parts === undefined ? undefined : filter.holes(parts, args, context);
    if (result !== undefined) return textWithHoles(result);
  }
  if (input.kind === "null" && filter.nullInput === "null") return filter.apply(input, args, context);
  const nullInput = input.kind === "null" || (input.kind === "unknown" && input.maybeNull);
  return lifted(filter, cause ?? argumentCause, nullInput && filter.nullInput !== "error");
}

/** Calls a function with whatever is known of its arguments. */
export function applyFunction(definition: FunctionDefinition, args: Arguments, context: CallContext): Value {
  if (definition.apply === undefined) {
    if (definition.unknown === undefined)
      throw new Error(`${definition.name} has neither a result nor a reason`);
    return definition.unknown(args);
  }
  const cause = firstUnknown(args);
  if (cause === undefined) return definition.apply(args, context);
  return definition.partial?.(args, context) ?? lifted(definition, cause, args.some(maybeNull));
}

/** The unknown that a pure function gives for an unknown argument. */
function lifted(shape: ResultShape, cause: Unknown | undefined, nullPossible: boolean): Value {
  if (cause === undefined) throw new Error("nothing is unknown");
  const maybeNull = nullPossible || (shape.mayReturnNull ?? false);
  const result = derived(cause, { maybeNull });
  return shape.returnsText === true && !maybeNull ? textWithHoles([result]) : result;
}

/** Asks a test whatever is known of its input and arguments. */
export function applyTest(test: TestDefinition, input: Value, args: Arguments, context: CallContext): Answer {
  const cause = findUnknown(input) ?? firstUnknown(args);
  if (cause === undefined) return test.apply(input, args, context);
  return test.partial?.(input, args, context) ?? cause;
}

function firstUnknown(args: Arguments): Unknown | undefined {
  for (const arg of args) {
    const found = arg === undefined ? undefined : findUnknown(arg);
    if (found !== undefined) return found;
  }
  return undefined;
}

function maybeNull(arg: Value | undefined): boolean {
  return arg?.kind === "null" || (arg?.kind === "unknown" && arg.maybeNull);
}

/** The parts of a text with holes; an unknown counts when it is a word, or `any` is set, and it is never null. */
function textParts(input: Value, any: boolean): Parts | undefined {
  if (input.kind === "text") return input.parts;
  if (input.kind === "unknown" && !input.maybeNull && (input.word || any)) return [input];
  return undefined;
}
