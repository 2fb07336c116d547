import { javaClassName } from "../values/class-name.ts";
import { fail } from "../values/failure.ts";
import type { Value } from "../values/value.ts";

/** Whether an Integer or Long is odd; everything else is an error, also what `loop` works out late. */
export function isOdd(input: Value): boolean {
  if (input.kind === "integer" && !input.lazy) return input.value % 2 !== 0;
  if (input.kind === "long") return input.value % 2n !== 0n;
  throw fail(`the value must be an Integer or a Long, not ${javaClassName(input) ?? "null"}`);
}
