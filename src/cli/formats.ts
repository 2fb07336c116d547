import type { CommandName } from "../commands/options.ts";
import type { CommandSpec } from "../commands/specs/spec.ts";
import { AssetsError } from "../util/errors.ts";
import type { GlobalOptions } from "./create-context.ts";

/** The formats of a command line. Throws an AssetsError for a format that the command does not support. */
export function formatsOf(
  name: CommandName,
  { formats }: CommandSpec,
  { format: given = [], since }: GlobalOptions & { readonly since?: string },
): readonly string[] {
  if (formats === "own") return given;
  const last = given.at(-1);
  if (last === undefined) return formats.slice(0, 1);
  // Only change reports have Markdown; a silent fallback to text would be worse than an error.
  const isUnfit = last === "markdown" && (name === "impact" ? since === undefined : !formats.includes(last));
  if (isUnfit) {
    throw new AssetsError(`\`assets ${name}\` has no Markdown format`, {
      hint: "Use `assets diff` or `assets impact --since <revision>` for Markdown; all commands have text and json.",
    });
  }
  if (formats.includes(last)) return [last];
  throw new AssetsError(`unknown format "${last}"`, {
    hint: `Formats are ${formats.join(", ")}.`,
  });
}
