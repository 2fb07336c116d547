import { runtimeFunction } from "./runtime-function.ts";

/**
 * `appLink(...)`: any arguments, null and errors give an unknown result. Enterprise Edition, whose source is not
 * public. reference: Kestra's list of functions
 */
export const appLinkFunction = runtimeFunction({
  name: "appLink",
  summary: "The address of an app (Enterprise Edition).",
  reason: "appLink() is known only to the installation",
  purity: "environment",
});
