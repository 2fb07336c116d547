import { existsSync } from "node:fs";
import { relative, sep } from "node:path";
import { type Comparison, compareStates } from "../../changes/comparison.ts";
import type { SnapshotOptions } from "../../changes/snapshot.ts";
import type { Config } from "../../config/config.ts";
import { loadConfig } from "../../config/load-config.ts";
import { programId } from "../../program-id.ts";
import { grouped } from "../../report/words.ts";
import { DEFAULT_MAX_CASES } from "../../resolve/index.ts";
import type { FileParts } from "../../resolve/resolve-file.ts";
import type { ScanOptions } from "../../scan.ts";
import { openRevisionCache, type RevisionCache } from "../../store/cache/revision-cache.ts";
import { readStore } from "../../store/read-store.ts";
import type { Program } from "./program.ts";
import { scanOptions, type Told } from "./scan-options.ts";
import { storePath } from "./store-path.ts";

export interface CompareCommandOptions {
  readonly store?: string;
  readonly config?: string;
  readonly staged?: boolean;
}

/** How both sides are read: as the stored inventory was, or by the configuration where there is none yet. */
export interface HistoryScan {
  readonly folder: string;
  readonly scan: SnapshotOptions;
}

const REDRAW_FILES = 500;

/** Reads and compares the two states that a command was given. */
export async function compareForCommand(
  program: Program,
  revisions: readonly string[],
  options: CompareCommandOptions,
): Promise<Comparison> {
  const { folder, scan } = await historyScan(program, options);
  const cache = partCache(folder, scan);
  try {
    const comparison = await compareStates({
      folder,
      scan,
      ...(cache && { cache }),
      revisions,
      ...(options.staged !== undefined && { staged: options.staged }),
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

/** What files contributed, from earlier runs. Nothing is kept by a program that was not built. */
function partCache(folder: string, scan: SnapshotOptions): RevisionCache<FileParts> | undefined {
  const id = programId();
  return id === undefined ? undefined : openRevisionCache(folder, JSON.stringify([id, scan.resolve]));
}

export async function historyScan(
  program: Program,
  options: Pick<CompareCommandOptions, "store" | "config">,
): Promise<HistoryScan> {
  const config = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  const told = scanOptions(config, toldBefore(program, config, options.store));
  return { folder: config.folder, scan: snapshotOptions(told) };
}

function toldBefore(program: Program, config: Config, named: string | undefined): Told {
  const { path, shown } = storePath(program, config, named);
  if (!existsSync(path)) return { roots: config.paths };
  const { roots, tenant, settings } = readStore(path, shown).inventory;
  return { roots, tenant, ...(settings && { settings }) };
}

function snapshotOptions(options: ScanOptions): SnapshotOptions {
  const { base, roots, tenant = "main", kestra, pins, maxCases, exclude = [], settings } = options;
  return {
    roots: roots.map((root) => {
      const path = relative(base, root);
      return path === "" ? "." : sep === "/" ? path : path.split(sep).join("/");
    }),
    exclude,
    resolve: {
      tenant,
      pins: pins ?? { all: {}, byFlow: {} },
      maxCases: maxCases ?? DEFAULT_MAX_CASES,
      ...(kestra !== undefined && { line: kestra }),
    },
    ...(settings && { settings }),
  };
}
