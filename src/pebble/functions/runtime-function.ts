import type { FunctionDefinition, Purity } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { unknown } from "../values/unknown.ts";
import type { Unknown } from "../values/value.ts";

interface RuntimeFunction {
  readonly name: string;
  readonly argumentNames?: readonly string[];
  readonly dialect?: "2.0" | "1.x";
  readonly purity?: Purity;
  readonly summary: string;
  /** The reason why the result is unknown, shown to users. */
  readonly reason: string;
  /** How many of the first arguments must be given; without them the call fails for certain. */
  readonly required?: number;
  readonly maybeNull?: boolean;
  /** Every result is one or more of [A-Za-z0-9]. */
  readonly word?: boolean;
}

/** A function with a result known only at run time. */
export function runtimeFunction(definition: RuntimeFunction): FunctionDefinition {
  const { reason, required = 0, maybeNull = false, word = false, purity = "runtime", ...rest } = definition;
  return {
    ...rest,
    purity,
    unknown: (args): Unknown => {
      for (const [index, name] of (rest.argumentNames ?? []).slice(0, required).entries()) {
        if (args[index] === undefined) throw fail(`the argument "${name}" is missing`);
      }
      return unknown(reason, { maybeNull, word });
    },
  };
}
