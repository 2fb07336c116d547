import { describe, expect, test } from "vitest";
import { divideDecimals, multiplyDecimals, parseDecimal } from "../../src/java/number/big-decimal.ts";
import { doubleText, floatText } from "../../src/java/number/text.ts";
import { jsonText } from "../../src/pebble/codecs/json-text.ts";
import { fromData, parseJson, printJson } from "../../src/pebble/index.ts";
import { textHash } from "../../src/pebble/values/java-hash.ts";
import { javaText } from "../../src/pebble/values/java-text.ts";
import { bigDecimal, hashMap, long, NULL, string } from "../../src/pebble/values/value.ts";
import { rendered } from "./rendered.ts";

test.each([
  [1, "1.0"],
  [0.1, "0.1"],
  [1e7, "1.0E7"],
  [9999999, "9999999.0"],
  [0.001, "0.001"],
  [0.0001, "1.0E-4"],
  [123456789.125, "1.23456789125E8"],
  [-0, "-0.0"],
  [Number.NaN, "NaN"],
])("the double %d prints as %s", (value, text) => {
  expect(doubleText(value)).toBe(text);
});

test("a float prints the digits that tell it from its neighbours", () => {
  expect(floatText(Math.fround(1.1))).toBe("1.1");
  expect(doubleText(Math.fround(1.1))).toBe("1.100000023841858");
});

test("decimals print plainly in JSON and with exponents elsewhere", () => {
  expect(javaText(bigDecimal(1n, 7))).toBe("1E-7");
  expect(jsonText(bigDecimal(1n, 7))).toBe("0.0000001");
  expect(javaText(bigDecimal(12n, -3))).toBe("1.2E+4");
});

test("decimals divide and multiply with 34 digits", () => {
  const [one, three, eight] = ["1", "3", "8"].map(parseDecimal);
  if (!one || !three || !eight) throw new Error("not decimals");
  expect(javaText(divideDecimals(one, three))).toBe(`0.${"3".repeat(34)}`);
  expect(javaText(divideDecimals(one, eight))).toBe("0.125");
  expect(javaText(multiplyDecimals(eight, three))).toBe("24");
});

test("String.hashCode", () => {
  expect(textHash("zeta")).toBe(3735256);
  expect(textHash("hello world")).toBe(1794106052);
});

test("a map literal prints in the order of Java's HashMap", () => {
  expect(rendered("{{ {'b':1,'a':2,'zeta':3,'alpha':4,'c':5} }}")).toBe(
    '{"zeta":3,"a":2,"b":1,"c":5,"alpha":4}',
  );
  expect(jsonText(hashMap([17, 16, 1].map((key) => [long(key), NULL])))).toBe("{}");
});

describe("JSON", () => {
  test("drops null entries of maps, keeps nulls of lists and non-ASCII text", () => {
    expect(jsonText(fromData({ a: null, b: [null, 1.5, 'é/"\u0001'] }))).toBe(
      '{"b":[null,1.5,"é/\\"\\u0001"]}',
    );
  });

  test("is read in Jackson's kinds, and text after it is ignored", () => {
    const value = parseJson("[1, 2147483648, 9223372036854775808, 1.0] x");
    expect(value?.kind === "list" && value.items.map((item) => item.kind)).toEqual([
      "integer",
      "long",
      "big-integer",
      "double",
    ]);
    expect(value && printJson(value)).toBe("[1,2147483648,9223372036854775808,1.0]");
    expect(parseJson("{a: 1}")).toBeUndefined();
  });
});

test("text of lists and maps", () => {
  expect(javaText(fromData({ b: [1, "a", null], a: "t" }))).toBe("{b=[1, a, null], a=t}");
  expect(javaText(string("x"))).toBe("x");
});
