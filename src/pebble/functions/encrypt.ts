import { runtimeFunction } from "./runtime-function.ts";

/**
 * `encrypt(key, plaintext)`: a missing argument is an error; null gives an unknown result. reference: Kestra's
 * EncryptFunction
 */
export const encryptFunction = runtimeFunction({
  name: "encrypt",
  argumentNames: ["key", "plaintext"],
  required: 2,
  summary: "The text, encrypted with a random initialization vector.",
  reason: "encrypt() returns a different text each time",
});
