import { formatString, StringFormatUnsupportedError } from "../../java/number/string-format.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { javaParts } from "../values/java-text.ts";
import { NULL, type Parts, string, textWithHoles, unknown } from "../values/value.ts";
import { stringInput } from "./input.ts";

/**
 * `x | format(args...)`: String.format; null gives null; anything but a String and a malformed format are errors.
 * reference: Pebble's FormatFilter (4.1.2)
 */
export const format: FilterDefinition = {
  name: "format",
  dialect: "2.0",
  purity: "zone",
  summary: "Java's `String.format` with the arguments. `%f`, `%e` and `%,d` need to know the locale.",
  nullInput: "null",
  returnsText: true,
  apply: (input, args, context) => {
    if (input.kind === "null") return NULL;
    const given = args.map((arg) => arg ?? NULL);
    try {
      return string(formatString(stringInput(input), given, context.locale !== undefined));
    } catch (error) {
      if (error instanceof StringFormatUnsupportedError) return unknown(`format: ${error.message}`);
      throw error;
    }
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
