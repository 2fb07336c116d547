import { describe, expect, test } from "vitest";
import { sourceText } from "../../src/flows/source-text.ts";
import { suppressionsIn } from "../../src/lint/suppression.ts";

/** `rules (first-last): reason` for each suppression of a text. */
function read(...lines: readonly string[]): string[] {
  return suppressionsIn(sourceText("a.yml", lines.join("\n"))).map(
    ({ rules, reason, firstLine, lastLine }) => `${rules.join("+")} (${firstLine}-${lastLine}): ${reason}`,
  );
}

describe("text of a suppression", () => {
  test.each([
    ["# assets-ignore a: why", "a (1-1): why"],
    ["#assets-ignore a", "a (1-1): "],
    ["## assets-ignore a, b : why: because", "a+b (1-1): why: because"],
    ["# assets-ignore a b", "a+b (1-1): "],
    ["# assets-ignore", " (1-1): "],
    ["# assets-ignore: why", " (1-1): why"],
  ])("given %s, when read, then the suppression is %s", (comment, expected) => {
    expect(read(`key: value ${comment}`)).toEqual([expected]);
  });

  test.each(["# assets-ignored a", "# see assets-ignore a", "# Assets-ignore a"])(
    "given %s, when read, then it is an ordinary comment",
    (comment) => {
      expect(read(`key: value ${comment}`)).toEqual([]);
    },
  );
});

describe("place of a suppression", () => {
  test("given text that looks like a comment, when read, then it is not a suppression", () => {
    expect(
      read(
        "a: '# assets-ignore x'",
        'b: "# assets-ignore x"',
        "c: text# assets-ignore x",
        "d: |",
        "  # assets-ignore x",
        "e: >-",
        "  folded",
        "  # assets-ignore x",
        'f: "over',
        '  # assets-ignore x"',
      ),
    ).toEqual([]);
  });

  test("given a block header, a flow list and the end of a file, when read, then comments there count", () => {
    expect(
      read("a: | # assets-ignore x", "  text", "b: [1, # assets-ignore y", "  2]", "# assets-ignore z"),
    ).toEqual(["x (1-1): ", "y (3-3): ", "z (6-6): "]);
  });
});

describe("range of a suppression", () => {
  test("given blank lines and comments below, when read, then it applies to the next line of code", () => {
    expect(read("# assets-ignore x", "", "# another", "a: 1", "b: 2")).toEqual(["x (4-4): "]);
  });

  test("given a line that opens a block, when read, then it applies to the block without the blank lines after it", () => {
    expect(read("# assets-ignore x", "a:", "  b:", "", "    - c", "", "d: 1")).toEqual(["x (2-5): "]);
  });

  test("given an item of a list, when read, then it applies to that item only", () => {
    expect(read("a:", "  # assets-ignore x", "  - b: 1", "    c: 2", "  - d: 3")).toEqual(["x (3-4): "]);
  });

  test("given a list at the column of its key, when read, then the list is part of the key", () => {
    expect(read("# assets-ignore x", "a:", "- b: 1", "- c: 2", "d: 3")).toEqual(["x (2-4): "]);
  });

  test("given a document separator, when read, then the block ends there", () => {
    expect(read("# assets-ignore x", "a:", "  b: 1", "---", "c: 2")).toEqual(["x (2-3): "]);
  });

  test("given Windows line ends, when read, then the range is the same", () => {
    expect(read("# assets-ignore x: why\r", "a:\r", "  b: 1\r", "c: 2\r")).toEqual(["x (2-3): why"]);
  });
});
