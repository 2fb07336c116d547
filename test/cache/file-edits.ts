import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";

/* Random edits of the files in a folder, for tests of the cache. */

export type FileEdit =
  | { readonly kind: "write" | "restore"; readonly file: string; readonly text: string }
  | { readonly kind: "delete" | "touch"; readonly file: string }
  | { readonly kind: "rename"; readonly file: string; readonly to: string };

export const FILE_NAMES = ["a.yml", "b.yaml", "sub/c.yml", "sub/d.yml", "e.yml"];

export const fileName = fc.constantFrom(...FILE_NAMES);

export const writing = (texts: readonly string[]): fc.Arbitrary<FileEdit> =>
  fc.record({
    kind: fc.constantFrom("write" as const, "restore" as const),
    file: fileName,
    text: fc.constantFrom(...texts),
  });

export const deletingOrTouching: fc.Arbitrary<FileEdit> = fc.record({
  kind: fc.constantFrom("delete" as const, "touch" as const),
  file: fileName,
});

export const renaming: fc.Arbitrary<FileEdit> = fc.record({
  kind: fc.constant("rename" as const),
  file: fileName,
  to: fileName,
});

/** Applies an edit to a folder. An edit of a missing file has no effect. */
export function applyFileEdit(folder: string, edit: FileEdit): void {
  const path = join(folder, edit.file);
  if (edit.kind === "write" || edit.kind === "restore") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, edit.text);
    // With an old timestamp, such as after extracting an archive.
    if (edit.kind === "restore") utimesSync(path, 1_600_000_000, 1_600_000_000);
    return;
  }
  try {
    if (edit.kind === "delete") rmSync(path);
    else if (edit.kind === "touch") utimesSync(path, 1_500_000_000, 1_500_000_000);
    else if (edit.kind === "rename") renameSync(path, join(folder, edit.to));
  } catch {
    // The file does not exist.
  }
}
