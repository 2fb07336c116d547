import { existsSync } from "node:fs";
import { relative, sep } from "node:path";
import type { SnapshotOptions } from "../../changes/snapshot-options.ts";
import type { Config } from "../../config/config.ts";
import { loadConfig } from "../../config/load-config.ts";
import { DEFAULT_MAX_CASES } from "../../resolve/options.ts";
import type { ScanOptions } from "../../scan.ts";
import { readHead } from "../../store/read-head.ts";
import type { Program } from "./program.ts";
import { scanOptions, type Told } from "./scan-options.ts";
import { storePath } from "./store-path.ts";

/** How both sides are read: as the stored inventory was, or by the configuration where there is none yet. */
export interface HistoryScan {
  readonly folder: string;
  readonly scan: SnapshotOptions;
}

export async function historyScan(
  program: Program,
  options: { readonly store?: string; readonly config?: string },
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
  const { roots, tenant, settings } = readHead(path, shown);
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
