import { toLong } from "../../java/number/conversion.ts";
import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail, limitExceeded } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { character, list, long, type Value } from "../values/value.ts";

/**
 * `range(start, end, increment=1)`: numbers (cut to whole ones) or texts of one character; null and everything
 * else, and an increment of 0, is an error. reference: Pebble's RangeFunction, Kestra's BoundedRangeFunction
 */
export const rangeFunction: FunctionDefinition = {
  name: "range",
  argumentNames: ["start", "end", "increment"],
  purity: "pure",
  summary:
    "The list of numbers, or characters, from `start` to `end`, both included; empty if the increment points away from `end`.",
  apply: ([start, end, increment], context) => {
    if (increment !== undefined && increment.kind !== "null" && !isNumber(increment))
      throw fail("the increment must be a number");
    const step = increment === undefined || increment.kind === "null" ? 1n : toLong(increment);
    const [from, to, make] = bounds(start, end);
    if (step === 0n) throw fail("the increment must not be 0");
    const count = (to - from) / step + 1n;
    const size = step > 0n === to >= from || to === from ? Number(count) : 0;
    if (size > context.limits.rangeSize)
      throw limitExceeded(`a range of more than ${context.limits.rangeSize} elements`);
    // Making an element takes about 200 ns.
    context.charge(2 * size);
    return list(Array.from({ length: size }, (_, index) => make(from + step * BigInt(index))));
  },
};

function bounds(start: Value | undefined, end: Value | undefined): [bigint, bigint, (at: bigint) => Value] {
  if (start !== undefined && end !== undefined) {
    if (isNumber(start) && isNumber(end)) return [toLong(start), toLong(end), long];
    if (
      start.kind === "string" &&
      end.kind === "string" &&
      start.value.length === 1 &&
      end.value.length === 1
    ) {
      const toCharacter = (at: bigint) => character(String.fromCharCode(Number(at)));
      return [BigInt(start.value.charCodeAt(0)), BigInt(end.value.charCodeAt(0)), toCharacter];
    }
  }
  throw fail("start and end must be numbers, or texts of one character");
}
