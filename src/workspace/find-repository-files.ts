import { join } from "node:path";
import { placeOf } from "../files/boundary.ts";
import { isSourceFile } from "../flows/source-file.ts";
import { AssetsError } from "../util/errors.ts";
import type { RepositoryFile } from "./read/repository-files.ts";
import type { FoundRepositoryFiles } from "./repository-environment.ts";
import type { ScanOptions } from "./scan-options.ts";

/** Collects the files that discovery finds besides flows. */
export interface RepositoryFinder {
  readonly onOtherFile: (path: string, shownAs: string) => void;
  /** After discovery. */
  readonly found: () => FoundRepositoryFiles;
}

/** Manifests of the configuration replace those that discovery finds in the folders `target` of dbt projects. */
export function repositoryFinder({ base, manifests: named = [] }: ScanOptions): RepositoryFinder {
  const sources: RepositoryFile[] = [];
  const manifests: RepositoryFile[] = [];
  const configured = named.map((shownAs) => ({ path: join(base, shownAs), shownAs }));
  for (const { path, shownAs } of configured) {
    if (placeOf(base, path) === "inside") continue;
    throw new AssetsError(
      `"infer.manifests" in the configuration is "${shownAs}", outside the working tree`,
      {
        hint: "Specify a file of the repository.",
      },
    );
  }
  return {
    onOtherFile: (path, shownAs) => {
      if (isSourceFile(shownAs)) sources.push({ path, shownAs });
      else if (/(?:^|\/)target\/manifest\.json$/.test(shownAs)) manifests.push({ path, shownAs });
    },
    found: () =>
      configured.length > 0
        ? { sources, manifests: configured, areConfigured: true }
        : { sources, manifests },
  };
}
