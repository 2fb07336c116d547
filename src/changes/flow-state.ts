import type { Problem } from "../flows/problem.ts";
import type { FileContents } from "../flows/read-flow-file.ts";
import type { FileResult } from "../model/declared.ts";
import type { FileSummary } from "../model/file-summary.ts";
import type { FileEnvironments } from "../resolve/file-environments.ts";

/** A flow file of a state. */
export interface StateFile {
  /** As places show it. */
  readonly shownAs: string;
  readonly contentId: string;
  /** Full name of the git object that holds it; absent for a file of the working tree. */
  readonly object?: string;
  /** The environments of the flows of the file. */
  readonly environments?: FileEnvironments;
}

/** The flows of a revision, of the index or of the working tree: the list of files, and access to them. */
export interface FlowState {
  readonly files: readonly StateFile[];
  /** Unreadable files and folders. */
  readonly problems: readonly Problem[];
  /** Reads some of the files, in any order. Throws a GitError when an object cannot be read. */
  readonly read: (files: readonly StateFile[]) => AsyncIterable<ReadStateFile>;
}

export interface ReadStateFile {
  readonly file: StateFile;
  readonly contents: FileContents;
  /** False: the file changed after its content id was computed, so its results must not be cached. */
  readonly isExact: boolean;
}

/** Known results of files by name and content, from earlier runs and this one. */
export interface KnownFiles {
  readonly summary: (file: StateFile) => FileSummary | undefined;
  readonly parts: (file: StateFile) => FileResult | undefined;
  /** @param keep "run": not for later runs */
  readonly add: (file: StateFile, parts: FileResult, keep: "all" | "summary" | "run") => void;
}

export function stateFileKey({ contentId, shownAs, environments }: StateFile): string {
  return `${contentId}:${environments?.hash ?? ""}:${shownAs}`;
}
