import { describe, expect, it } from "vitest";
import { fileGlobTest } from "../../src/flows/glob.ts";

describe("globTest", () => {
  it.each<readonly [glob: string, matches: readonly string[], others: readonly string[]]>([
    ["flows/a.yml", ["flows/a.yml"], ["flows/b.yml", "x/flows/a.yml"]],
    ["*.yml", ["a.yml", ".yml", ".a.yml"], ["a/b.yml", "a.yaml"]],
    ["a?c", ["abc", "a.c"], ["ac", "a/c"]],
    ["a/*/c", ["a/b/c"], ["a/c", "a/b/b/c"]],
    ["**/c", ["c", "a/c", "a/b/c"], ["cc", "a/bc"]],
    ["a/**", ["a", "a/b", "a/b/c"], ["ab", "b/a"]],
    ["a/**/c", ["a/c", "a/b/c", "a/b/b/c"], ["ac", "a/bc"]],
    ["**", ["a", "a/b"], []],
    ["a**c", ["ac", "abc"], ["a/c"]],
    ["[a-c]x", ["ax", "cx"], ["dx", "x"]],
    ["[!a-c]x", ["dx"], ["ax", "/x"]],
    ["a{b,c/d}e", ["abe", "ac/de"], ["ae", "ace"]],
    ["{a,{b,c}d}*", ["a", "bd", "cdx"], ["b", "d"]],
    ["**/{dev,test}/**", ["dev", "a/test/b"], ["devel", "a/tests"]],
    ["a\\*", ["a*"], ["ab"]],
    ["{a", ["{a"], ["a"]],
    ["{a,b", ["{a,b"], ["a"]],
    ["[a", ["[a"], ["a"]],
    ["(a|b)+", ["(a|b)+"], ["a"]],
  ])("given the glob %s, when matched, then it matches %j and not %j", (glob, matches, others) => {
    const test = fileGlobTest(glob);
    expect(matches.filter((path) => !test(path))).toEqual([]);
    expect(others.filter(test)).toEqual([]);
  });

  it.each(["!(a)", "a+(b)", `${"{a,".repeat(60)}a${"}".repeat(60)}`.slice(0, 300)])(
    "given the glob %s, when read, then it is rejected as unknown syntax",
    (glob) => {
      expect(() => fileGlobTest(glob)).toThrow(RangeError);
    },
  );

  it("given globs that make a backtracking engine run for ever, when matched, then the answer is no", () => {
    for (const glob of [`${"*a".repeat(200)}b`, `${"{a,aa}".repeat(60)}b`, `**/${"*/**/".repeat(60)}b`])
      for (const path of ["a".repeat(300), "a/".repeat(150)]) expect(fileGlobTest(glob)(path)).toBe(false);
  });
});
