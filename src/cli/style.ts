import { plainStyle, type Style } from "../report/style.ts";

/** The style of text on stdout. Chalk detects the colours, and is loaded only if they are possible. */
export async function styleOfStdout(): Promise<Style> {
  const { stdout, env } = process;
  const mayColor = stdout.isTTY || "FORCE_COLOR" in env || "TF_BUILD" in env;
  if (!mayColor || (env.NO_COLOR ?? "") !== "") return plainStyle;
  const { supportsColor } = await import("chalk");
  const { chalkStyle } = await import("../report/chalk-style.ts");
  return chalkStyle(supportsColor ? supportsColor.level : 0);
}
