import type { ExitCode } from "../util/errors.ts";
import { jsonReport } from "./json.ts";
import type { TextOptions } from "./options.ts";
import { rootPath, withRootPaths } from "./root-paths.ts";

/** Output of a command on stdout, and its exit code. */
export interface Report {
  readonly output: string;
  readonly exitCode: ExitCode;
  /** Workflow commands for the runner of GitHub Actions. */
  readonly commands?: boolean;
}

export interface ReportOptions {
  readonly format: string;
  readonly text: TextOptions;
  /** Path from the root of the git repository to the folder of the places; see `rootPath`. */
  readonly pathPrefix: string;
}

/** An answer in the requested format: JSON with the name of the command, or text. */
export function report(
  command: string,
  answer: object,
  text: (options: TextOptions) => string,
  options: ReportOptions,
  exitCode: ExitCode = 0,
): Report {
  const output = options.format === "json" ? answerJson(command, answer, options) : text(options.text);
  return { output, exitCode };
}

function answerJson(command: string, answer: object, { pathPrefix }: ReportOptions): string {
  return jsonReport(command, pathPrefix === "" ? answer : withRootPaths(answer, rootPath(pathPrefix)));
}
