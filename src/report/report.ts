import type { ExitCode } from "../util/errors.ts";
import { jsonReport } from "./json.ts";
import type { TextOptions } from "./options.ts";
import { rootPath, withRootPaths } from "./root-paths.ts";

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
  /** The folder that places count from, by its way from the root of the git repository; see `rootPath`. */
  readonly pathPrefix: string;
}

/** An answer in the format asked for: JSON under the command's name, or text. */
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
