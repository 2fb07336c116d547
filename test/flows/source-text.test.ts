import { expect, test } from "vitest";
import { sourceText } from "../../src/flows/source-text.ts";

const source = sourceText("f/a.yml", "ab\r\n\ncd");

test.each([
  [0, 1, 1],
  [1, 1, 2],
  [3, 1, 4],
  [4, 2, 1],
  [5, 3, 1],
  [7, 3, 3],
  [99, 3, 3],
  [-1, 1, 1],
])("given offset %i, when located, then it is line %i, column %i", (offset, line, column) => {
  expect(source.place(offset)).toEqual({ file: "f/a.yml", line, column });
});

test("given line numbers, when lines are read, then they have no line breaks", () => {
  expect([0, 1, 2, 3, 4].map((line) => source.line(line))).toEqual(["", "ab", "", "cd", ""]);
});
