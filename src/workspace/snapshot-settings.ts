import { existsSync } from "node:fs";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import { slashedPath } from "../util/slashed-path.ts";
import { type ReadValues, type ScanOverrides, scanOptions } from "./configured-scan.ts";
import { checkStoredRoots } from "./outside-roots.ts";
import type { Project } from "./project.ts";
import { resolveOptions } from "./scan-options.ts";
import { storedHead } from "./stored-head.ts";

/** Settings for reading a state of a comparison. */
export async function snapshotSettings(
  project: Pick<Project, "config" | "followLinks">,
  stored: ScanOverrides,
  readValues?: ReadValues,
): Promise<SnapshotOptions> {
  const scan = await scanOptions(project, stored, readValues);
  const { base, roots, exclude = [], settings, followLinks } = scan;
  const { infer } = project.config;
  return {
    roots: roots.map((root) => slashedPath(base, root)),
    exclude,
    resolve: resolveOptions(scan),
    ...(followLinks !== undefined && { followLinks }),
    ...(settings && { settings }),
    ...(infer !== false && { aliases: infer.aliases }),
  };
}

/** From the stored inventory, or from the configuration without one. */
export function storedSettings(project: Project): ScanOverrides {
  if (!existsSync(project.store.path)) return { roots: project.config.paths };
  const { roots, tenant, settings } = storedHead(project);
  checkStoredRoots(project, roots);
  return { roots, tenant, ...(settings && { settings }) };
}
