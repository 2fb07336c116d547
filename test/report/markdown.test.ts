import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mdCode, mdTable } from "../../src/report/markdown.ts";
import { shortened } from "../../src/report/shortened.ts";
import { visible } from "../../src/util/escape-control-chars.ts";
import { describeRendered, rendered } from "./cmark.ts";
import { hostileText } from "./hostile-text.ts";

describe("a code span", () => {
  test.each([
    ["plain", "`plain`"],
    ["a|b", "`a|b`"],
    ["a`b", "``a`b``"],
    ["a``b", "`a``b`"],
    ["a`b``c", "```a`b``c```"],
    ["`a`", "`` `a` ``"],
    [" a", "` a`"],
    [" a ", "`  a  `"],
    ["`a ", "`` `a  ``"],
    ["", '`""`'],
    ["  ", '`"  "`'],
    ["\u00a0", '`"\u00a0"`'],
    ["a\nb", "`a\\u000ab`"],
    ["a\u2028\u202eb", "`a\\u2028\\u202eb`"],
  ])("of %j", (text, expected) => {
    expect(mdCode(text)).toBe(expected);
  });

  test("of more backticks than cmark takes for a fence", () => {
    expect(mdCode(`x${"`".repeat(100)}x`)).toBe(`\`x${"`".repeat(100)}x\``);
  });

  test("of a long text holds its beginning, and no half of a character", () => {
    expect(mdCode("x".repeat(201))).toBe(`\`${"x".repeat(199)}…\``);
    expect(mdCode("x".repeat(200))).toBe(`\`${"x".repeat(200)}\``);
    expect(mdCode(`${"x".repeat(198)}🚀🚀`)).toBe(`\`${"x".repeat(198)}…\``);
    expect(mdCode("\u0000".repeat(200))).toBe(`\`${"\\u0000".repeat(33)}\\…\``);
  });
});

test("a bar inside a table's cell is escaped, and replaced behind a backslash", () => {
  expect(mdTable(["a", "b"], [[mdCode("x|y"), mdCode("x\\|y\\\\|z")]])).toEqual([
    "| a | b |",
    "| --- | --- |",
    "| `x\\|y` | `x\\\\u007cy\\\\\\u007cz` |",
  ]);
});

describeRendered("for GitHub", () => {
  const texts = fc.array(hostileText, { minLength: 20, maxLength: 20 });
  const shown = (text: string) => {
    const short = shortened(visible(text), 200);
    return short.trim() === "" ? `"${short}"` : short;
  };

  test("code spans in a list, a paragraph and a heading are the text and nothing but it", () => {
    const lines = (own: readonly string[]) => [
      ...own.map((text) => `- ${text}: a ${text}, b`),
      "",
      ...own.map((text) => `### ${text}`),
      ...own,
    ];
    fc.assert(
      fc.property(texts, (given) => {
        const { code, text } = rendered(lines(given.map((each) => mdCode(each))).join("\n"));
        const expected = given.map(shown);
        expect(code).toEqual([...expected.flatMap((each) => [each, each]), ...expected, ...expected]);
        expect(text).toEqual(given.flatMap(() => [": a ", ", b"]));
      }),
      { seed: 11, numRuns: 50 },
    );
  });

  test("code spans in a table stay in their cells", () => {
    fc.assert(
      fc.property(texts, (given) => {
        const cell = (text: string) => `${mdCode(text)}<br>${mdCode(text)}`;
        const { code, text } = rendered(
          mdTable(
            ["a", "b"],
            given.map((each) => [cell(each), cell(each)]),
          ).join("\n"),
        );
        const expected = given.map((each) => shown(each).replaceAll("\\|", "\\\\u007c"));
        expect(code).toEqual(expected.flatMap((each) => [each, each, each, each]));
        expect(text).toEqual(["a", "b"]);
      }),
      { seed: 12, numRuns: 50 },
    );
  });
});
