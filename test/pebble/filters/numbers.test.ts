import { describe, expect, it } from "vitest";
import { unknown } from "../../../src/pebble/values/unknown.ts";
import { bool, double, integer, long, NULL, string, type Value } from "../../../src/pebble/values/value.ts";
import { filtered, shown } from "./context.ts";

const s = string;

describe("number filters", () => {
  const cases: readonly (readonly [string, Value, readonly Value[], string])[] = [
    ["abs", integer(-5), [], "5"],
    ["abs", double(-5.5), [], "5.5"],
    ["abs", s("5"), [], "error: the input must be a number, not java.lang.String"],
    ["abs", NULL, [], "error: the input is null"],
    ["number", s("012"), [], "10"],
    ["number", s("0x1A"), [], "26"],
    ["number", s("12d"), [], "12.0"],
    ["number", s("5"), [s("int")], "5"],
    ["number", s("5.5"), [s("INT")], 'error: "5.5" is not a valid number'],
    ["number", s(""), [], "error: a blank text is not a valid number"],
    ["number", long(5), [], "error: the input must be a String, not java.lang.Long"],
    ["numberFormat", double(1234567.891), [], "1,234,567.891"],
    ["numberFormat", double(1234567.891), [s("#,##0.00")], "1,234,567.89"],
    ["numberFormat", long(5), [s("000")], "005"],
    ["numberFormat", double(2.5), [s("#")], "2"],
    ["numberFormat", s("5"), [s("000")], "error: the input must be a number, not java.lang.String"],
    [
      "format",
      s("Count: %d items, Price: $%.2f, Name: %s"),
      [long(5), double(19.99), s("Widget")],
      "Count: 5 items, Price: $19.99, Name: Widget",
    ],
    ["format", s("%s %s"), [bool(true), NULL], "true null"],
    ["format", s("%s"), [], 'error: the format has no argument for "%s"'],
    ["format", s("%s-%s"), [s("a"), unknown("an id", { word: true })], "a-+"],
  ];
  it.each(cases)(
    "given the filter $0 (case %#), when applied, then the result is $3",
    (filter, input, args, expected) => {
      expect(shown(() => filtered(filter, input, args))).toBe(expected);
    },
  );

  it("given an unknown locale, when a number is formatted, then only locale-dependent texts are unknown", () => {
    expect(shown(() => filtered("numberFormat", double(1.5), [s("0.0")], false))).toBe(
      "<numberFormat: the server's locale decides the signs between digits>",
    );
    expect(shown(() => filtered("numberFormat", long(5), [s("000")], false))).toBe("005");
    expect(shown(() => filtered("format", s("%05d"), [long(5)], false))).toBe("00005");
    expect(shown(() => filtered("format", s("%.1f"), [double(5)], false))).toBe(
      "<format: the server's locale decides the decimal sign>",
    );
  });
});
