import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idsByPattern } from "../../src/model/ids-by-pattern.ts";
import { isPattern, literalLength, matchesPattern, patternsOverlap } from "../../src/model/pattern.ts";
import { PatternIndex } from "../../src/model/pattern-index.ts";

test("given an id with a star, when checked, then it is a pattern and its literal characters are counted", () => {
  expect(isPattern("snapshot-*")).toBe(true);
  expect(isPattern("snapshot-1")).toBe(false);
  expect(literalLength("lic-*-x")).toBe(6);
  expect(literalLength("*")).toBe(0);
});

test.each([
  ["lic-*", "lic-win-1", true],
  ["lic-*", "lic-", true],
  ["lic-*", "lic", false],
  ["*-bucket", "kestra-data-bucket", true],
  ["*-bucket", "bucket", false],
  ["a*b*c", "a1b2c", true],
  ["a*b*c", "abc", true],
  ["a*b*c", "acb", false],
  ["ab*ba", "aba", false],
  ["trips", "trips", true],
  ["trips", "trip", false],
])("given the pattern %s and the id %s, when matched, then the result is %s", (pattern, id, expected) => {
  expect(matchesPattern(pattern, id)).toBe(expected);
});

test.each([
  ["lic-*", "lic-win-*", true],
  ["lic-*", "*-win", true],
  ["lic-*", "snapshot-*", false],
  ["a*", "*b", true],
  ["a*c", "ab*", true],
  ["a*c", "ab*d", false],
  ["a*x*c", "ab*y*bc", true],
  ["ab*c", "abc*bc", true],
  ["*x*", "*y*", true],
  ["*", "anything", true],
  ["x", "x", true],
  ["x", "y", false],
])("given %s and %s, when compared, then a common id is possible: %s", (a, b, expected) => {
  expect(patternsOverlap(a, b)).toBe(expected);
  expect(patternsOverlap(b, a)).toBe(expected);
});

const glob = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 6 });
const word = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });

test("given random patterns and ids, when matched, then the result is that of a regular expression", () => {
  fc.assert(
    fc.property(glob, word, (pattern, id) => {
      const regex = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
      expect(matchesPattern(pattern, id)).toBe(regex.test(id));
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test("given two patterns that match one id, when compared, then they overlap", () => {
  fc.assert(
    fc.property(glob, glob, word, (a, b, id) => {
      fc.pre(matchesPattern(a, id) && matchesPattern(b, id));
      expect(patternsOverlap(a, b)).toBe(true);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

describe("the pattern index", () => {
  const index = new PatternIndex(["lic-*", "lic-win-*", "*-bucket", "*"]);

  test("given an id, when looked up, then matching patterns are found except those without a literal character", () => {
    expect(index.matching("lic-win-1").sort()).toEqual(["lic-*", "lic-win-*"]);
    expect(index.matching("data-bucket")).toEqual(["*-bucket"]);
    expect(index.matching("trips")).toEqual([]);
  });

  test("given a pattern, when looked up, then overlapping patterns are found except itself", () => {
    expect(index.matching("lic-*").sort()).toEqual(["*-bucket", "lic-win-*"]);
    expect(index.matching("*")).toEqual([]);
  });
});

test("given random patterns and ids, when looked up, then both indexes find what a full search finds", () => {
  fc.assert(
    fc.property(
      fc.array(glob, { maxLength: 8 }),
      fc.array(word, { maxLength: 8 }),
      glob,
      (patterns, ids, asked) => {
        const known = [...new Set(patterns)].filter((pattern) => literalLength(pattern) > 0);
        const saysSomething = !isPattern(asked) || literalLength(asked) > 0;
        expect(new PatternIndex(patterns).matching(asked).sort()).toEqual(
          known
            .filter(
              (pattern) =>
                saysSomething && (!isPattern(asked) || pattern !== asked) && patternsOverlap(pattern, asked),
            )
            .sort(),
        );
        if (!isPattern(asked)) return;
        expect(idsByPattern(ids)(asked).sort()).toEqual(ids.filter((id) => matchesPattern(asked, id)).sort());
      },
    ),
    { seed: 1, numRuns: 2000 },
  );
});
