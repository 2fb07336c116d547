import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PictureError } from "./picture-error.ts";

/** Width or height beyond which viewers and memory give up, in pixels. */
const MAX_SIDE = 16_000;
const FAMILY = "Arimo";

export interface PngOptions {
  /** Pixels per SVG unit; 2 reads well on today's screens. Smaller when a side would exceed 16,000 pixels. */
  readonly scale?: number;
  /** TTF or OTF files for writing that the built-in font (Latin, Greek, Cyrillic, Hebrew) has no letters for. */
  readonly fonts?: readonly string[];
}

let started: Promise<unknown> | undefined;

/**
 * Paints an SVG made by `toSvg`. Text is painted with a font of its own that has Arial's widths, so the picture is the
 * same on every machine, also on one without fonts. Rejects with a PictureError.
 */
export async function toPng(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  const require = createRequire(import.meta.url);
  const { Resvg, initWasm } = await import("@resvg/resvg-wasm");
  started ??= readFile(require.resolve("@resvg/resvg-wasm/index_bg.wasm")).then((code) => initWasm(code));
  await started;
  const builtIn = require.resolve("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf");
  const files = await Promise.all([builtIn, ...(options.fonts ?? [])].map((file) => readFile(file)));
  const { width, height } = sizeOf(svg);
  const zoom = Math.min(options.scale ?? 2, MAX_SIDE / Math.max(width, height, 1));
  try {
    const painter = new Resvg(svg, {
      font: {
        fontBuffers: files.map((file) => new Uint8Array(file)),
        defaultFontFamily: FAMILY,
        sansSerifFamily: FAMILY,
      },
      fitTo: { mode: "zoom", value: zoom },
    });
    const image = painter.render();
    const png = image.asPng();
    image.free();
    painter.free();
    return png;
  } catch (error) {
    throw new PictureError(
      `The picture could not be painted: ${error instanceof Error ? error.message : String(error)}`,
      { hint: 'Write "--format svg" instead.', exitCode: 1 },
    );
  }
}

/** Width and height in SVG units (points), from the root element. */
function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /<svg width="([\d.]+)pt" height="([\d.]+)pt"/.exec(svg) ?? [];
  return { width: Number(width ?? 1), height: Number(height ?? 1) };
}
