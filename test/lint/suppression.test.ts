import { describe, expect, test } from "vitest";
import { sourceText } from "../../src/flows/source-text.ts";
import { suppressionsIn } from "../../src/lint/suppression.ts";

/** `rules (first-last): reason` for each suppression of a text. */
function read(...lines: readonly string[]): string[] {
  return suppressionsIn(sourceText("a.yml", lines.join("\n"))).map(
    ({ rules, reason, firstLine, lastLine }) => `${rules.join("+")} (${firstLine}-${lastLine}): ${reason}`,
  );
}

describe("what a comment says", () => {
  test.each([
    ["# assets-ignore a: why", "a (1-1): why"],
    ["#assets-ignore a", "a (1-1): "],
    ["## assets-ignore a, b : why: because", "a+b (1-1): why: because"],
    ["# assets-ignore a b", "a+b (1-1): "],
    ["# assets-ignore", " (1-1): "],
    ["# assets-ignore: why", " (1-1): why"],
  ])("%s", (comment, expected) => {
    expect(read(`key: value ${comment}`)).toEqual([expected]);
  });

  test.each(["# assets-ignored a", "# see assets-ignore a", "# Assets-ignore a"])(
    "%s is another comment",
    (comment) => {
      expect(read(`key: value ${comment}`)).toEqual([]);
    },
  );
});

describe("where a comment is", () => {
  test("not in text, whatever its form", () => {
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

  test("after the header of a block, in a flow list, at the end of the file", () => {
    expect(
      read("a: | # assets-ignore x", "  text", "b: [1, # assets-ignore y", "  2]", "# assets-ignore z"),
    ).toEqual(["x (1-1): ", "y (3-3): ", "z (6-6): "]);
  });
});

describe("what it holds for", () => {
  test("the next line that is no comment, past blank lines", () => {
    expect(read("# assets-ignore x", "", "# another", "a: 1", "b: 2")).toEqual(["x (4-4): "]);
  });

  test("the whole block that this line opens, without the blank lines after it", () => {
    expect(read("# assets-ignore x", "a:", "  b:", "", "    - c", "", "d: 1")).toEqual(["x (2-5): "]);
  });

  test("an item of a list, not the next one", () => {
    expect(read("a:", "  # assets-ignore x", "  - b: 1", "    c: 2", "  - d: 3")).toEqual(["x (3-4): "]);
  });

  test("a list at the column of its key belongs to the key", () => {
    expect(read("# assets-ignore x", "a:", "- b: 1", "- c: 2", "d: 3")).toEqual(["x (2-4): "]);
  });

  test("a document ends a block", () => {
    expect(read("# assets-ignore x", "a:", "  b: 1", "---", "c: 2")).toEqual(["x (2-3): "]);
  });

  test("Windows line ends", () => {
    expect(read("# assets-ignore x: why\r", "a:\r", "  b: 1\r", "c: 2\r")).toEqual(["x (2-3): why"]);
  });
});
