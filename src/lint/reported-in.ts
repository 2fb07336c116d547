import type { Finding } from "./finding.ts";

/** The finding if it is in a linted file; a symmetric finding moves to its first place in a linted file. */
export function reportedIn(finding: Finding, reported: (file: string) => boolean): Finding | undefined {
  if (reported(finding.range.file)) return finding;
  const other = finding.symmetric ? finding.related?.find(({ range }) => reported(range.file)) : undefined;
  if (other === undefined) return undefined;
  const { fix: _, ...rest } = finding;
  const related = (finding.related ?? []).filter((place) => place !== other);
  return {
    ...rest,
    ...(other.messageHere !== undefined && { message: other.messageHere }),
    range: other.range,
    related: [{ range: finding.range, message: "also here" }, ...related],
  };
}
