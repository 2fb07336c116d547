import type { FindSourceFile } from "./task/source-file.ts";

/** Files of the repository that tasks use. */
export interface RepositoryReader {
  readonly findSourceFile: FindSourceFile;
  readonly findManifest: FindManifest;
}

/**
 * The `manifest.json` of a dbt project, or why it is not read. Undefined where the repository has none.
 *
 * @param project the folder of the project, as far as the task names it; empty: any
 */
export type FindManifest = (
  project: string,
) =>
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly problem: string }
  | undefined;
