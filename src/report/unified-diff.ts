import { createRequire } from "node:module";
import type * as Diff from "diff";

/** Changed texts by file, as a unified diff. */
export function unifiedDiff(
  files: ReadonlyMap<string, { readonly before: string; readonly after: string }>,
): string {
  // Loaded only for a diff.
  const { createTwoFilesPatch } = createRequire(import.meta.url)("diff") as typeof Diff;
  return [...files]
    .map(([file, { before, after }]) => createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, "", ""))
    .map((patch) => patch.replace(/^=+\n/, ""))
    .join("");
}
