import type { CommandName } from "../commands/options.ts";
import { type CommandSpec, isPictureFormat } from "../commands/specs/spec.ts";
import { AssetsError } from "../util/errors.ts";
import type { GlobalOptions } from "./create-context.ts";

/**
 * The formats of a command line. Throws an AssetsError for a format that the command does not support, and for an output
 * file that the format does not use.
 */
export function formatsOf(
  name: CommandName,
  { formats }: CommandSpec,
  {
    format: given = [],
    since,
    output,
  }: GlobalOptions & { readonly since?: string; readonly output?: string },
): readonly string[] {
  if (formats === "own") return given;
  const last = given.at(-1) ?? formats[0] ?? "text";
  // Only change reports have Markdown; a silent fallback to text would be worse than an error.
  const isUnfit = last === "markdown" && (name === "impact" ? since === undefined : !formats.includes(last));
  if (isUnfit) {
    throw new AssetsError(`\`assets ${name}\` has no Markdown format`, {
      hint: "Use `assets diff` or `assets impact --since <revision>` for Markdown; all commands have text and json.",
    });
  }
  if (!formats.includes(last)) {
    throw new AssetsError(`unknown format "${last}"`, {
      hint: `Formats are ${formats.join(", ")}.`,
    });
  }
  const drawn = formats.filter(isDrawn);
  // Formats of an export go to files, too.
  const isPrinted = formats.includes("text") && !isDrawn(last);
  if (output !== undefined && drawn.length > 0 && isPrinted) {
    throw new AssetsError("-o needs a format that draws", {
      hint: `Add --format ${drawn.join(", ")}; text and JSON go to standard output.`,
    });
  }
  return [last];
}

function isDrawn(format: string): boolean {
  return isPictureFormat(format) || format === "html";
}
