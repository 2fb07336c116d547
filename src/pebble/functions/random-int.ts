import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { unknown } from "../values/unknown.ts";
import type { Value } from "../values/value.ts";

/**
 * `randomInt(lower, upper)`: two Long literals, the second not less than the first; null and all else is an error.
 * reference: Kestra's RandomIntFunction
 */
export const randomIntFunction: FunctionDefinition = {
  name: "randomInt",
  argumentNames: ["lower", "upper"],
  purity: "runtime",
  summary: "A random number from `lower` up to `upper`; both must be literals.",
  unknown: ([lower, upper]) => {
    const [from, to] = [bound(lower, "lower"), bound(upper, "upper")];
    if (from !== undefined && to !== undefined && from > to) throw fail('"upper" is less than "lower"');
    return unknown("randomInt() is random", { word: from !== undefined && from >= 0n });
  },
};

function bound(value: Value | undefined, name: string): bigint | undefined {
  if (value?.kind === "long") return value.value;
  if (value?.kind === "unknown") return undefined;
  throw fail(`the argument "${name}" must be a Long literal`);
}
