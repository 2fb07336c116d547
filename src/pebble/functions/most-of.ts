import type { Arguments } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { compareNumbers } from "../values/numbers.ts";
import { NULL, type Value } from "../values/value.ts";

/** The first argument that no later one beats; comparing anything but numbers and null is an error. */
export function mostOf(args: Arguments, beats: (order: number) => boolean): Value {
  let best: Value = NULL;
  for (const candidate of args) {
    if (candidate === undefined) continue;
    if (best.kind === "null") {
      best = candidate;
      continue;
    }
    if (candidate.kind === "null") continue;
    if (!isNumber(best) || !isNumber(candidate)) throw fail("only numbers can be compared");
    if (beats(compareNumbers(candidate, best))) best = candidate;
  }
  return best;
}
