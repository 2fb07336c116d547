import { isWordChar } from "./char-class.ts";
import type { Instruction } from "./program.ts";

/** Whether an anchor (`^ $ \\b \\A \\Z \\G` ...) holds at a position; `lastEnd` is where the last match ended. */
export function anchorHolds(
  instruction: Instruction & { op: "anchor" },
  text: string,
  position: number,
  lastEnd: number,
): boolean {
  const isTerminator = (code: number): boolean =>
    code === 0x0a ||
    (!instruction.unixLines && (code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029));
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  switch (instruction.what) {
    case "input-start":
      return position === 0;
    case "input-end":
      return position === text.length;
    case "last-match-end":
      return position === lastEnd;
    case "word-boundary":
      return isWordChar(before) !== isWordChar(after);
    case "not-word-boundary":
      return isWordChar(before) === isWordChar(after);
    case "line-start":
      if (position === 0) return true;
      if (position === text.length || !isTerminator(before)) return false;
      return !(before === 0x0d && after === 0x0a);
    case "line-end":
      if (position === text.length) return true;
      if (!isTerminator(after)) return false;
      return !(after === 0x0a && before === 0x0d && !instruction.unixLines);
    case "before-final-terminator": {
      const rest = text.length - position;
      if (rest === 0) return true;
      if (rest === 1)
        return isTerminator(after) && !(after === 0x0a && before === 0x0d && !instruction.unixLines);
      return rest === 2 && !instruction.unixLines && after === 0x0d && text.charCodeAt(position + 1) === 0x0a;
    }
  }
}
