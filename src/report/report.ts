import type { ExitCode } from "../util/errors.ts";
import { jsonText } from "./json.ts";
import type { TextOptions } from "./options.ts";

/** What a command prints on stdout, and its exit code. */
export interface Report {
  readonly output: string;
  readonly exitCode: ExitCode;
  /** Workflow commands that the runner of GitHub Actions is to obey. */
  readonly commands?: boolean;
}

export interface ReportOptions {
  readonly format: string;
  readonly text: TextOptions;
}

/** An answer in the format asked for: JSON under the command's name, or text. */
export function report(
  command: string,
  answer: object,
  text: (options: TextOptions) => string,
  options: ReportOptions,
  exitCode: ExitCode = 0,
): Report {
  const output = options.format === "json" ? jsonText(command, answer) : text(options.text);
  return { output, exitCode };
}
