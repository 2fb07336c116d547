import { expect, it } from "vitest";
import { textHash } from "../../src/java/hash.ts";

it("given ASCII text, when hashed, then the value is Java's String.hashCode, even after an overflow", () => {
  expect(textHash("zeta")).toBe(3735256);
  expect(textHash("hello world")).toBe(1794106052);
});
