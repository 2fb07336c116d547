import { describe, expect, it } from "vitest";
import type { JavaErrorKind } from "../../src/java/error.ts";
import { compileRegex, findAll, replaceAll, splitByRegex } from "../../src/java/regex/regex.ts";

const javaError = (kind: JavaErrorKind) => expect.objectContaining({ kind });

const matches = (pattern: string, text: string): readonly string[] =>
  [...findAll(compileRegex(pattern), text)].map(({ start, end }) => `${start}-${end}`);

describe("Java regular expressions (expectations taken from java.util.regex of JDK 25)", () => {
  it.each([
    ["a++b", "aaab", ["0-4"]],
    ["a++a", "aaa", []],
    ["(?>a|ab)c", "abc", []],
    ["(a)(?=b)", "abac", ["0-1"]],
    ["(?<=a)b", "abb", ["1-2"]],
    ["(?<!a)b", "abb", ["2-3"]],
    ["(.)\\1", "aabb", ["0-2", "2-4"]],
    ["(?<x>a)\\k<x>", "aa", ["0-2"]],
    ["\\Qa.b\\E", "a.b axb", ["0-3"]],
    ["\\h", "a\tb\u00a0", ["1-2", "3-4"]],
    ["(?i)AB", "abÄ", ["0-2"]],
    ["(?i)ä", "Ä", []],
    ["(?iu)ä", "Ä", ["0-1"]],
    ["[a-z&&[^b]]+", "abc", ["0-1", "2-3"]],
    ["[a[1-3]]", "a24", ["0-1", "1-2"]],
    ["$", "a\n", ["1-1", "2-2"]],
    ["(?m)^", "a\nb\n", ["0-0", "2-2"]],
    ["\\bfoo\\b", "foo food", ["0-3"]],
    ["\\p{Lu}", "aÉ", ["1-2"]],
    ["\\R", "a\r\nb\n", ["1-3", "4-5"]],
    ["x*", "ab", ["0-0", "1-1", "2-2"]],
    [".", "🎉", ["0-2"]],
  ])(
    "given the pattern %s and the text %j, when searched, then the matches are at %j",
    (pattern, text, expected) => {
      expect(matches(pattern, text)).toEqual(expected);
    },
  );

  it.each([
    ["[,\\s]+", "a, b  c", 0, ["a", "b", "c"]],
    [",", "a,b,,", 0, ["a", "b"]],
    [",", "a,b,,", -1, ["a", "b", "", ""]],
    [",", ",a", 0, ["", "a"]],
    ["", "abc", 0, ["a", "b", "c"]],
    ["(?=b)", "abab", 0, ["a", "ba", "b"]],
    [".", "abc", 0, []],
    [",", "abc", 0, ["abc"]],
    [",", "", 0, [""]],
    [",", "a,b,c", 2, ["a", "b,c"]],
  ])(
    "given the separator %s and the text %j (limit %i), when split, then the parts are %j",
    (pattern, text, limit, expected) => {
      expect(splitByRegex(compileRegex(pattern), text, limit)).toEqual(expected);
    },
  );

  it("given group references and escaped signs in a replacement, when replaced, then Java's rules apply", () => {
    expect(replaceAll(compileRegex("(\\w)(\\d)"), "a1b2", "$2$1")).toBe("1a2b");
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Java's way to name a group
    expect(replaceAll(compileRegex("(?<n>a)"), "aba", "[${n}]")).toBe("[a]b[a]");
    expect(replaceAll(compileRegex("a"), "a", "\\$1")).toBe("$1");
    expect(replaceAll(compileRegex("(a)"), "a", "$12")).toBe("a2");
    expect(() => replaceAll(compileRegex("a"), "a", "$1")).toThrow("No group 1");
    expect(replaceAll(compileRegex("x"), "a", "$1")).toBe("a");
  });

  it.each(["[a", "(a", "a)", "*a", "a**", "\\y", "a{2,1}", "[b-a]", "(?<n>a)(?<n>b)", "\\p{Foo}", "{"])(
    "given the pattern %s, when compiled, then it is rejected as invalid",
    (pattern) => {
      expect(() => compileRegex(pattern)).toThrow(javaError("invalid"));
    },
  );

  it.each(["\\X", "\\N{DASH}", "\\p{InGreek}", "(?U)a", "(?<=a+)b", "a{2}{3}"])(
    "given the pattern %s, when compiled, then it is reported as unsupported",
    (pattern) => {
      expect(() => compileRegex(pattern)).toThrow(javaError("unsupported"));
    },
  );

  it.each([
    ["(a+)+$", `${"a".repeat(50)}b`],
    ["(a|a)*b", "a".repeat(5000)],
    ["(.*)*x", "y".repeat(3000)],
    ["(?:a?){30}a{30}", "a".repeat(29)],
  ])(
    "given the pattern %s and a text that backtracks, when searched, then the step limit ends the search",
    (pattern, text) => {
      expect(() => matches(pattern, text)).toThrow(javaError("limit"));
    },
  );
});
