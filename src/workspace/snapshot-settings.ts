import { existsSync } from "node:fs";
import { relative, sep } from "node:path";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import { DEFAULT_MAX_CASES } from "../resolve/options.ts";
import { readHead } from "../store/read-head.ts";
import { type ScanOverrides, scanOptions } from "./configured-scan.ts";
import { checkStoredRoots } from "./outside-roots.ts";
import type { Project } from "./project.ts";
import type { ScanOptions } from "./scan-options.ts";

/** How a state of a comparison is read. */
export function snapshotSettings(
  project: Pick<Project, "config" | "followLinks">,
  stored: ScanOverrides,
): SnapshotOptions {
  const {
    base,
    roots,
    tenant,
    kestra,
    pins,
    maxCases,
    exclude = [],
    settings,
    followLinks,
  } = scanOptions(project, stored);
  return {
    roots: roots.map((root) => shownFrom(base, root)),
    exclude,
    resolve: {
      tenant: tenant ?? "main",
      pins: pins ?? { all: {}, byFlow: {} },
      maxCases: maxCases ?? DEFAULT_MAX_CASES,
      ...(kestra !== undefined && { line: kestra }),
    },
    ...(followLinks !== undefined && { followLinks }),
    ...(settings && { settings }),
  };
}

/** As the stored inventory was scanned, or by the configuration without one. */
export function storedSettings(project: Project): ScanOverrides {
  const { path, shown } = project.store;
  if (!existsSync(path)) return { roots: project.config.paths };
  const { roots, tenant, settings } = readHead(path, shown);
  checkStoredRoots(project, roots);
  return { roots, tenant, ...(settings && { settings }) };
}

function shownFrom(base: ScanOptions["base"], root: string): string {
  const path = relative(base, root);
  if (path === "") return ".";
  return sep === "/" ? path : path.split(sep).join("/");
}
