import { existsSync } from "node:fs";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import { readHead } from "../store/read-head.ts";
import { slashedPath } from "../util/slashed-path.ts";
import { type ScanOverrides, scanOptions } from "./configured-scan.ts";
import type { Project } from "./project.ts";
import { resolveOptions } from "./scan-options.ts";

/** How both states of a comparison are read: as the stored inventory was, or by the configuration without one. */
export function snapshotSettings(project: Project): SnapshotOptions {
  const scan = scanOptions(project.config, storedSettings(project));
  const { base, roots, exclude = [], settings } = scan;
  return {
    roots: roots.map((root) => slashedPath(base, root)),
    exclude,
    resolve: resolveOptions(scan),
    ...(settings && { settings }),
  };
}

function storedSettings({ config, store: { path, shown } }: Project): ScanOverrides {
  if (!existsSync(path)) return { roots: config.paths };
  const { roots, tenant, settings } = readHead(path, shown);
  return { roots, tenant, ...(settings && { settings }) };
}
