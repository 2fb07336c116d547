import { resolve } from "node:path";
import { argumentValues, type GivenArguments } from "../blueprint/argument-values.ts";
import { type Blueprint, type BlueprintArgument, readBlueprint } from "../blueprint/read-blueprint.ts";
import { type RenderedBlueprint, renderBlueprint } from "../blueprint/render-blueprint.ts";
import { readRegular } from "../files/regular-file.ts";
import { decode, MAX_FILE_BYTES } from "../flows/decode.ts";
import { discover } from "../flows/discover.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import { checkLink } from "./check-paths.ts";
import type { Project } from "./project.ts";

export interface ListedBlueprint {
  readonly file: string;
  readonly title?: string;
  readonly arguments: readonly BlueprintArgument[];
}

/**
 * The blueprints under paths, sorted by path.
 *
 * @param paths relative to the current folder; the configured ones when empty
 */
export function listBlueprints(project: Project, paths: readonly string[]): ListedBlueprint[] {
  const { config, folder, followLinks, note } = project;
  const roots =
    paths.length > 0
      ? paths.map((path) => resolve(folder, path))
      : config.paths.map((path) => resolve(config.folder, path));
  const found: ListedBlueprint[] = [];
  for (const discovered of discover(roots, { base: config.folder, exclude: config.exclude, followLinks })) {
    if (discovered.kind === "problem") {
      note(`warning: ${discovered.problem.message}`);
      continue;
    }
    const blueprint = blueprintIn(discovered.path, discovered.shownAs);
    if (blueprint === undefined) continue;
    const { title, arguments: args } = blueprint;
    found.push({ file: discovered.shownAs, ...(title !== undefined && { title }), arguments: args });
  }
  return found;
}

/** Opens one blueprint. Throws an AssetsError for another file. */
export function openBlueprint({ config, folder, followLinks }: Project, file: string): Blueprint {
  const path = resolve(folder, file);
  checkLink(config.folder, { path, shown: file }, followLinks);
  const blueprint = blueprintIn(path, file);
  if (blueprint !== undefined) return blueprint;
  throw new AssetsError(`"${file}" is not a blueprint: it has no extend.templateArguments`, {
    hint: "`assets blueprint list` lists the blueprints.",
  });
}

/** The flow of a blueprint with these arguments. */
export function renderWith(blueprint: Blueprint, given: GivenArguments): RenderedBlueprint {
  return renderBlueprint(blueprint, argumentValues(blueprint, given));
}

function blueprintIn(path: string, shown: string): Blueprint | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readRegular(path, MAX_FILE_BYTES);
  } catch (error) {
    throw new AssetsError(`cannot read "${shown}": ${systemErrorReason(error)}`, {
      cause: error,
      hint: "Specify the file of a blueprint.",
    });
  }
  const decoded = decode(shown, bytes);
  return decoded.kind === "text" ? readBlueprint(decoded.source) : undefined;
}
