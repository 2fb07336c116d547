import type { Candidate } from "./section.ts";

/**
 * The records of a new base: those of the working tree, and the most recently used others, up to the same size or a
 * minimum.
 *
 * @param current the content id of each file of the working tree
 */
export function rowsToKeep(
  sections: ReadonlyMap<string, readonly Candidate[]>,
  current: ReadonlyMap<string, string>,
  otherBytes: number,
  maxBytes: number,
): Map<string, readonly Candidate[]> {
  const kept = new Set<Candidate>();
  const others: Candidate[] = [];
  let bytes = 0;
  for (const candidate of [...sections.values()].flat()) {
    if (current.get(candidate.name) !== candidate.contentId) others.push(candidate);
    else if (bytes + candidate.bytes <= maxBytes) {
      kept.add(candidate);
      bytes += candidate.bytes;
    }
  }
  let left = Math.min(Math.max(otherBytes, bytes), maxBytes - bytes);
  others.sort((a, b) => b.generation - a.generation);
  for (const candidate of others) {
    left -= candidate.bytes;
    if (left < 0) break;
    kept.add(candidate);
  }
  return new Map(
    [...sections].map(([key, candidates]) => [key, candidates.filter((candidate) => kept.has(candidate))]),
  );
}
