import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { holdsText } from "../../src/store/holds-text.ts";
import { createRope } from "../../src/store/rope.ts";

const folder = mkdtempSync(join(tmpdir(), "assets-holds-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A piece of the file, or new text. */
type Piece = string | readonly [number, number];

/**
 * @param of the contents of the file with the pieces
 */
function isHeld(content: string, pieces: readonly Piece[], of = content): boolean {
  const path = join(folder, "store");
  writeFileSync(path, content);
  let source = path;
  if (of !== content) {
    source = join(folder, "other");
    writeFileSync(source, of);
  }
  const file = openSync(source, "r");
  try {
    const rope = createRope();
    for (const piece of pieces) {
      if (typeof piece === "string") rope.addText(piece);
      else rope.add({ file }, ...piece);
    }
    return holdsText(path, rope) !== undefined;
  } finally {
    closeSync(file);
  }
}

test.each<[string, readonly Piece[], boolean]>([
  ["the whole file", [[0, 6]], true],
  ["the same new text in its middle", [[0, 2], "cd", [4, 6]], true],
  ["other new text in its middle", [[0, 2], "xy", [4, 6]], false],
  ["other new text at its end", [[0, 5], "x"], false],
  [
    "its pieces in another order",
    [
      [3, 6],
      [0, 3],
    ],
    false,
  ],
  ["only its beginning", [[0, 5]], false],
  ["only new text", ["abcdef"], true],
])("given a file with 'abcdef' and a text of %s, when compared, then it is held: %s", (_, pieces, held) => {
  expect(isHeld("abcdef", pieces)).toBe(held);
});

test("given pieces of another file, when compared, then their bytes decide", () => {
  expect(isHeld("abcdef", [[0, 6]], "abcdefg")).toBe(true);
  expect(isHeld("abcdef", [[0, 6]], "abcxefg")).toBe(false);
});

test("given differences a megabyte apart, when compared, then both are found", () => {
  const [block, size] = ["x".repeat(1 << 20), 1 << 20];
  const content = `a${block}b${block}c`;
  const own: readonly Piece[] = ["a", [1, size + 1], "b", [size + 2, 2 * size + 2], "c"];
  expect(isHeld(content, own)).toBe(true);
  expect(isHeld(content, own.with(0, "z"))).toBe(false);
  expect(isHeld(content, own.with(2, "z"))).toBe(false);
  expect(isHeld(content, own.with(4, "z"))).toBe(false);
});
