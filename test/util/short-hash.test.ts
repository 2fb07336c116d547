import { expect, test } from "vitest";
import { shortHash } from "../../src/util/short-hash.ts";

// Source: the published test vectors of 32-bit FNV-1a.
test.each([
  ["", "811c9dc5"],
  ["a", "e40c292c"],
  ["b", "e70c2de5"],
  ["foobar", "bf9cf968"],
])("given the text %j, when hashed, then the hash is %s", (text, hash) => {
  expect(shortHash(text)).toBe(hash);
});
