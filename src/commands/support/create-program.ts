import { DEFAULT_WIDTH } from "../../report/options.ts";
import { plainStyle, type Style } from "../../report/style.ts";
import { visible } from "../../util/escape-control-chars.ts";
import type { OutputFormat, Program } from "./program.ts";

/** Connects a command to this process: its folder, its streams and what they can show. */
export async function createProgram(options: {
  readonly format: OutputFormat;
  readonly color: boolean;
}): Promise<Program> {
  const { stdout, stderr } = process;
  return {
    folder: process.cwd(),
    format: options.format,
    text: {
      style: options.color ? await styleOfStdout() : plainStyle,
      width: stdout.isTTY ? stdout.columns || DEFAULT_WIDTH : DEFAULT_WIDTH,
      isTerminal: stdout.isTTY,
    },
    print: (text) => void stdout.write(text),
    note: (line) => void stderr.write(`${visible(line)}\n`),
    progress: (line) => {
      if (!stderr.isTTY) return;
      // Back to the first column, and away with what stood there.
      stderr.write(`\r\u001b[K${visible(line).slice(0, Math.max(0, (stderr.columns || 80) - 1))}`);
    },
  };
}

/** Chalk decides; it is loaded only where it could find colours. */
async function styleOfStdout(): Promise<Style> {
  const { stdout, env } = process;
  const mayColor = stdout.isTTY || "FORCE_COLOR" in env || "TF_BUILD" in env;
  if (!mayColor || (env.NO_COLOR ?? "") !== "") return plainStyle;
  const { supportsColor } = await import("chalk");
  const { chalkStyle } = await import("../../report/chalk-style.ts");
  return chalkStyle(supportsColor ? supportsColor.level : 0);
}
