import { resolve } from "node:path";
import { layOutPicture } from "./lay-out-picture.ts";
import { toPng } from "./paint-picture.ts";
import { readTheme } from "./read-theme.ts";

export interface PictureToolOptions {
  /** Theme file, relative to the folder. */
  readonly theme?: string;
  /** Additional font files for PNG, relative to the folder. */
  readonly font?: readonly string[];
  readonly scale?: number;
  /** Time limit of a layout, in seconds. */
  readonly timeLimit?: number;
}

/** Operations for the conversion of a drawing to a picture. */
export interface PictureTools {
  /** Overrides of the default theme, from the file. */
  readonly theme?: unknown;
  /** DOT text as SVG, see `layOutPicture`. */
  readonly layOut: (dot: string, size: { readonly nodes: number; readonly edges: number }) => Promise<string>;
  /** SVG as PNG, see `toPng`. */
  readonly paint: (svg: string) => Promise<Uint8Array>;
}

/** Throws an AssetsError for an unreadable theme. */
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
