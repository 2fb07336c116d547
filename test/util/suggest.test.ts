import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance } from "../../src/util/edit-distance.ts";
import { suggest } from "../../src/util/suggest.ts";

const ids = ["trips", "avg_trip_distance", "avg_passenger_count", "sample_data.nyc.taxi", "windows-web-01"];

test.each([
  ["TRIPS", ["trips"]],
  ["trip", ["trips", "avg_trip_distance"]],
  ["tirps", ["trips"]],
  ["sample_data.nyc.texi", ["sample_data.nyc.taxi"]],
  ["nyc", ["sample_data.nyc.taxi"]],
  ["windows-web-02", ["windows-web-01"]],
  ["invoices", []],
  ["", []],
])("given the text %j, when asked for suggestions, then they are %j", (wanted, expected) => {
  expect(suggest(wanted, ids, { partial: true })).toEqual(expected);
});

test("given four near ids, when asked for suggestions, then the best three are given", () => {
  expect(suggest("mart_x", ["mart_a", "mart_b", "mart_c", "mart_x1"], { partial: true })).toEqual([
    "mart_a",
    "mart_b",
    "mart_c",
  ]);
});

describe("edit distance", () => {
  test.each([
    ["abc", "abc", 0],
    ["abc", "ab", 1],
    ["abc", "abd", 1],
    ["abc", "acb", 1],
    ["abc", "cba", 2],
    ["kitten", "sitting", 3],
  ])('given "%s" and "%s", when compared, then the distance is %i', (a, b, expected) => {
    expect(editDistance(a, b, 9)).toBe(expected);
  });

  test("given a limit, when the distance is within it, then the distance is exact, otherwise undefined", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(text, text, fc.nat({ max: 8 }), (a, b, most) => {
        const all = editDistance(a, b, 99) ?? 99;
        expect(editDistance(a, b, most)).toBe(all <= most ? all : undefined);
      }),
    );
  });
});
