import type { Config } from "../config/config.ts";
import { placeOf } from "../files/boundary.ts";
import { AssetsError } from "../util/errors.ts";
import type { FilePath } from "./file-path.ts";

/**
 * Checks that the paths in the configuration are inside the working tree: the author of the repository could otherwise
 * have files of the user read or replaced. Throws an AssetsError (exit code 2).
 */
export function checkConfiguredPaths(config: Config): void {
  const named = [
    ...config.paths.map((path) => ({ key: "paths", path, option: "Use the command line instead." })),
    { key: "store", path: config.store, option: "Use --store instead." },
    ...(config.baseline === undefined
      ? []
      : [{ key: "baseline", path: config.baseline, option: "Use --baseline instead." }]),
  ];
  for (const { key, path, option } of named) {
    if (placeOf(config.folder, path) !== "outside") continue;
    throw new AssetsError(`"${key}" in the configuration is "${path}", outside the working tree`, {
      hint: option,
    });
  }
}

/**
 * Checks that a path inside the working tree does not lead out of it through a link. Throws an AssetsError (exit code
 * 2).
 *
 * @param folder of the configuration
 */
export function checkLink(folder: string, { path, shown }: FilePath, followLinks = false): void {
  if (followLinks || placeOf(folder, path) !== "leads-out") return;
  throw new AssetsError(`"${shown}" is outside the working tree, through a link`, {
    hint: "Remove the link, or use --follow-links.",
  });
}
