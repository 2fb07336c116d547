import { toDouble } from "../../java/number/conversion.ts";
import type { Answer } from "../values/equality.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { findUnknown } from "../values/unknown.ts";
import type { Value } from "../values/value.ts";

/**
 * Whether a value counts as true for `and`, `or`, `not`, `if` and the ternary: numbers other than 0 and NaN, strings
 * that are not empty (`'false'` is true). Null is an error here; callers that allow null check first.
 */
export function truth(value: Value): Answer {
  switch (value.kind) {
    case "boolean":
      return value.value;
    case "string":
    case "safe-string":
      return value.value !== "";
    case "text":
      // Certainly not empty if it has a character or a word.
      return (
        value.parts.some((part) => typeof part === "string" || part.word) || (findUnknown(value) ?? true)
      );
    case "unknown":
      return value;
    case "null":
      throw fail("null is neither true nor false");
    default:
      if (!isNumber(value)) throw fail(`a ${value.kind} is neither true nor false`);
      return toDouble(value) !== 0 && !Number.isNaN(toDouble(value));
  }
}
