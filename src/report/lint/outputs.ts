import { AssetsError } from "../../util/errors.ts";
import { LINT_FORMATS, type LintFormat } from "./formats.ts";

export interface LintOutput {
  readonly format: LintFormat;
  /** Absent: stdout. */
  readonly file?: string;
}

/**
 * Parses `text`, `sarif=lint.sarif` and similar; text on stdout by default. Throws an AssetsError for an unknown
 * format, or two formats with one target.
 */
export function lintOutputs(written: readonly string[]): LintOutput[] {
  const outputs = (written.length > 0 ? written : ["text"]).map((text): LintOutput => {
    const at = text.indexOf("=");
    const name = at < 0 ? text : text.slice(0, at);
    const format = LINT_FORMATS.find((known) => known === name);
    if (format === undefined) {
      throw new AssetsError(`"${name}" is not a lint format`, {
        hint: `Formats are ${LINT_FORMATS.join(", ")}; "sarif=lint.sarif" writes one to a file.`,
      });
    }
    if (at < 0) return { format };
    const file = text.slice(at + 1);
    if (file === "")
      throw new AssetsError(`the file name is missing in "${text}"`, { hint: 'Write "sarif=lint.sarif".' });
    return { format, file };
  });
  const toStdout = outputs.filter(({ file }) => file === undefined);
  if (toStdout.length > 1) {
    throw new AssetsError(
      `only one format can go to stdout: ${toStdout.map(({ format }) => format).join(", ")}`,
      {
        hint: `Write one to a file: "--format ${toStdout[1]?.format}=<file>".`,
      },
    );
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new AssetsError(`only one format can go to "${twice}"`, {
      hint: "Use a separate file for each format.",
    });
  }
  return outputs;
}
