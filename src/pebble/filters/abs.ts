import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { double, integer, long } from "../values/value.ts";
import { wrongInput } from "./input.ts";

/** `x | abs`: numbers only; null and anything else are errors. reference: Pebble's AbsFilter */
export const absFilter: FilterDefinition = {
  name: "abs",
  purity: "pure",
  summary: "The absolute value of a number; other values are an error.",
  nullInput: "error",
  apply: (input) => {
    if (input.kind === "null") throw fail("the input is null");
    if (!isNumber(input)) throw wrongInput("a number", input);
    switch (input.kind) {
      case "integer":
        // The engine's lazy numbers are none of the kinds that it knows, so they become a Double.
        return input.lazy ? double(Math.abs(input.value)) : integer(Math.abs(input.value));
      case "long":
        return long(input.value < 0n ? -input.value : input.value);
      case "double":
        return double(Math.abs(input.value));
      case "float":
        return { ...input, value: Math.abs(input.value) };
      case "big-integer":
        return { ...input, value: input.value < 0n ? -input.value : input.value };
      case "big-decimal":
        return { ...input, unscaled: input.unscaled < 0n ? -input.unscaled : input.unscaled };
    }
  },
};
