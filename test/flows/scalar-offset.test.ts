import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Document, Scalar } from "yaml";
import { get } from "../../src/flows/flow.ts";
import { readYaml } from "../../src/flows/read-yaml.ts";
import { scalarOffset } from "../../src/flows/scalar-offset.ts";
import { sourceText } from "../../src/flows/source-text.ts";

/** The value of `a`, and the file offset of each of its characters. */
function trace(text: string): { value: string; offsets: readonly number[] } {
  const scalar = get(readYaml(sourceText("a.yml", text))[0]?.node, "a");
  if (scalar?.kind !== "scalar") throw new Error("no scalar under a");
  const offsets = Array.from({ length: scalar.text.length + 1 }, (_, at) => scalarOffset(text, scalar, at));
  return { value: scalar.text, offsets };
}

/** The line and column in the file of the first occurrence of a character in the value. */
function placeOf(text: string, character: string): string {
  const { value, offsets } = trace(text);
  const { line, column } = sourceText("a.yml", text).place(offsets[value.indexOf(character)] ?? -1);
  return `${line}:${column}`;
}

describe.each(["\n", "\r\n"])("scalar offsets with line breaks %j", (newline) => {
  const place = (text: string, character: string) => placeOf(text.replaceAll("\n", newline), character);

  test.each([
    ["plain", "a: xyz\n", "z", "1:6"],
    ["plain over lines", "a: one\n  two\n\n  Xyz\n", "X", "4:3"],
    ["single quotes with a doubled one", "a: 'it''s X'\n", "X", "1:11"],
    ["single quotes over lines", "a: 'one\n\n   Xy'\n", "X", "3:4"],
    ["double quotes with escapes", 'a: "\\t\\u0041\\U0001F600X"\n', "X", "1:23"],
    ["double quotes, escaped break", 'a: "one \\\n    Xy"\n', "X", "2:5"],
    ["double quotes over lines", 'a: "one  \n\n\n  Xy"\n', "X", "4:3"],
    ["literal", "a: |\n  one\n    Xy\n", "X", "3:5"],
    ["literal with blank lines first", "a: |\n\n  one\n  X\n", "X", "4:3"],
    ["literal with explicit indentation", "a: |2\n     one\n  X\n", "X", "3:3"],
    ["literal, comment on its header", "a: |- # why\n  X\n\n\n", "X", "2:3"],
    ["folded", "a: >\n  one\n  two\n\n  X\n", "X", "5:3"],
    ["folded with deeper lines", "a: >-\n  one\n    deep\n  X\n", "X", "4:3"],
    ["folded, keep", "a: >+\n  X\n\n\n", "X", "2:3"],
  ])("given $0, when the character $2 is located, then its place is $3", (_, text, character, expected) => {
    expect(place(text, character)).toBe(expected);
  });
});

test("given folds and escapes, when located, then they are where they begin", () => {
  expect(trace("a: 'x\n\n  y'\n")).toEqual({ value: "x\ny", offsets: [4, 5, 9, 10] });
  expect(trace('a: "\\n\\\\x"\n')).toEqual({ value: "\n\\x", offsets: [4, 6, 8, 9] });
  expect(trace("a: >\n  x\n  y\n")).toEqual({ value: "x y\n", offsets: [7, 8, 11, 12, 12] });
});

test("given a scalar of another text, when located, then its start is returned", () => {
  const scalar = get(readYaml(sourceText("a.yml", "a: abcdef\n"))[0]?.node, "a");
  if (scalar?.kind !== "scalar") throw new Error("no scalar under a");
  expect(scalarOffset("b: 123456\n", scalar, 4)).toBe(3);
});

const STYLES = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;

test("given random text in every style, when located, then each visible character is at its own offset", () => {
  const word = fc.stringMatching(/^[a-z'"{}|:#-]{1,12}$/);
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(" ", "\n", "\n\n", "\n  ", "  ")), { minLength: 1, maxLength: 30 })
    .map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(text, fc.constantFrom(...STYLES), fc.constantFrom("\n", "\r\n"), (value, style, newline) => {
      const scalar = new Scalar(value);
      scalar.type = style;
      const file = new Document({ a: scalar }).toString({ lineWidth: 20 }).replaceAll("\n", newline);
      const { value: read, offsets } = trace(file);
      expect([...offsets].sort((a, b) => a - b)).toEqual(offsets);
      for (let at = 0; at < read.length; at++) {
        if (/[a-z{}|:#-]/.test(read[at] ?? "")) expect(file[offsets[at] ?? -1]).toBe(read[at]);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});
