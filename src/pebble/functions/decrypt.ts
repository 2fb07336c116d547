import { runtimeFunction } from "./runtime-function.ts";

/** `decrypt(key, encrypted)`: both must be given. reference: Kestra's DecryptFunction */
export const decrypt = runtimeFunction({
  name: "decrypt",
  argumentNames: ["key", "encrypted"],
  required: 2,
  purity: "environment",
  summary: "The decrypted text. It is never computed here: it may be a secret.",
  reason: "decrypt() gives a secret",
});
