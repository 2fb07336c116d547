import type { Style } from "./style.ts";

/** Options of a text report. */
export interface TextOptions {
  readonly style: Style;
  /** Maximum columns of a line, except for ids and places, which are never broken. */
  readonly width: number;
  /** Output to a terminal: columns may be omitted to fit the width, with a note. */
  readonly isTerminal?: boolean;
}

/** The width without a terminal, for reproducible output. */
export const DEFAULT_WIDTH = 100;
