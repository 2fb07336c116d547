import { describe, expect, it } from "vitest";
import { JavaError } from "../../src/java/error.ts";
import { divideDecimals, multiplyDecimals, parseBigDecimal } from "../../src/java/number/big-decimal.ts";
import { englishSymbols, formatDecimal } from "../../src/java/number/decimal-format.ts";
import type { FormatArgument } from "../../src/java/number/format-argument.ts";
import type { JavaNumber } from "../../src/java/number/java-number.ts";
import { parseNumber } from "../../src/java/number/parse.ts";
import { formatString } from "../../src/java/number/string-format.ts";
import { decimalText, doubleText, floatText } from "../../src/java/number/text.ts";

const integer = (value: number): JavaNumber => ({ kind: "integer", value });
const long = (value: bigint): JavaNumber => ({ kind: "long", value });
const double = (value: number): JavaNumber => ({ kind: "double", value });

function outcome(action: () => string): string {
  try {
    return action();
  } catch (error) {
    if (error instanceof JavaError && error.kind === "invalid") return "error";
    throw error;
  }
}

it.each([
  [1, "1.0"],
  [0.1, "0.1"],
  [1e7, "1.0E7"],
  [9999999, "9999999.0"],
  [0.001, "0.001"],
  [0.0001, "1.0E-4"],
  [123456789.125, "1.23456789125E8"],
  [-0, "-0.0"],
  [Number.NaN, "NaN"],
])("given the double %d, when printed, then the text is %s", (value, text) => {
  expect(doubleText(value)).toBe(text);
});

it("given a float, when printed, then it has just the digits that distinguish it from its neighbours", () => {
  expect(floatText(Math.fround(1.1))).toBe("1.1");
  expect(doubleText(Math.fround(1.1))).toBe("1.100000023841858");
});

it("given decimals, when divided or multiplied, then the result has at most 34 digits", () => {
  const [one, three, eight] = [parseBigDecimal("1"), parseBigDecimal("3"), parseBigDecimal("8")];
  expect(numberText(divideDecimals(one, three))).toBe(`0.${"3".repeat(34)}`);
  expect(numberText(divideDecimals(one, eight))).toBe("0.125");
  expect(numberText(multiplyDecimals(eight, three))).toBe("24");
});

describe("DecimalFormat (expectations taken from JDK 25)", () => {
  const cases: readonly (readonly [string, JavaNumber, string])[] = [
    ["#", double(2.5), "2"],
    ["#", double(0), "0"],
    ["#.##", double(0.5), "0.5"],
    ["#.##", double(0.125), "0.12"],
    [".##", double(0.5), ".5"],
    ["#.00", double(0.5), ".50"],
    ["0.00", double(2.675), "2.67"],
    ["0.00", double(1.005), "1.00"],
    ["0%", double(2.675), "268%"],
    ["#,##0.00;(#,##0.00)", double(-1234.5), "(1,234.50)"],
    ["0.###E0", double(1234567.891), "1.235E6"],
    ["0 'x'", long(1n), "1 x"],
    ["$#,##0.00", long(-5n), "-$5.00"],
    ["#,##0.###", long(123456789012345678n), "123,456,789,012,345,678"],
    ["000", integer(-5), "-005"],
    ["0.0", double(Number.NaN), "NaN"],
    ["#,##0", double(Number.NEGATIVE_INFINITY), "-∞"],
    ["0'", long(1n), "error"],
  ];
  it.each(cases)(
    "given the pattern $0 (case %#), when a number is formatted, then the text is $2",
    (pattern, number, expected) => {
      expect(outcome(() => formatDecimal(number, pattern, englishSymbols))).toBe(expected);
    },
  );
});

function argument(value: JavaNumber | string | null): FormatArgument {
  if (value === null) return { kind: "null", text: () => "null" };
  if (typeof value === "string") return { kind: "object", text: () => value };
  return { ...value, text: () => numberText(value) };
}

describe("String.format (expectations taken from JDK 25)", () => {
  const cases: readonly (readonly [string, readonly (JavaNumber | string | null)[], string])[] = [
    ["<%5s|%-5s|%.2s>", ["abc", "abc", "abc"], "<  abc|abc  |ab>"],
    ["%S %b %B", ["a", null, "x"], "A false TRUE"],
    ["%05d %+d %,d %(d", [long(42n), long(1n), long(1234567n), long(-5n)], "00042 +1 1,234,567 (5)"],
    ["%x %X %o %#x", [integer(-1), long(255n), long(8n), long(255n)], "ffffffff FF 10 0xff"],
    [
      "%.2f %8.3f %,.1f %e",
      [double(2.345), double(3.25), double(1234.56), double(12345.678)],
      "2.35    3.250 1,234.6 1.234568e+04",
    ],
    ["%2$s %1$s %<s", ["a", "b"], "b a a"],
    ["%c%%%n", [integer(65)], "A%\n"],
    ["%d", [double(1)], "error"],
    ["%f", [long(1n)], "error"],
    ["%-d", [long(1n)], "error"],
    ["%q", [long(1n)], "error"],
    ["%s %s", ["one"], "error"],
    ["%.2f", [null], "nu"],
  ];
  it.each(cases)(
    "given the format %s and its arguments, when formatted, then the text is $2",
    (pattern, args, expected) => {
      expect(outcome(() => formatString(pattern, args.map(argument), true))).toBe(expected);
    },
  );
});

describe("NumberUtils.createNumber (expectations taken from commons-lang 3.18)", () => {
  it.each([
    ["12", "integer 12"],
    ["-5", "integer -5"],
    ["012", "integer 10"],
    ["0x1A", "integer 26"],
    ["0xFFFFFFFF", "long 4294967295"],
    ["2147483648", "long 2147483648"],
    ["9223372036854775808", "big-integer 9223372036854775808"],
    ["1.5", "float 1.5"],
    ["1.123456789", "double 1.123456789"],
    ["0.1234567890123456789", "big-decimal 0.1234567890123456789"],
    ["1e3", "float 1000.0"],
    ["12f", "float 12.0"],
    ["12d", "double 12.0"],
    ["12L", "long 12"],
    ["1.5L", "error"],
    ["08", "error"],
    [" 1", "error"],
    ["", "error"],
    ["1_000", "error"],
    ["NaN", "error"],
  ])("given the text %j, when parsed as a number, then the result is %s", (text, expected) => {
    const result = outcome(() => {
      const value = parseNumber(text);
      return `${value.kind} ${numberText(value)}`;
    });
    expect(result).toBe(expected);
  });
});

function numberText(number: JavaNumber): string {
  switch (number.kind) {
    case "double":
      return doubleText(number.value);
    case "float":
      return floatText(number.value);
    case "big-decimal":
      return decimalText(number.unscaled, number.scale);
    default:
      return number.value.toString();
  }
}
