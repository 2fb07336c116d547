import { join } from "node:path";
import { readRegular } from "../../files/regular-file.ts";
import { AssetsError } from "../../util/errors.ts";

/** Name of the package. */
export const PACKAGE = "flow-assets";

/**
 * Default source in generated files, without `--from` and without a dependency: a spec for `programSource`. It contains
 * an address, because anybody can register a bare name (`assets` was registered). Undefined before the first release;
 * CONTRIBUTING.md describes when to set it.
 */
const RELEASED: string | undefined = undefined;

/** Source of the program in generated files. */
export type ProgramSource =
  /** A dependency of the package in this folder, "" for the root of the repository. */
  | { readonly kind: "dependency"; readonly folder: string }
  /** A revision of a git repository; `action` is its name on GitHub. */
  | { readonly kind: "git"; readonly url: string; readonly revision: string; readonly action?: string }
  /** An address or a file of the repository that npm installs. */
  | { readonly kind: "archive"; readonly spec: string; readonly isFile: boolean };

/** Hint for an unknown source. */
export const FROM_HINT = `Set it with \`assets init --from git+https://<host>/<owner>/${PACKAGE}.git#<commit>\`, or add it to the development dependencies.`;

/**
 * Parses a spec. Throws an AssetsError for an ambiguous one: a registry name without scope and version, or a repository
 * without a revision.
 */
function programSource(spec: string): ProgramSource {
  // The spec is inserted into YAML and shell scripts.
  if (!/^[\w@:/.+#~%=-]+$/.test(spec) || spec.startsWith("-")) {
    throw new AssetsError(`--from "${spec}" contains an invalid character`, {
      hint: FROM_HINT,
    });
  }
  const [, github, revision] =
    /^(?:github:|(?:git\+)?https:\/\/github\.com\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?#(.+)$/.exec(spec) ?? [];
  if (github !== undefined && revision !== undefined) {
    return { kind: "git", url: `https://github.com/${github}`, revision, action: github };
  }
  const [, url, commit] = /^git\+((?:https|ssh|file):\/\/[^#]+)#(.+)$/.exec(spec) ?? [];
  if (url !== undefined && commit !== undefined) return { kind: "git", url, revision: commit };
  if (/^https:\/\/.+\.(?:tgz|tar\.gz)$/.test(spec)) return { kind: "archive", spec, isFile: false };
  if (/^(?:\.\/)?[\w.@/-]+\.(?:tgz|tar\.gz)$/.test(spec) && !spec.split("/").includes("..")) {
    return { kind: "archive", spec: spec.startsWith("./") ? spec : `./${spec}`, isFile: true };
  }
  if (/^@[\w.-]+\/[\w.-]+@\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(spec))
    return { kind: "archive", spec, isFile: false };
  throw new AssetsError(`--from "${spec}" is not a source of the program`, {
    hint: `${FROM_HINT} Packages of a private registry need a scope and a version: "@company/${PACKAGE}@1.2.3".`,
  });
}

/**
 * The source: from `--from`, from a package above the folder, or the default.
 *
 * @param prefix path of the folder from the root, with a slash at its end, or ""
 */
export function findSource(
  from: string | undefined,
  root: string,
  prefix: string,
): ProgramSource | undefined {
  if (from !== undefined) return programSource(from);
  for (const folder of new Set([prefix.replace(/\/$/, ""), ""])) {
    if (isDependency(join(root, folder, "package.json"))) return { kind: "dependency", folder };
  }
  return RELEASED === undefined ? undefined : programSource(RELEASED);
}

const MAX_PACKAGE_BYTES = 16 * 1024 * 1024;

function isDependency(path: string): boolean {
  let content: unknown;
  try {
    content = JSON.parse(readRegular(path, MAX_PACKAGE_BYTES).toString("utf8"));
  } catch {
    return false;
  }
  const fields = ["dependencies", "devDependencies", "optionalDependencies"];
  return fields.some((name) => {
    const list: unknown =
      typeof content === "object" && content !== null ? Reflect.get(content, name) : undefined;
    return typeof list === "object" && list !== null && Object.hasOwn(list, PACKAGE);
  });
}

/** Commands for CI to install and call the program, from any folder of the repository. */
export interface ProgramCalls {
  /** Lines of a shell script, run in the root. */
  readonly install: string;
  readonly assets: string;
}

export function programCalls(source: ProgramSource): ProgramCalls {
  switch (source.kind) {
    case "dependency": {
      const where = source.folder === "" ? "" : ` --prefix "${source.folder}"`;
      // Without --no-install, npx would download any package with that name.
      return { install: `npm ci${where}`, assets: "npx --no-install assets" };
    }
    case "git":
      // Without copies, npm leaves a link to a clone and removes the clone.
      return {
        install: `npm install --global --install-links "git+${source.url}#${source.revision}"`,
        assets: "assets",
      };
    case "archive":
      return { install: `npm install --global "${source.spec}"`, assets: "assets" };
  }
}
