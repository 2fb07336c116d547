import { runtimeFunction } from "./runtime-function.ts";

/**
 * `decrypt(key, encrypted)`: a missing argument is an error; null gives an unknown result. reference: Kestra's
 * DecryptFunction
 */
export const decryptFunction = runtimeFunction({
  name: "decrypt",
  argumentNames: ["key", "encrypted"],
  required: 2,
  purity: "environment",
  summary: "The decrypted text. Never computed here, because it may be a secret.",
  reason: "decrypt() returns a secret",
});
