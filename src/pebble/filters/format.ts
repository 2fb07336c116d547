import type { FormatArgument } from "../../java/number/format-argument.ts";
import { formatString } from "../../java/number/string-format.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { fromJava } from "../values/from-java.ts";
import { javaParts, javaText } from "../values/java-text.ts";
import { isNumber } from "../values/kind-guards.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { NULL, type Parts, string, type Value } from "../values/value.ts";
import { stringInput } from "./input.ts";

/**
 * `x | format(args...)`: String.format; null gives null; anything but a String and a malformed format are errors.
 * reference: Pebble's FormatFilter (4.1.2)
 */
export const formatFilter: FilterDefinition = {
  name: "format",
  dialect: "2.0",
  purity: "zone",
  summary: "Java's `String.format` with the arguments. `%f`, `%e` and `%,d` depend on the locale.",
  nullInput: "null",
  returnsText: true,
  apply: (input, args, context) => {
    if (input.kind === "null") return NULL;
    const given = args.map((arg) => formatArgument(arg ?? NULL));
    const pattern = stringInput(input);
    return fromJava(
      () => string(formatString(pattern, given, context.locale !== undefined)),
      ({ message }) => `format: ${message}`,
    );
  },
  partial: (input, args) => {
    if (input.kind !== "string" || /%(?![s%])/.test(input.value)) return undefined;
    const given = [...args];
    const parts: Parts = input.value.split(/(%[s%])/).flatMap((piece) => {
      if (piece === "%%") return ["%"];
      if (piece !== "%s") return [piece];
      const arg = given.shift();
      return arg === undefined ? [] : arg.kind === "null" ? ["null"] : javaParts(arg);
    });
    const wanted = input.value.match(/%s/g)?.length ?? 0;
    return wanted > args.length ? undefined : textWithHoles(parts);
  },
};

function formatArgument(value: Value): FormatArgument {
  const text = () => javaText(value);
  const printable =
    value.kind === "null" || value.kind === "boolean" || value.kind === "character" || isNumber(value);
  return printable ? { ...value, text } : { kind: "object", text };
}
