import { expect, test } from "vitest";
import type { RawFinding } from "../../src/lint/finding.ts";
import { createWalk, type PartsOf, type Visitor } from "../../src/lint/walk.ts";

interface Parts {
  readonly onWord: string;
  readonly onNumber: number;
}

interface Text {
  readonly words: readonly string[];
  readonly numbers: readonly number[];
}

const finding = (message: string): RawFinding => ({
  range: { file: "a.yaml", line: 1, column: 1, endLine: 1, endColumn: 2 },
  message,
});

const TEXT: Text = { words: ["one", "two"], numbers: [3] };
const PARTS: PartsOf<Parts, Text> = { onWord: ({ words }) => words, onNumber: ({ numbers }) => numbers };

interface Named extends Visitor<Parts, Text> {
  readonly id: string;
}

function messages(partsOf: PartsOf<Parts, Text>, rules: readonly Named[]): string[] {
  return Array.from(
    createWalk(partsOf, rules)(TEXT),
    ({ rule, finding: { message } }) => `${rule.id}: ${message}`,
  );
}

test("given rules with several callbacks, when walked, then each part in order goes to every rule", () => {
  const first: Named = { id: "first", onNumber: (part) => finding(`${part}`), onWord: finding };
  const second: Named = { id: "second", onWord: (word) => finding(word.toUpperCase()) };
  expect(messages(PARTS, [first, second])).toEqual([
    "first: one",
    "second: ONE",
    "first: two",
    "second: TWO",
    "first: 3",
  ]);
});

test("given a callback with none, one or several findings, when walked, then each finding is returned", () => {
  const rule: Named = {
    id: "rule",
    onWord: (word, { numbers }) =>
      word === "one" ? undefined : [finding(word), finding(`${word} of ${numbers.length}`)],
  };
  expect(messages(PARTS, [rule])).toEqual(["rule: two", "rule: two of 1"]);
});

test("given a part without a callback, when walked, then that part is not computed", () => {
  const failing: PartsOf<Parts, Text> = {
    ...PARTS,
    onNumber: () => {
      throw new Error("computed");
    },
  };
  expect(messages(failing, [{ id: "rule", onWord: finding }])).toEqual(["rule: one", "rule: two"]);
});
