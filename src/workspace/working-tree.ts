import { join } from "node:path";
import type { FileCache } from "../cache/file-cache.ts";
import { findFlowFiles } from "../changes/find-flow-files.ts";
import type { FlowState, ReadStateFile, StateFile } from "../changes/flow-state.ts";
import { listWorkTree } from "../changes/list-work-tree.ts";
import { type Repository, repositoryPath, type SourceEntry } from "../changes/repository.ts";
import { readRevisionFiles, revisionFile } from "../changes/revision-state.ts";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import { readRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES, tooLarge } from "../flows/decode.ts";
import { checkRoot } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { readFlowBytes, readFlowFile } from "../flows/read-flow-file.ts";
import { unreadable } from "../flows/unreadable.ts";
import { contentIdOf, type ObjectFormat } from "../util/content-id.ts";
import { statusOfFile } from "./file-status.ts";

/**
 * The flows of the working tree in git's view: unchanged files are read from the index, ignored files are omitted.
 * Files with a cached status are not read.
 *
 * @param base absolute base of roots and patterns
 * @throws AssetsError (exit code 2) for a root missing on disk and in the index
 */
export async function workingTree(
  repository: Repository,
  base: string,
  options: Pick<SnapshotOptions, "roots" | "exclude" | "followLinks">,
  cache: FileCache,
  format: ObjectFormat,
): Promise<FlowState> {
  const entries = await entriesIn(repository, base, options);
  const found = await findFlowFiles(repository, entries, options);
  const problems: Problem[] = [...found.problems];
  const files: StateFile[] = [];
  const paths = new Map<string, string>();
  const now = Date.now();
  for (const { shownAs, entry } of found.files) {
    if (entry.hash !== undefined) {
      files.push(revisionFile(shownAs, entry.hash));
      continue;
    }
    const path = join(repository.git.place.top, entry.path);
    const contentId = contentIdAt(path, shownAs, cache, format, now);
    if (typeof contentId === "string") files.push({ shownAs, contentId });
    else problems.push(contentId);
    paths.set(shownAs, path);
  }
  async function* read(wanted: readonly StateFile[]): AsyncGenerator<ReadStateFile> {
    const unchanged = wanted.filter(({ object }) => object !== undefined);
    if (unchanged.length > 0) yield* readRevisionFiles(repository, unchanged);
    for (const file of wanted) {
      if (file.object === undefined) yield readNow(file, paths.get(file.shownAs) ?? "", format);
    }
  }
  return { files, problems, read };
}

/** Only the roots are checked on disk, unless a link may lead elsewhere. */
async function entriesIn(
  repository: Repository,
  base: string,
  { roots, followLinks = false }: Pick<SnapshotOptions, "roots" | "followLinks">,
): Promise<readonly SourceEntry[]> {
  const paths = roots.map((root) => repositoryPath(repository, root));
  const entries = await listWorkTree(repository, paths);
  for (const [index, path] of paths.entries()) {
    const isKnown = entries.some(
      (entry) => path === "" || entry.path === path || entry.path.startsWith(`${path}/`),
    );
    if (!isKnown) checkRoot(roots[index] ?? "", { base, followLinks });
  }
  const isWhole = paths.includes("") || !entries.some(({ kind }) => kind === "link");
  return isWhole ? entries : listWorkTree(repository, [""]);
}

/** The content id of a file on disk, or the reason for its absence. */
function contentIdAt(
  path: string,
  shownAs: string,
  cache: FileCache,
  format: ObjectFormat,
  now: number,
): string | Problem {
  const { stat, contentId } = statusOfFile(path, shownAs, { readAll: true, format }, cache, now);
  if (contentId !== undefined) return contentId;
  if (stat !== undefined && stat.size > MAX_FILE_BYTES) return tooLarge(shownAs, stat.size);
  try {
    return contentIdOf(readRegular(path, MAX_FILE_BYTES), format);
  } catch (error) {
    return unreadable(shownAs, error);
  }
}

function readNow(file: StateFile, path: string, format: ObjectFormat): ReadStateFile {
  const { shownAs, contentId } = file;
  let bytes: Uint8Array;
  try {
    bytes = readRegular(path, MAX_FILE_BYTES);
  } catch {
    // The file disappeared during the scan. Reading it gives the reason.
    return { file, contents: readFlowFile(path, shownAs), isExact: false };
  }
  return { file, contents: readFlowBytes(bytes, shownAs), isExact: contentIdOf(bytes, format) === contentId };
}
