import { type Comparison, compareStates } from "../../changes/comparison.ts";
import { type FoundSides, findSides } from "../../changes/find-sides.ts";
import { openRepository, type Repository } from "../../changes/repository.ts";
import type { FileParts } from "../../inventory/declared.ts";
import { buildId } from "../../cache/build-id.ts";
import { grouped } from "../../report/words.ts";
import { openRevisionCache } from "../../store/cache/revision-cache.ts";
import { type HistoryScan, historyScan } from "./history-scan.ts";
import type { Program } from "./program.ts";

export interface CompareCommandOptions {
  readonly store?: string;
  readonly config?: string;
  readonly staged?: boolean;
}

const REDRAW_FILES = 500;

/** Reads and compares the two states that a command was given. */
export async function compareForCommand(
  program: Program,
  revisions: readonly string[],
  options: CompareCommandOptions,
): Promise<Comparison> {
  const how = await historyScan(program, options);
  const repository = await openRepository(how.folder);
  const { staged } = options;
  const found = await findSides(repository, { revisions, ...(staged !== undefined && { staged }) });
  return compareFound(program, repository, found, how);
}

/** The same for states that were found already. What files contributed is kept between runs. */
export async function compareFound(
  program: Program,
  repository: Repository,
  found: FoundSides,
  { folder, scan }: HistoryScan,
): Promise<Comparison> {
  const id = buildId();
  // Nothing is kept by a program that was not built.
  const cache =
    id === undefined
      ? undefined
      : openRevisionCache<FileParts>(folder, JSON.stringify([id, scan.resolve]), "revisions.parts");
  try {
    const comparison = await compareStates(repository, found, {
      folder,
      scan,
      ...(cache && { cache }),
      onFile: (files) => {
        if (files % REDRAW_FILES === 0) program.progress(`reading flows: ${grouped(files)} files`);
      },
    });
    cache?.save();
    return comparison;
  } finally {
    program.progress("");
  }
}
