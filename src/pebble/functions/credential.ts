import { runtimeFunction } from "./runtime-function.ts";

/**
 * `credential(...)`: any arguments, null and errors give an unknown result. Enterprise Edition, whose source is not
 * public. reference: Kestra's list of functions
 */
export const credentialFunction = runtimeFunction({
  name: "credential",
  summary: "A credential of the installation (Enterprise Edition). Never shown.",
  reason: "credential() returns a secret of the installation",
  purity: "environment",
});
