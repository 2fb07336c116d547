import { isInferredId } from "./id.ts";
import { matchesPattern } from "./pattern.ts";
import { prefixRange, reverseText } from "./prefix-range.ts";

/**
 * Finds the ids that match a pattern. Candidates are ids with its prefix, or those with its suffix, whichever are
 * fewer.
 *
 * @param ids without patterns
 */
export function idsByPattern(ids: readonly string[]): (pattern: string) => string[] {
  const byStart = [...ids].sort();
  let byEnd: readonly Reversed[] | undefined;
  return (pattern) => {
    const start = pattern.slice(0, pattern.indexOf("*"));
    const end = pattern.slice(pattern.lastIndexOf("*") + 1);
    byEnd ??= reversedOrder(ids);
    const starts = prefixRange(byStart.length, (at) => byStart[at] ?? "", start);
    const ends = prefixRange(byEnd.length, (at) => byEnd?.[at]?.reversed ?? "", reverseText(end));
    const tried =
      starts.to - starts.from <= ends.to - ends.from
        ? byStart.slice(starts.from, starts.to)
        : byEnd.slice(ends.from, ends.to).map(({ id }) => id);
    const inferred = isInferredId(pattern);
    return tried.filter((id) => isInferredId(id) === inferred && matchesPattern(pattern, id));
  };
}

interface Reversed {
  readonly id: string;
  readonly reversed: string;
}

function reversedOrder(ids: readonly string[]): readonly Reversed[] {
  return ids
    .map((id) => ({ id, reversed: reverseText(id) }))
    .sort((a, b) => (a.reversed < b.reversed ? -1 : a.reversed > b.reversed ? 1 : 0));
}
