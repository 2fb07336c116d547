import { resolve } from "node:path";
import { layOutPicture } from "./lay-out-picture.ts";
import { toPng } from "./paint-picture.ts";
import { readTheme } from "./read-theme.ts";

export interface PictureToolOptions {
  /** File of a theme, relative to the folder. */
  readonly theme?: string;
  /** Files of further fonts for PNG, relative to the folder. */
  readonly font?: readonly string[];
  readonly scale?: number;
  /** Seconds that a layout may take. */
  readonly timeLimit?: number;
}

/** What it takes to make a picture of a drawing, beside the drawing itself. */
export interface PictureTools {
  /** Overrides of the default theme, as the file says them. */
  readonly theme?: unknown;
  /** DOT text as SVG, see `layOutPicture`. */
  readonly layOut: (dot: string, size: { readonly nodes: number; readonly edges: number }) => Promise<string>;
  /** SVG as PNG, see `toPng`. */
  readonly paint: (svg: string) => Promise<Uint8Array>;
}

/** Throws an AssetsError where the theme cannot be read. */
export function pictureTools(
  folder: string,
  { theme, font, scale, timeLimit }: PictureToolOptions,
): PictureTools {
  const limit = timeLimit === undefined ? undefined : timeLimit * 1000;
  const painting = {
    ...(scale !== undefined && { scale }),
    ...(font && { fonts: font.map((file) => resolve(folder, file)) }),
  };
  return {
    ...(theme !== undefined && { theme: readTheme(folder, theme) }),
    layOut: (dot, size) => layOutPicture(dot, size, limit),
    paint: (svg) => toPng(svg, painting),
  };
}
