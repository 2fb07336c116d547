import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { CiSystem } from "./ci-systems.ts";
import { configText } from "./config-text.ts";
import { findFlowFolders } from "./find-flow-folders.ts";
import { githubText } from "./github-text.ts";
import { gitlabText } from "./gitlab-text.ts";
import { hookText } from "./hook-text.ts";
import { FROM_HINT, findSource, PACKAGE } from "./program-source.ts";

export interface StarterOptions {
  /** Source of the program; see `programSource`. */
  readonly from?: string;
  readonly ci?: CiSystem;
}

/** A file to write, or the reason against it. */
export type StarterFile = {
  /** Absolute. */
  readonly path: string;
  /** Lines to add by hand to an existing file. */
  readonly advice?: string;
} & ({ readonly text: () => string } | { readonly reason: string });

/**
 * The files of `init`: the configuration in a folder, the hook and the CI job at the root of its repository.
 *
 * @param folder absolute
 * @param prefix path of the folder from the root of the repository, with a slash at its end; undefined outside a
 * repository
 */
export function starterFiles(
  folder: string,
  prefix: string | undefined,
  { from, ci = "github" }: StarterOptions,
): readonly StarterFile[] {
  const within = prefix ?? "";
  const root = join(folder, "../".repeat(within.split("/").length - 1));
  const source = findSource(from, root, within);
  const config: StarterFile = {
    path: present(folder, "assets.config.yaml", "assets.config.yml"),
    text: () =>
      configText(
        findFlowFolders(folder),
        source?.kind === "dependency" ? schemaIn(root, source.folder, folder) : undefined,
      ),
  };
  const hook = join(root, ".pre-commit-config.yaml");
  const ciFile = ci === "gitlab" ? gitlabPath(root, within) : githubPath(root, within);
  const none = (reason: string): StarterFile[] => [config, { path: hook, reason }, { path: ciFile, reason }];
  if (prefix === undefined) return none("this folder is not in a git repository: run `git init` first");
  if (source === undefined) return none(`the source of the program is unknown. ${FROM_HINT}`);

  const entry = hookText(source, within);
  const hookFile: StarterFile =
    entry === undefined
      ? {
          path: hook,
          reason:
            "pre-commit cannot install a file of the repository: add it to the development dependencies",
        }
      : { path: hook, text: () => `repos:\n${entry}`, advice: `  add to "repos":\n${entry.trimEnd()}` };
  if (ci === "github") return [config, hookFile, { path: ciFile, text: () => githubText(source, within) }];
  const job = slashed(relative(root, ciFile));
  const include = `include:\n  - local: ${job}\n`;
  return [
    config,
    hookFile,
    { path: ciFile, text: () => gitlabText(source, within) },
    {
      path: join(root, ".gitlab-ci.yml"),
      text: () => include,
      advice: `  add to "include":\n  - local: ${job}`,
    },
  ];
}

/** The other name of a file, if only that exists: a second file would override the first. */
function present(folder: string, name: string, alternative: string): string {
  return join(
    folder,
    !existsSync(join(folder, name)) && existsSync(join(folder, alternative)) ? alternative : name,
  );
}

function githubPath(root: string, prefix: string): string {
  return present(join(root, ".github", "workflows"), `${fileName(prefix)}.yml`, `${fileName(prefix)}.yaml`);
}

function gitlabPath(root: string, prefix: string): string {
  return join(root, ".gitlab", `${fileName(prefix)}.gitlab-ci.yml`);
}

/** Each folder of a repository has its own job. */
function fileName(prefix: string): string {
  const words = prefix.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return ["assets", ...words].join("-");
}

function schemaIn(root: string, dependent: string, folder: string): string {
  const path = slashed(
    relative(folder, join(root, dependent, "node_modules", PACKAGE, "schema", "config.schema.json")),
  );
  return path.startsWith(".") ? path : `./${path}`;
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
