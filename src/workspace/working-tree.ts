import type { FileCache } from "../cache/file-cache.ts";
import type { FlowState, ReadStateFile, StateFile } from "../changes/flow-state.ts";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import { readRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES, tooLarge } from "../flows/decode.ts";
import type { Problem } from "../flows/problem.ts";
import { readFlowBytes, readFlowFile } from "../flows/read-flow-file.ts";
import { unreadable } from "../flows/unreadable.ts";
import { contentIdOf, type ObjectFormat } from "../util/content-id.ts";
import { type FileStatus, statFiles } from "./file-status.ts";

/**
 * The flows as they are on disk, saved or not committed, as a scan would find them. Files that the cache knows by their
 * stat are not read.
 *
 * @param base absolute; roots and patterns count from it
 */
export function workingTree(
  base: string,
  { roots, exclude, followLinks = false }: Pick<SnapshotOptions, "roots" | "exclude" | "followLinks">,
  cache: FileCache,
  format: ObjectFormat,
): FlowState {
  const found = statFiles({ base, roots, exclude, followLinks, readAll: true, format }, cache);
  const problems: Problem[] = [...found.problems];
  const files: StateFile[] = [];
  const paths = new Map<string, string>();
  for (const file of found.files) {
    const contentId = file.contentId ?? readContentId(file, format);
    if (typeof contentId === "string") files.push({ shownAs: file.shownAs, contentId });
    else problems.push(contentId);
    paths.set(file.shownAs, file.path);
  }
  async function* read(wanted: readonly StateFile[]): AsyncGenerator<ReadStateFile> {
    for (const file of wanted) yield readNow(file, paths.get(file.shownAs) ?? "", format);
  }
  return { files, problems, read };
}

/** For a file without a known id: why it has none. */
function readContentId({ path, shownAs, stat }: FileStatus, format: ObjectFormat): string | Problem {
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
    // It was there a moment ago. The contents say why it is not any more.
    return { file, contents: readFlowFile(path, shownAs), isExact: false };
  }
  return { file, contents: readFlowBytes(bytes, shownAs), isExact: contentIdOf(bytes, format) === contentId };
}
