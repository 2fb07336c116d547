import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { Config } from "../config/config.ts";
import { decode } from "../flows/decode.ts";
import { pathFilter } from "../flows/path-filter.ts";
import { AssetsError } from "../util/errors.ts";
import type { LintRequest } from "./lint-request.ts";

export interface LintTargets {
  /** Absolute. */
  readonly roots: readonly string[];
  /** For file arguments: the files with reported findings; all others are context. */
  readonly reported?: (file: string) => boolean;
  /** Standard input, with its file name. */
  readonly texts?: ReadonlyMap<string, string>;
}

/**
 * The files and roots behind the paths of the command line. A folder is linted alone. A file is linted in the context
 * of all configured paths, or of the folder of the configuration, because some findings depend on other files. Excluded
 * files are skipped, because hooks pass all changed files.
 *
 * @throws AssetsError (exit code 2)
 */
export function lintTargets(
  folder: string,
  config: Config,
  { paths, stdinFilename, readStdin }: Pick<LintRequest, "paths" | "stdinFilename" | "readStdin">,
): LintTargets {
  const named = paths.filter((path) => path !== "-").map((path) => resolve(folder, path));
  const usesStdin = paths.includes("-");
  checkStdin(usesStdin, stdinFilename);
  const context = config.paths.map((path) => resolve(config.folder, path));
  const stdin =
    usesStdin && stdinFilename !== undefined ? shown(config, resolve(folder, stdinFilename)) : undefined;
  if (named.length === 0 && stdin === undefined) return { roots: context };
  const folders = named.filter(isFolder);
  if (folders.length === named.length && stdin === undefined) return { roots: folders };

  const excluded = pathFilter(config.exclude);
  const files = named.filter((path) => !folders.includes(path) && !excluded(shown(config, path)));
  const wanted = new Set(files.map((path) => shown(config, path)));
  if (stdin !== undefined) wanted.add(stdin);
  const above = folders.map((path) => (shown(config, path) === "." ? "" : `${shown(config, path)}/`));
  return {
    roots: [...context, ...folders, ...files],
    reported: (file) => wanted.has(file) || above.some((prefix) => file.startsWith(prefix)),
    ...(stdin !== undefined && { texts: new Map([[stdin, textOfStdin(stdin, readStdin)]]) }),
  };
}

function checkStdin(usesStdin: boolean, filename: string | undefined): void {
  if (usesStdin && filename === undefined) {
    throw new AssetsError('"-" reads standard input, but --stdin-filename is missing', {
      hint: "Use `assets lint - --stdin-filename flows/load.yaml`.",
    });
  }
  if (!usesStdin && filename !== undefined) {
    throw new AssetsError("--stdin-filename needs the path `-`", {
      hint: "Use `assets lint - --stdin-filename flows/load.yaml`.",
    });
  }
}

/** A missing path counts as a file; the scan reports it. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function shown(config: Config, path: string): string {
  const name = relative(config.folder, path);
  if (name === "") return ".";
  return sep === "/" ? name : name.split(sep).join("/");
}

function textOfStdin(file: string, readStdin: LintRequest["readStdin"]): string {
  const decoded = decode(file, readStdin?.() ?? new Uint8Array());
  if (decoded.kind === "text") return decoded.source.text;
  throw new AssetsError(`cannot read standard input: ${decoded.problem.message}`, {
    hint: "Pipe the text of a flow file into the command.",
  });
}
