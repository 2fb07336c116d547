import { describe, expect, test } from "vitest";
import { jsonText } from "../../src/pebble/codecs/json-text.ts";
import { fromData, printJson, tryParseJson } from "../../src/pebble/index.ts";
import { javaText } from "../../src/pebble/values/java-text.ts";
import { bigDecimal, hashMap, long, NULL, string } from "../../src/pebble/values/value.ts";
import { rendered } from "./rendered.ts";

test("given decimals, when printed, then JSON has plain digits and Java text has exponents", () => {
  expect(javaText(bigDecimal(1n, 7))).toBe("1E-7");
  expect(jsonText(bigDecimal(1n, 7))).toBe("0.0000001");
  expect(javaText(bigDecimal(12n, -3))).toBe("1.2E+4");
});

test("given a map literal, when printed, then the order is that of Java's HashMap", () => {
  expect(rendered("{{ {'b':1,'a':2,'zeta':3,'alpha':4,'c':5} }}")).toBe(
    '{"zeta":3,"a":2,"b":1,"c":5,"alpha":4}',
  );
  expect(jsonText(hashMap([17, 16, 1].map((key) => [long(key), NULL])))).toBe("{}");
});

describe("JSON", () => {
  test("given nulls and non-ASCII text, when printed, then only the null entries of maps are dropped", () => {
    expect(jsonText(fromData({ a: null, b: [null, 1.5, 'é/"\u0001'] }))).toBe(
      '{"b":[null,1.5,"é/\\"\\u0001"]}',
    );
  });

  test("given JSON numbers, when parsed, then they have Jackson's types and trailing text is ignored", () => {
    const value = tryParseJson("[1, 2147483648, 9223372036854775808, 1.0] x");
    expect(value?.kind === "list" && value.items.map((item) => item.kind)).toEqual([
      "integer",
      "long",
      "big-integer",
      "double",
    ]);
    expect(value && printJson(value)).toBe("[1,2147483648,9223372036854775808,1.0]");
    expect(tryParseJson("{a: 1}")).toBeUndefined();
  });
});

test("given lists and maps, when printed as Java text, then they look like Java's toString", () => {
  expect(javaText(fromData({ b: [1, "a", null], a: "t" }))).toBe("{b=[1, a, null], a=t}");
  expect(javaText(string("x"))).toBe("x");
});
