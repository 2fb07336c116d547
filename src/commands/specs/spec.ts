import type { OptionTable } from "../option.ts";

/** The arguments and options of a command. */
export interface CommandSpec<Options extends OptionTable = OptionTable> {
  readonly description: string;
  /** In order: `<asset>` is required, `[paths...]` takes the rest. */
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  readonly options: Options;
  /** Values of `--format`; the first is the default. "own": the command parses `--format` itself. */
  readonly formats: readonly string[] | "own";
  /** Below the options in `--help`. */
  readonly details?: string;
}

/** Formats of pictures. */
export const PICTURES = ["dot", "svg", "png", "mermaid"] as const;

export type PictureFormat = (typeof PICTURES)[number];

export function isPictureFormat(format: string): format is PictureFormat {
  return (PICTURES as readonly string[]).includes(format);
}

/** Formats of most commands. */
export const TEXT_AND_JSON = ["text", "json"] as const;

/** Keeps the types of the options. */
export function spec<Options extends OptionTable>(given: CommandSpec<Options>): CommandSpec<Options> {
  return given;
}
