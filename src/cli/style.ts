import { plainStyle, type Style } from "../report/style.ts";

/** The style of text on a stream. Chalk detects the colours, and is loaded only if they are possible. */
export async function styleOf(stream: "stdout" | "stderr"): Promise<Style> {
  const { env } = process;
  const mayColor = process[stream].isTTY || "FORCE_COLOR" in env || "TF_BUILD" in env;
  if (!mayColor || (env.NO_COLOR ?? "") !== "") return plainStyle;
  const { supportsColor, supportsColorStderr } = await import("chalk");
  const { chalkStyle } = await import("../report/chalk-style.ts");
  const support = stream === "stdout" ? supportsColor : supportsColorStderr;
  return chalkStyle(support ? support.level : 0);
}
