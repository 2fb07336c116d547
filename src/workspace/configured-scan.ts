import { basename, resolve } from "node:path";
import { type Config, type InferConfig, lineOfRelease } from "../config/config.ts";
import type { InferSettings } from "../infer/index.ts";
import type { ScanSettings } from "../model/model.ts";
import type { ValueSet } from "../resolve/given-values.ts";
import type { Pins } from "../resolve/index.ts";
import type { Project } from "./project.ts";
import type { ScanOptions } from "./scan-options.ts";

/** What the command line or the store that is brought up to date says, before the configuration. */
export interface ScanOverrides {
  /** Absolute, or relative to the folder of the configuration. */
  readonly roots: readonly string[];
  readonly tenant?: string;
  readonly settings?: ScanSettings;
}

/** The options of a scan, by the configuration and what overrides it. */
export async function scanOptions(
  { config, followLinks }: Pick<Project, "config" | "followLinks">,
  overrides: ScanOverrides,
): Promise<ScanOptions> {
  const { roots, tenant = config.tenant, settings = {} } = overrides;
  const kestra = settings.kestra ?? (config.kestra && lineOfRelease(config.kestra));
  return {
    base: config.folder,
    roots: roots.map((root) => resolve(config.folder, root)),
    tenant,
    ...(kestra !== undefined && { kestra }),
    ...(config.infer !== false && { infer: inferSettings(config.infer) }),
    pins: pins(config, settings.inputs ?? {}),
    maxCases: settings.maxCases ?? config.maxCases,
    server: await serverOf(config, settings.values ?? []),
    followLinks,
    exclude: [...config.exclude, ...(settings.exclude ?? [])],
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

/** What the configuration and files of values say about the server; a file is named as the settings name it. */
async function serverOf(
  config: Config,
  files: readonly string[],
): Promise<NonNullable<ScanOptions["server"]>> {
  const { namespaces, pluginDefaults } = config;
  const values: ValueSet[] = [
    ...(config.values
      ? [{ ...config.values, file: config.file ? basename(config.file) : "configuration" }]
      : []),
    ...(await valuesIn(config.folder, files)),
  ];
  return {
    ...(values.length > 0 && { values }),
    ...(namespaces && { namespaces }),
    ...(pluginDefaults && { pluginDefaults }),
  };
}

/** The reader of such files is loaded only where there are any. */
async function valuesIn(folder: string, files: readonly string[]): Promise<ValueSet[]> {
  if (files.length === 0) return [];
  const { loadValues } = await import("../config/load-values.ts");
  return files.map((file) => ({ ...loadValues(folder, file), file }));
}

/** The schema of the configuration has checked the entries. */
function inferSettings({ groups, types }: InferConfig): InferSettings {
  return { groups: groups as InferSettings["groups"], types: types as unknown as InferSettings["types"] };
}

/** An input value that overrides holds in every flow, also where the configuration has another value for one of them. */
function pins(config: Config, overrides: Readonly<Record<string, string>>): Pins {
  const byFlow = Object.entries(config.flows).map(([flow, { inputs }]) => {
    const rest = Object.entries(inputs).filter(([id]) => !Object.hasOwn(overrides, id));
    return [flow, Object.fromEntries(rest)] as const;
  });
  return { all: { ...config.inputs, ...overrides }, byFlow: Object.fromEntries(byFlow) };
}
