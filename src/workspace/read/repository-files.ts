import { readRegular } from "../../files/regular-file.ts";
import { decode, MAX_FILE_BYTES } from "../../flows/decode.ts";
import type { FindManifest, RepositoryReader } from "../../infer/index.ts";
import { systemErrorReason } from "../../util/errors.ts";

/** A file of the repository besides its flows. */
export interface RepositoryFile {
  readonly path: string;
  readonly shownAs: string;
}

/** Files that the tasks of a flow use. */
export interface RepositoryFiles {
  /** The path of each SQL file and program of the repository by the path shown, the same object for all flows. */
  readonly sources: Readonly<Record<string, string>>;
  /** The folders in which a file named by a flow is looked up, in order. */
  readonly sourceRoots: readonly string[];
  /** Manifests of dbt projects. */
  readonly manifests: readonly RepositoryFile[];
  /** The manifests are those of the configuration. */
  readonly areConfigured?: true;
}

/** Reads files when a flow names them. A file that cannot be read is not known. */
export function repositoryReader(files: RepositoryFiles | undefined): RepositoryReader | undefined {
  if (files === undefined) return undefined;
  return {
    findSourceFile: (name) => {
      const file = files.sourceRoots
        .map((root) => root + name)
        .find((path) => Object.hasOwn(files.sources, path));
      const path = file === undefined ? undefined : files.sources[file];
      if (file === undefined || path === undefined) return undefined;
      try {
        const decoded = decode(file, readRegular(path, MAX_FILE_BYTES));
        return decoded.kind === "text" ? { file, text: decoded.source.text } : undefined;
      } catch {
        return undefined;
      }
    },
    findManifest: manifestFinder(files),
  };
}

/** Larger than the manifest of a project with 10,000 models. */
const MAX_MANIFEST_BYTES = 128 * 1024 * 1024;

/** A single configured manifest is that of every task; others are found by the folder of their project. */
function manifestFinder({ manifests, areConfigured }: RepositoryFiles): FindManifest {
  const read = new Map<string, ReturnType<FindManifest>>();
  return (project) => {
    const ofProject = manifests.filter(({ shownAs }) => isOfProject(shownAs, project));
    const found = areConfigured && manifests.length === 1 ? manifests : ofProject;
    const [only] = found;
    if (only === undefined) return undefined;
    const { path, shownAs: file } = only;
    if (found.length > 1) {
      const others = found.length === 2 ? `"${found[1]?.shownAs}"` : `${found.length - 1} others`;
      return { file, problem: `it may be this one or ${others}` };
    }
    if (!read.has(path)) read.set(path, readManifest(path, file));
    return read.get(path);
  };
}

/** @param project a folder; empty: any */
function isOfProject(shownAs: string, project: string): boolean {
  const folder = `/${shownAs}`.replace(/\/(?:target\/)?[^/]+$/, "");
  const wanted = project.replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, "");
  return wanted === "" || wanted === "." || folder.endsWith(`/${wanted}`);
}

function readManifest(path: string, file: string): ReturnType<FindManifest> {
  try {
    return { file, text: readRegular(path, MAX_MANIFEST_BYTES).toString("utf8") };
  } catch (error) {
    return { file, problem: systemErrorReason(error) };
  }
}
