import type { Style } from "./style.ts";

/** What a text report depends on besides the answer. */
export interface TextOptions {
  readonly style: Style;
  /** Columns that lines should keep to; ids and places are never broken for it. */
  readonly width: number;
  /** A reader is at a terminal: what does not fit its width may be left out, if the report says so. */
  readonly isTerminal?: boolean;
}

/** The width where there is no terminal to ask, so that the same answer is the same text everywhere. */
export const DEFAULT_WIDTH = 100;
