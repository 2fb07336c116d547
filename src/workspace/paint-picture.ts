import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { AssetsError } from "../util/errors.ts";

/** Maximum width or height for viewers and memory, in pixels. */
const MAX_SIDE = 16_000;
/** Maximum number of pixels; more take seconds to paint, and viewers scale them down. */
const MAX_PIXELS = 16_000_000;
const FAMILY = "Arimo";

export interface PngOptions {
  /** 2 suits high-resolution screens. Reduced for images above 16 million pixels. */
  readonly scale?: number;
  /** TTF or OTF files for scripts outside the built-in font (Latin, Greek, Cyrillic, Hebrew). */
  readonly fonts?: readonly string[];
}

let started: Promise<unknown> | undefined;

/**
 * Paints an SVG from `toSvg`. The built-in font has the widths of Arial, so the picture is the same on every machine.
 * Rejects with an AssetsError.
 */
export async function toPng(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  const require = createRequire(import.meta.url);
  const { Resvg, initWasm } = await import("@resvg/resvg-wasm");
  started ??= readFile(require.resolve("@resvg/resvg-wasm/index_bg.wasm")).then((code) => initWasm(code));
  await started;
  const builtIn = require.resolve("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf");
  const files = await Promise.all([builtIn, ...(options.fonts ?? [])].map((file) => readFile(file)));
  const { width, height } = sizeOf(svg);
  const zoom = Math.min(
    options.scale ?? 2,
    MAX_SIDE / Math.max(width, height, 1),
    Math.sqrt(MAX_PIXELS / (width * height)),
  );
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
    throw new AssetsError(
      `cannot render the picture: ${error instanceof Error ? error.message : String(error)}`,
      { hint: "Use --format svg instead.", exitCode: 1 },
    );
  }
}

/** Width and height in pixels at scale 1. Graphviz uses points; 3 points are 4 pixels. */
function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /<svg width="([\d.]+)pt" height="([\d.]+)pt"/.exec(svg) ?? [];
  return { width: (Number(width ?? 1) * 4) / 3, height: (Number(height ?? 1) * 4) / 3 };
}
