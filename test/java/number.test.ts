import { describe, expect, it } from "vitest";
import { englishSymbols, formatDecimal } from "../../src/java/number/decimal-format.ts";
import { parseNumber } from "../../src/java/number/parse.ts";
import { formatString } from "../../src/java/number/string-format.ts";
import { Failure } from "../../src/pebble/values/failure.ts";
import { javaText } from "../../src/pebble/values/java-text.ts";
import {
  double,
  integer,
  long,
  NULL,
  type NumberValue,
  string,
  type Value,
} from "../../src/pebble/values/value.ts";

function outcome(action: () => string): string {
  try {
    return action();
  } catch (error) {
    if (error instanceof Failure) return "error";
    throw error;
  }
}

describe("DecimalFormat (expectations taken from JDK 25)", () => {
  const cases: readonly (readonly [string, NumberValue, string])[] = [
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
    ["0 'x'", long(1), "1 x"],
    ["$#,##0.00", long(-5), "-$5.00"],
    ["#,##0.###", long(123456789012345678n), "123,456,789,012,345,678"],
    ["000", integer(-5), "-005"],
    ["0.0", double(Number.NaN), "NaN"],
    ["#,##0", double(Number.NEGATIVE_INFINITY), "-∞"],
    ["0'", long(1), "error"],
  ];
  it.each(cases)("%s, case %#", (pattern, number, expected) => {
    expect(outcome(() => formatDecimal(number, pattern, englishSymbols))).toBe(expected);
  });
});

describe("String.format (expectations taken from JDK 25)", () => {
  const cases: readonly (readonly [string, readonly Value[], string])[] = [
    ["<%5s|%-5s|%.2s>", [string("abc"), string("abc"), string("abc")], "<  abc|abc  |ab>"],
    ["%S %b %B", [string("a"), NULL, string("x")], "A false TRUE"],
    ["%05d %+d %,d %(d", [long(42), long(1), long(1234567), long(-5)], "00042 +1 1,234,567 (5)"],
    ["%x %X %o %#x", [integer(-1), long(255), long(8), long(255)], "ffffffff FF 10 0xff"],
    [
      "%.2f %8.3f %,.1f %e",
      [double(2.345), double(3.25), double(1234.56), double(12345.678)],
      "2.35    3.250 1,234.6 1.234568e+04",
    ],
    ["%2$s %1$s %<s", [string("a"), string("b")], "b a a"],
    ["%c%%%n", [integer(65)], "A%\n"],
    ["%d", [double(1)], "error"],
    ["%f", [long(1)], "error"],
    ["%-d", [long(1)], "error"],
    ["%q", [long(1)], "error"],
    ["%s %s", [string("one")], "error"],
    ["%.2f", [NULL], "nu"],
  ];
  it.each(cases)("%s", (pattern, args, expected) => {
    expect(outcome(() => formatString(pattern, args, true))).toBe(expected);
  });
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
  ])("%j", (text, expected) => {
    const result = outcome(() => {
      const value = parseNumber(text);
      return `${value.kind} ${javaText(value)}`;
    });
    expect(result).toBe(expected);
  });
});
