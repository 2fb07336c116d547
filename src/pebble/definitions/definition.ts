import type { Dialect } from "../syntax/dialect.ts";
import type { ArrayValue, ListValue, Parts, Unknown, Value } from "../values/value.ts";
import type { Limits } from "./limits.ts";

/**
 * The dependencies of a result. `pure`: its arguments. `zone`: also the JVM's time zone or locale (UTC and en_US are
 * assumed only where the arguments leave no doubt). `environment`: a value of the installation (secret, kv, env).
 * `runtime`: the run itself (clock, random numbers, IO).
 */
export type Purity = "pure" | "zone" | "environment" | "runtime";

/** The services of the evaluator for implementations. */
export interface CallContext {
  readonly dialect: Dialect;
  readonly limits: Limits;
  /** The server's zone and locale, where they are known; results that depend on them are unknown otherwise. */
  readonly timeZone: string | undefined;
  readonly locale: string | undefined;
  /** A variable as the template sees it; undefined if there is none. */
  variable(name: string): Value | undefined;
  /** All variables in scope, by name. */
  variables(): ReadonlyMap<string, Value>;
  /** Counts work (items made, characters written); throws when the template has used up its share. */
  charge(steps: number): void;
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
  /** Steps of a call, in addition to the size of its input. Absent: `stepsOfCall`. */
  readonly steps?: number;
  /** Lines in which it exists; both when absent. Elsewhere using it is an error. */
  readonly dialect?: Dialect;
  readonly purity: Purity;
  /** One or two sentences for the documentation: result, errors, edge cases. */
  readonly summary: string;
}

/** A step takes about 100 ns. What depends on the zone or locale prints or reads dates or numbers. */
export function stepsOfCall({ steps, purity }: Pick<Definition, "steps" | "purity">): number {
  return steps ?? (purity === "zone" ? 200 : 10);
}

/** Facts about the result for the default rule for unknown arguments. */
export interface ResultShape {
  /** Whether a known, non-null input can result in null. */
  readonly mayReturnNull?: boolean;
  /** Set when every non-null result is a String. */
  readonly returnsText?: boolean;
}

export interface FilterDefinition extends Definition, ResultShape {
  /** The result of a null input: null, an error, or another value. */
  readonly nullInput: "null" | "error" | "value";
  /** Set when every text is an error. */
  readonly refusesText?: true;
  /**
   * The result of known arguments. Errors are thrown with `fail("...")`; an unknown result is returned as an unknown.
   */
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
  /** Absent if the result is never known before a run; `unknown` then has the reason. */
  readonly apply?: (args: Arguments, context: CallContext) => Value;
  /** Own rule when an argument contains an unknown. */
  readonly partial?: (args: Arguments, context: CallContext) => Value | undefined;
  /** The result of a function without `apply`. */
  readonly unknown?: (args: Arguments) => Unknown;
  /** Set where only the named arguments are certain: the reason why a call with others is unknown. */
  readonly onlyNamed?: string;
}

export interface TestDefinition extends Definition {
  readonly apply: (input: Value, args: Arguments, context: CallContext) => boolean;
  /** Own rule when the input contains an unknown: true, false, or undefined when it depends on the unknown. */
  readonly partial?: (input: Value, args: Arguments, context: CallContext) => boolean | undefined;
}
