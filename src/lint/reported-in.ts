import type { Finding } from "./finding.ts";

/** The finding if it is in a linted file; a symmetric finding moves to its first place in a linted file. */
export function reportedIn(finding: Finding, reported: (file: string) => boolean): Finding | undefined {
  if (reported(finding.range.file)) return finding;
  const shownPlace = finding.symmetric
    ? finding.related?.find(({ range }) => reported(range.file))
    : undefined;
  if (shownPlace === undefined) return undefined;
  const { fix: _, ...rest } = finding;
  const related = (finding.related ?? []).filter((place) => place !== shownPlace);
  return {
    ...rest,
    ...(shownPlace.messageHere !== undefined && { message: shownPlace.messageHere }),
    range: shownPlace.range,
    related: [{ range: finding.range, message: "also here" }, ...related],
  };
}
