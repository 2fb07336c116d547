import { describe, expect, test } from "vitest";
import { pathGlobTest } from "../../src/model/path-glob.ts";
import { globTest } from "../../src/selection/glob.ts";

describe("globs over ids", () => {
  test.each([
    ["*", "", true],
    ["a*c", "abbc", true],
    ["a*c", "abb", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["*.b.*", "a.b.c", true],
    ["**", "x", true],
    ["?", "🚕", true],
  ])('given the glob %s and the text "%s", when matched, then the result is %s', (glob, text, expected) => {
    expect(globTest(glob)(text)).toBe(expected);
  });

  test("given a glob with many stars, when matched with long text, then the answer is no", () => {
    expect(globTest(`${"*a".repeat(50)}b`)("a".repeat(5000))).toBe(false);
  });
});

describe("globs over paths", () => {
  test.each([
    ["a/b.yml", "a/b.yml", true],
    ["a/*.yml", "a/b.yml", true],
    ["a/*.yml", "a/b/c.yml", false],
    ["a/**/c.yml", "a/c.yml", true],
    ["a/**/c.yml", "a/b/b/c.yml", true],
    ["a/**/c.yml", "a/xc.yml", false],
    ["**/c.yml", "c.yml", true],
    ["**/c.yml", "a/b/c.yml", true],
    ["a/**", "a/b/c", true],
    ["a/**", "a", false],
    ["a?b", "a/b", false],
    ["a**b", "a/x/b", true],
    ["a\\*b", "a*b", true],
    ["a\\*b", "axb", false],
    ["**/**/x", "x", true],
  ])("given the glob %s and the path %s, when matched, then the result is %s", (glob, path, expected) => {
    expect(pathGlobTest(glob)(path)).toBe(expected);
  });
});
