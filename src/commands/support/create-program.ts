import { supportsColor } from "chalk";
import { chalkStyle } from "../../report/chalk-style.ts";
import { DEFAULT_WIDTH } from "../../report/options.ts";
import { visible } from "../../report/visible.ts";
import type { OutputFormat, Program } from "./program.ts";

/** Connects a command to this process: its folder, its streams and what they can show. */
export function createProgram(options: { readonly format: OutputFormat; readonly color: boolean }): Program {
  const { stdout, stderr, env } = process;
  const colored = options.color && (env.NO_COLOR ?? "") === "";
  return {
    folder: process.cwd(),
    format: options.format,
    text: {
      style: chalkStyle(colored && supportsColor ? supportsColor.level : 0),
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
