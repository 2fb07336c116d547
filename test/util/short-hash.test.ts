import { expect, test } from "vitest";
import { shortHash } from "../../src/util/short-hash.ts";

// source: the test vectors of FNV-1a, 32 bits
test.each([
  ["", "811c9dc5"],
  ["a", "e40c292c"],
  ["b", "e70c2de5"],
  ["foobar", "bf9cf968"],
])("%j", (text, hash) => {
  expect(shortHash(text)).toBe(hash);
});
