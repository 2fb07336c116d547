import { expect, test } from "vitest";
import { recordsOf } from "../../src/store/merge-lists.ts";

/** Each record belongs to the file at its position: two of file 2, two of file 0, one of file 1. */
const LINES = {
  source: new Uint8Array(),
  starts: new Uint32Array(6),
  files: Uint32Array.of(2, 0, 1, 2, 0),
};

test.each<[string, readonly number[], readonly number[]]>([
  ["no file", [], []],
  ["one file", [1], [2]],
  ["two files", [2, 0], [0, 1, 3, 4]],
  ["a file without records", [7], []],
  // More than are searched one by one.
  ["many files", [0, 2, ...Array.from({ length: 20 }, (_, file) => file + 10)], [0, 1, 3, 4]],
])("given the records of %s, when searched, then they are in the order of the list", (_, files, records) => {
  expect(recordsOf(LINES, files)).toEqual(records);
});
