import { defaultPattern, englishSymbols, formatDecimal } from "../../java/number/decimal-format.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { fromJava } from "../values/from-java.ts";
import { isNumber } from "../values/kind-guards.ts";
import { unknown } from "../values/unknown.ts";
import { NULL, string } from "../values/value.ts";
import { optionalString, wrongInput } from "./input.ts";

/**
 * `x | numberFormat(format)`: a number, else an error; null gives null.
 * reference: Pebble's NumberFormatFilter, renamed by Kestra; java.text.DecimalFormat
 */
export const numberFormatFilter: FilterDefinition = {
  name: "numberFormat",
  steps: 400,
  argumentNames: ["format"],
  purity: "zone",
  summary:
    "The number by a `DecimalFormat` pattern (half-even rounding), or in the format of the locale, which determines the " +
    "separators.",
  nullInput: "null",
  returnsText: true,
  apply: (input, [format], context) => {
    if (input.kind === "null") return NULL;
    if (!isNumber(input)) throw wrongInput("a number", input);
    const pattern = optionalString(format, "format") ?? defaultPattern;
    return fromJava(
      () => {
        const text = formatDecimal(input, pattern, englishSymbols);
        if (/[.,E∞]|NaN/.test(text) && !isEnglish(context.locale))
          return unknown("numberFormat: the server's locale decides the signs between digits");
        return string(text);
      },
      ({ message }) => `numberFormat: the pattern uses ${message}, which is not supported`,
    );
  },
};

function isEnglish(locale: string | undefined): boolean {
  return locale !== undefined && /^en(?:[-_]|$)/i.test(locale);
}
