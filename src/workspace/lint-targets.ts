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
  /** The files whose findings are wanted, when files are named; the others give the context. */
  readonly reported?: (file: string) => boolean;
  /** Standard input, by the path it stands for. */
  readonly texts?: ReadonlyMap<string, string>;
}

/**
 * What the paths of the command line mean. Folders are linted for themselves. Files are linted in the context of all
 * that the configuration names, or of its folder: a mistake may be one only because of another file. Files that the
 * configuration excludes stay out, because hooks name whatever has changed.
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

/** What does not exist counts as a file; the scan then says so. */
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
