import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mdCode, mdTable } from "../../src/report/markdown.ts";
import { escapeControlChars } from "../../src/util/escape-control-chars.ts";
import { shortened } from "../../src/util/shortened.ts";
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
  ])("given %j, when written as a code span, then it is %s", (text, expected) => {
    expect(mdCode(text)).toBe(expected);
  });

  test("given more backticks than cmark accepts as a fence, when written, then the span has one on each side", () => {
    expect(mdCode(`x${"`".repeat(100)}x`)).toBe(`\`x${"`".repeat(100)}x\``);
  });

  test("given a long text, when written, then it is cut, but not inside of a character", () => {
    expect(mdCode("x".repeat(201))).toBe(`\`${"x".repeat(199)}…\``);
    expect(mdCode("x".repeat(200))).toBe(`\`${"x".repeat(200)}\``);
    expect(mdCode(`${"x".repeat(198)}🚀🚀`)).toBe(`\`${"x".repeat(198)}…\``);
    expect(mdCode("\u0000".repeat(200))).toBe(`\`${"\\u0000".repeat(33)}\\…\``);
  });
});

test("given a bar in a cell, when written, then it is escaped, and replaced if it follows a backslash", () => {
  expect(mdTable(["a", "b"], [[mdCode("x|y"), mdCode("x\\|y\\\\|z")]])).toEqual([
    "| a | b |",
    "| --- | --- |",
    "| `x\\|y` | `x\\\\u007cy\\\\\\u007cz` |",
  ]);
});

describeRendered("code spans on GitHub", () => {
  const texts = fc.array(hostileText, { minLength: 20, maxLength: 20 });
  const shown = (text: string) => {
    const short = shortened(escapeControlChars(text), 200);
    return short.trim() === "" ? `"${short}"` : short;
  };

  test("given hostile text in lists, headings and paragraphs, when rendered, then each span is that text", () => {
    const lines = (own: readonly string[]) => [
      ...own.map((text) => `- ${text}: a ${text}, b`),
      "",
      ...own.map((text) => `### ${text}`),
      ...own,
    ];
    fc.assert(
      fc.property(texts, (given) => {
        const { code, text } = rendered(lines(given.map((span) => mdCode(span))).join("\n"));
        const expected = given.map(shown);
        expect(code).toEqual([...expected.flatMap((span) => [span, span]), ...expected, ...expected]);
        expect(text).toEqual(given.flatMap(() => [": a ", ", b"]));
      }),
      { seed: 11, numRuns: 50 },
    );
  });

  test("given hostile text in a table, when rendered, then each span is in its cell", () => {
    fc.assert(
      fc.property(texts, (given) => {
        const cell = (text: string) => `${mdCode(text)}<br>${mdCode(text)}`;
        const { code, text } = rendered(
          mdTable(
            ["a", "b"],
            given.map((span) => [cell(span), cell(span)]),
          ).join("\n"),
        );
        const expected = given.map((span) => shown(span).replaceAll("\\|", "\\\\u007c"));
        expect(code).toEqual(expected.flatMap((span) => [span, span, span, span]));
        expect(text).toEqual(["a", "b"]);
      }),
      { seed: 12, numRuns: 50 },
    );
  });
});
