import { parseBigDecimal } from "../../java/number/big-decimal.ts";
import type { JavaNumber } from "../../java/number/java-number.ts";
import {
  parseBigInteger,
  parseDouble,
  parseFloatNumber,
  parseInteger,
  parseLong,
  parseNumber,
} from "../../java/number/parse.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { fromJava } from "../values/from-java.ts";
import { refuseLength } from "../values/numbers.ts";
import { NULL, numberValue } from "../values/value.ts";
import { optionalString, stringInput } from "./input.ts";

/**
 * `x | number(type)`: a String, else an error (also a number); null gives null; text that is not a number is an error.
 * reference: Kestra's NumberFilter, commons-lang's NumberUtils.createNumber
 */
export const numberFilter: FilterDefinition = {
  name: "number",
  steps: 100,
  argumentNames: ["type"],
  purity: "pure",
  summary:
    "The number in the text: Integer, Long or BigInteger by size, Float when 7 digits are enough, else Double or " +
    "BigDecimal; `0x` is hexadecimal, a leading zero octal. `type` is INT, LONG, FLOAT, DOUBLE, BIGDECIMAL or BIGINTEGER; " +
    "any other is ignored.",
  nullInput: "null",
  apply: (input, [type]) => {
    if (input.kind === "null") return NULL;
    const text = stringInput(input);
    refuseLength(text);
    const wanted = optionalString(type, "type");
    return fromJava(() => numberValue(read(text, wanted)));
  },
};

function read(text: string, type: string | undefined): JavaNumber {
  switch (type) {
    case "INT":
      return parseInteger(text);
    case "LONG":
      return parseLong(text);
    case "FLOAT":
      return parseFloatNumber(text);
    case "DOUBLE":
      return parseDouble(text);
    case "BIGDECIMAL":
      if (text.trim() === "") throw fail("a blank text is not a valid number");
      return parseBigDecimal(text);
    case "BIGINTEGER":
      return parseBigInteger(text);
    default:
      return parseNumber(text);
  }
}
