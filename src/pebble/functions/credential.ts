import { runtimeFunction } from "./runtime-function.ts";

/** `credential(...)`: Enterprise Edition. */
export const credential = runtimeFunction({
  name: "credential",
  summary: "A credential of the installation (Enterprise Edition). Never shown.",
  reason: "credential() gives a secret of the installation",
  purity: "environment",
});
