import { createHash } from "node:crypto";
import type { Finding } from "../../lint/finding.ts";

/** For each finding a text that stays the same when lines move, and that no other finding of the list has. */
export function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, range, subject }) => {
    const key = JSON.stringify([rule, range.file, subject]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return createHash("sha256").update(`${key}#${before}`).digest("hex");
  });
}
