import type { Parts } from "./value.ts";

/** Beyond this many steps only the ends are compared. */
const MAX_STEPS = 20_000;

/**
 * Whether text with holes could be this text; never false where some filling gives it. Not by a regular expression:
 * the pieces come from a flow, and V8's engine backtracks and gives out on large ones.
 */
export function couldBe(parts: Parts, text: string): boolean {
  const first = parts[0];
  const last = parts.at(-1);
  if (typeof first === "string" && !text.startsWith(first)) return false;
  if (typeof last === "string" && !text.endsWith(last)) return false;
  if (parts.length * text.length > MAX_STEPS) return true;
  // Where what was read so far can end.
  let ends = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (typeof part === "string") {
      for (const end of ends) if (text.startsWith(part, end)) next.add(end + part.length);
    } else {
      // Ends are in rising order, so a hole continues where the previous one stopped.
      let reached = -1;
      for (const end of ends) {
        reached = Math.max(reached, part.word ? end : end - 1);
        while (reached < text.length && (!part.word || isWordAt(text, reached))) {
          reached += 1;
          next.add(reached);
        }
      }
    }
    ends = next;
  }
  return ends.has(text.length);
}

function isWordAt(text: string, at: number): boolean {
  return /^[A-Za-z0-9]$/.test(text.charAt(at));
}
