import { existsSync } from "node:fs";
import { relative, sep } from "node:path";
import type { SnapshotOptions } from "../changes/snapshot-options.ts";
import { DEFAULT_MAX_CASES } from "../resolve/options.ts";
import { readHead } from "../store/read-head.ts";
import { type ScanOverrides, scanOptions } from "./configured-scan.ts";
import { checkStoredRoots } from "./outside-roots.ts";
import type { Project } from "./project.ts";
import type { ScanOptions } from "./scan-options.ts";

/** How both states of a comparison are read: as the stored inventory was, or by the configuration without one. */
export function snapshotSettings(project: Project): SnapshotOptions {
  const {
    base,
    roots,
    tenant,
    kestra,
    pins,
    maxCases,
    exclude = [],
    settings,
    infer,
    followLinks,
  } = scanOptions(project, storedSettings(project));
  return {
    roots: roots.map((root) => shownFrom(base, root)),
    exclude,
    resolve: {
      tenant: tenant ?? "main",
      pins: pins ?? { all: {}, byFlow: {} },
      maxCases: maxCases ?? DEFAULT_MAX_CASES,
      ...(kestra !== undefined && { line: kestra }),
      ...(infer && { infer }),
    },
    ...(followLinks !== undefined && { followLinks }),
    ...(settings && { settings }),
  };
}

function storedSettings(project: Project): ScanOverrides {
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
