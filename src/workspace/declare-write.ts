import { lstatSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { DraftedFile } from "../declare/index.ts";
import { placeOf } from "../files/boundary.ts";
import { readRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES } from "../flows/decode.ts";
import { isTerraform } from "../flows/terraform.ts";
import { AssetsError } from "../util/errors.ts";
import type { LoadedFile } from "./flow-files.ts";
import type { Project } from "./project.ts";
import { writeFile } from "./write-file.ts";

/** Files that must not be edited, with the reason. */
export function fileProblems(base: string, files: readonly LoadedFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap((file) => {
      const problem = problemOf(base, file);
      return problem === undefined ? [] : [[file.name, problem] as const];
    }),
  );
}

function problemOf(base: string, { path, name, text, bytes }: LoadedFile): string | undefined {
  if (bytes.length === 0) return undefined;
  if (isTerraform(name)) return "flows in Terraform files are not edited";
  if (placeOf(base, path) !== "inside") return "the file is outside the working tree";
  if (isThroughLink(base, path)) return "the file is a link or in a linked folder";
  if (!encoded(text, bytes).equals(bytes)) return "the file cannot be written back byte for byte";
  return undefined;
}

/** Keeps the byte order mark. */
function encoded(text: string, read: Uint8Array): Buffer {
  const mark = Buffer.from(read.subarray(0, 3)).equals(BYTE_ORDER_MARK) ? "\uFEFF" : "";
  return Buffer.from(mark + text);
}

/**
 * Writes drafts to their files, each at once. All files are checked before the first write: they still are what was
 * read. Throws an AssetsError for a file that must not be written.
 */
export async function writeDrafts(
  { config }: Pick<Project, "config">,
  drafts: readonly DraftedFile[],
  files: readonly LoadedFile[],
): Promise<void> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const writes = drafts.flatMap((draft) => {
    const file = byName.get(draft.name);
    return file === undefined ? [] : [checkedWrite(config.folder, draft, file)];
  });
  for (const { path, shown, bytes } of writes) await writeFile({ path, shown }, [bytes]);
}

function checkedWrite(base: string, { name, before, after }: DraftedFile, { path, bytes }: LoadedFile) {
  // Another program may have changed the file, or put a link in its place.
  const isSame =
    !isThroughLink(base, path) &&
    encoded(before, bytes).equals(bytes) &&
    readRegular(path, MAX_FILE_BYTES).equals(bytes);
  if (!isSame) {
    throw new AssetsError(`"${name}" has changed since it was read`, {
      hint: "Nothing was written. Run the command again.",
    });
  }
  return { path, shown: name, bytes: encoded(after, bytes) };
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether a file or one of its folders below the base is a link. */
function isThroughLink(base: string, path: string): boolean {
  const inside = path.startsWith(base) ? path.slice(base.length) : undefined;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // A text of an editor need not have a file.
  if (stats === undefined) return false;
  return (
    stats.isSymbolicLink() ||
    (inside !== undefined && realpathSync(path) !== join(realpathSync(base), inside))
  );
}
