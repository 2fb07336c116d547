import type { KestraLine } from "../flows/flow.ts";

/**
 * The Kestra line that a flow is resolved for, and whether any result so far depends on it. Until one does, both lines
 * have the same results.
 */
export interface LineUse {
  /** The line, for a step that differs between the lines. */
  readonly line: () => KestraLine;
  /** The line, for rendering a text. */
  readonly lineFor: (text: string) => KestraLine;
  readonly isDecisive: () => boolean;
}

export function createLineUse(line: KestraLine): LineUse {
  let isDecisive = false;
  return {
    line: () => {
      isDecisive = true;
      return line;
    },
    lineFor: (text) => {
      isDecisive ||= mayDiffer(text);
      return line;
    },
    isDecisive: () => isDecisive,
  };
}

/** Expressions with the same result on both lines: a path from a variable that both have. */
const ALIKE = /\{\{-?\s*(?:flow|inputs|vars|labels|execution|task|outputs|trigger)(?:\.\w+)+\s*-?\}\}/g;

function mayDiffer(text: string): boolean {
  return text.includes("{") && /\{[{%]/.test(text.replace(ALIKE, ""));
}
