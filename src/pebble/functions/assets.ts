import { runtimeFunction } from "./runtime-function.ts";

/** `assets(...)`: Enterprise Edition. */
export const assets = runtimeFunction({
  name: "assets",
  summary: "Assets known to the installation (Enterprise Edition).",
  reason: "assets() asks the installation at run time",
});
