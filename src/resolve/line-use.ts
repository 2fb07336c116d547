import type { KestraLine } from "../flows/flow.ts";

/**
 * The line of Kestra that a flow is resolved for, and whether anything so far depends on it. As long as nothing does,
 * both lines give the same.
 */
export interface LineUse {
  /** For a step that differs between the lines. */
  readonly line: () => KestraLine;
  /** For rendering a text. */
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

/** Expressions that both lines evaluate alike: a path from a variable that both have. */
const ALIKE = /\{\{-?\s*(?:flow|inputs|vars|labels|execution|task|outputs|trigger)(?:\.\w+)+\s*-?\}\}/g;

function mayDiffer(text: string): boolean {
  return text.includes("{") && /\{[{%]/.test(text.replace(ALIKE, ""));
}
