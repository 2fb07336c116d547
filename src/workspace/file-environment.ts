import type { ReadOptions } from "../infer/index.ts";
import type { RepositoryFiles } from "./read/repository-files.ts";

/** Other files that affect the results of a flow file. */
export interface FileEnvironment {
  /** Up to 16 hex digits; equal for equal values. */
  readonly hash: string;
  readonly resolving: ReadOptions;
  /** The files that its flows can refer to. */
  readonly repositoryFiles?: RepositoryFiles;
}
