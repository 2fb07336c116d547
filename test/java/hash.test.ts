import { expect, it } from "vitest";
import { textHash } from "../../src/java/hash.ts";

it("String.hashCode of ASCII text, also where it overflows", () => {
  expect(textHash("zeta")).toBe(3735256);
  expect(textHash("hello world")).toBe(1794106052);
});
