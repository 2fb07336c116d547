import type { FilterDefinition } from "../definitions/definition.ts";
import { javaClassName } from "../values/class-name.ts";
import { NULL, string } from "../values/value.ts";

/** `x | className`: never an error; null gives null. reference: Kestra's ClassNameFilter */
export const classNameFilter: FilterDefinition = {
  name: "className",
  purity: "pure",
  summary:
    "The Java class of the value: `java.lang.Long` for literals, `java.lang.Integer` for numbers of YAML and JSON.",
  nullInput: "null",
  returnsText: true,
  apply: (input) => {
    const name = javaClassName(input);
    return name === undefined ? NULL : string(name);
  },
  partial: (input, args, context) =>
    input.kind === "unknown" ? undefined : classNameFilter.apply(input, args, context),
};
