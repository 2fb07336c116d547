import { type Command, Option } from "commander";
import { GROUPINGS } from "../../report/pictures/drawing.ts";
import { collect, positiveNumber } from "./option-values.ts";

/* Loaded at every start, so it knows the options of pictures and nothing of how they are made. */

const PICTURE_FORMATS = ["dot", "svg", "png", "mermaid"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

export function isPictureFormat(format: string): format is PictureFormat {
  return (PICTURE_FORMATS as readonly string[]).includes(format);
}

/** The picture format that a command line asks for, or undefined when it asks for text. */
export function pictureFormatOf(command: Command): PictureFormat | undefined {
  const { format } = command.optsWithGlobals<{ readonly format?: readonly string[] }>();
  const name = format?.at(-1);
  return name !== undefined && isPictureFormat(name) ? name : undefined;
}

/** Options of every command that draws. */
export function pictureOptions(command: Command): Command {
  return command
    .option("--flows", "draw flows too, as Kestra's dependency graph does")
    .addOption(new Option("--cluster <group>", "draw a frame around each group").choices(GROUPINGS))
    .addOption(new Option("--collapse <group>", "draw each group as one node").choices(GROUPINGS))
    .option("--theme <file>", "JSON file with parts of a theme")
    .option(
      "--font <file>",
      "TTF file for writing that the built-in font lacks, for png (repeatable)",
      collect,
    )
    .option("--scale <number>", "pixels per unit, for png (default: 2)", positiveNumber)
    .option("--time-limit <seconds>", "for the layout of svg and png (default: 20)", positiveNumber);
}

/** Options of a command whose answer can be drawn with --format dot, svg, png or mermaid. */
export function drawableOptions(command: Command): Command {
  return pictureOptions(command).option(
    "-o, --output <file>",
    "where a picture is written (default: standard output)",
  );
}
