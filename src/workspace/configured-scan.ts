import { basename, resolve } from "node:path";
import { type Config, type InferConfig, lineOfRelease, type ServerFile } from "../config/config.ts";
import type { LiveAsset } from "../drift/live-assets.ts";
import type { InferSettings } from "../infer/index.ts";
import type { ScanSettings } from "../model/model.ts";
import type { ValueSet } from "../resolve/given-values.ts";
import type { Pins } from "../resolve/index.ts";
import { pathInInventory } from "./file-path.ts";
import type { Project, ValuesOptions } from "./project.ts";
import type { ScanOptions } from "./scan-options.ts";

/** Values from the command line or the existing store, which override the configuration. */
export interface ScanOverrides {
  /** Absolute, or relative to the folder of the configuration. */
  readonly roots: readonly string[];
  readonly tenant?: string;
  readonly settings?: ScanSettings;
}

/** Overrides with the values files of the command line, which replace stored ones. */
export function withValues<Overrides extends Pick<ScanOverrides, "settings">>(
  { folder, config }: Pick<Project, "folder" | "config">,
  overrides: Overrides,
  { values: files }: ValuesOptions,
): Overrides {
  if (files === undefined) return overrides;
  const values = files.map((file) => pathInInventory(folder, config.folder, file));
  return { ...overrides, settings: { ...overrides.settings, values } };
}

/**
 * The options of a scan: the configuration and its overrides.
 *
 * @param readValues reads a values file; default: that of the working tree
 */
export async function scanOptions(
  { config, followLinks }: Pick<Project, "config" | "followLinks">,
  overrides: ScanOverrides,
  readValues: ReadValues = (file) => currentValues(config.folder, file),
): Promise<ScanOptions> {
  const { roots, tenant = config.tenant, settings = {} } = overrides;
  const kestra = settings.kestra ?? (config.kestra && lineOfRelease(config.kestra));
  const live =
    settings.live === undefined ? undefined : await readLive(config, followLinks, settings.live, tenant);
  return {
    base: config.folder,
    roots: roots.map((root) => resolve(config.folder, root)),
    tenant,
    ...(kestra !== undefined && { kestra }),
    ...(config.infer !== false && { infer: inferSettings(config.infer) }),
    ...(config.infer !== false && config.infer.manifests.length > 0 && { manifests: config.infer.manifests }),
    pins: pins(config, settings.inputs ?? {}),
    maxCases: settings.maxCases ?? config.maxCases,
    server: await serverOf(config, settings.values ?? [], readValues),
    followLinks,
    ...(live && { live }),
    exclude: [...config.exclude, ...(settings.exclude ?? [])],
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

/** Server values from the configuration and values files. Files appear under the names in the settings. */
async function serverOf(
  config: Config,
  files: readonly string[],
  readValues: ReadValues,
): Promise<NonNullable<ScanOptions["server"]>> {
  const { namespaces, pluginDefaults, blueprints } = config;
  const internal = Object.entries(config.flows).flatMap(([flow, own]) => (own.internal ? [flow] : []));
  const values: ValueSet[] = config.values
    ? [{ ...config.values, file: config.file ? basename(config.file) : "configuration" }]
    : [];
  for (const file of files) values.push({ ...(await readValues(file)), file });
  return {
    ...(values.length > 0 && { values }),
    ...(namespaces && { namespaces }),
    ...(blueprints === "include" && { blueprints }),
    ...(pluginDefaults && { pluginDefaults }),
    ...(internal.length > 0 && { internal }),
  };
}

/** The assets of an export, whose reader is loaded only for settings with one. */
async function readLive(
  config: Config,
  followLinks: boolean,
  name: string,
  tenant: string,
): Promise<readonly LiveAsset[]> {
  const { readLiveAssets } = await import("./live-assets.ts");
  return readLiveAssets({ folder: config.folder, config, followLinks, note: () => {} }, name, tenant);
}

export type ReadValues = (file: string) => Promise<ServerFile>;

/** A values file of the working tree. The parser is loaded only for settings with such files. */
export async function currentValues(folder: string, file: string): Promise<ServerFile> {
  return (await import("../config/load-values.ts")).loadValues(folder, file);
}

/** The schema of the configuration has validated the entries. */
function inferSettings({ groups, types }: InferConfig): InferSettings {
  return { groups: groups as InferSettings["groups"], types: types as unknown as InferSettings["types"] };
}

/** An overriding input value applies to every flow, even to a flow with its own value in the configuration. */
function pins(config: Config, overrides: Readonly<Record<string, string>>): Pins {
  const byFlow = Object.entries(config.flows).map(([flow, { inputs = {} }]) => {
    const rest = Object.entries(inputs).filter(([id]) => !Object.hasOwn(overrides, id));
    return [flow, Object.fromEntries(rest)] as const;
  });
  return { all: { ...config.inputs, ...overrides }, byFlow: Object.fromEntries(byFlow) };
}
