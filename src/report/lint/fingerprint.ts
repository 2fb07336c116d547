import { createHash } from "node:crypto";
import type { Finding } from "../../lint/finding.ts";

/** A unique text for each finding that is independent of line numbers. */
export function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, range, subject }) => {
    const key = JSON.stringify([rule, range.file, subject]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return createHash("sha256").update(`${key}#${before}`).digest("hex");
  });
}
