import { runtimeFunction } from "./runtime-function.ts";

/**
 * `assets(...)`: any arguments, null and errors are left open. Enterprise Edition, whose source is not public.
 * reference: Kestra's list of functions
 */
export const assetsFunction = runtimeFunction({
  name: "assets",
  summary: "Assets known to the installation (Enterprise Edition).",
  reason: "assets() asks the installation at run time",
});
