import type { KestraLine } from "../flows/flow.ts";
import { usesOneLine } from "./line.ts";

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

const LITERAL = String.raw`(?:'[^'{}\\]*'|"[^"{}\\]*"|\d+)`;
const PATH = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[${LITERAL}\])*`;
const ARGUMENT = String.raw`(?:[A-Za-z_]\w*\s*=\s*)?(?:${LITERAL}|${PATH})\s*`;
const ARGUMENTS = String.raw`\(\s*(?:${ARGUMENT}(?:,\s*${ARGUMENT})*)?\)`;
const OPERAND = String.raw`(?:${LITERAL}|[A-Za-z_]\w*${ARGUMENTS}|${PATH})`;

/** All but `startsWith` and `endsWith`, which differ for null. */
const FILTER = String.raw`(?!(?:starts|ends)With\b)[A-Za-z_]\w*`;

/**
 * Expressions with the same result on both lines: an operand with filters, or the first operand that is there. The
 * lines differ in arithmetic, in comparisons, in methods, and in how tightly `??` binds beside other operators.
 */
const ALIKE = new RegExp(
  String.raw`\{\{-?\s*${OPERAND}(?:(?:\s*\|\s*${FILTER}(?:${ARGUMENTS})?)*|(?:\s*\?\?\s*${OPERAND})*)\s*-?\}\}`,
  "g",
);

/** `render` evaluates a text that is not seen here. */
const UNSEEN = /\brender(?:Once)?\b/;

function mayDiffer(text: string): boolean {
  if (!text.includes("{{") && !text.includes("{%")) return false;
  return UNSEEN.test(text) || usesOneLine(text) || /\{[{%]/.test(text.replace(ALIKE, ""));
}
