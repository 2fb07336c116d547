import { runtimeFunction } from "./runtime-function.ts";

/** `appLink(...)`: Enterprise Edition. */
export const appLink = runtimeFunction({
  name: "appLink",
  summary: "The address of an app (Enterprise Edition).",
  reason: "appLink() is known only to the installation",
  purity: "environment",
});
