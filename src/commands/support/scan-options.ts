import { resolve } from "node:path";
import { type Config, lineOfRelease } from "../../config/config.ts";
import type { ScanSettings } from "../../inventory/model.ts";
import type { Pins } from "../../resolve/index.ts";
import type { ScanOptions } from "../../scan.ts";

/** What a scan is told besides the configuration, on the command line or by the store that is brought up to date. */
export interface Told {
  /** Absolute, or relative to the folder of the configuration. */
  readonly roots: readonly string[];
  readonly tenant?: string;
  readonly settings?: ScanSettings;
}

/** Puts the configuration and what a scan is told together; what it is told goes before. */
export function scanOptions(config: Config, told: Told): ScanOptions {
  const { roots, tenant = config.tenant, settings = {} } = told;
  const kestra = settings.kestra ?? (config.kestra && lineOfRelease(config.kestra));
  return {
    base: config.folder,
    roots: roots.map((root) => resolve(config.folder, root)),
    tenant,
    ...(kestra !== undefined && { kestra }),
    pins: pins(config, settings.inputs ?? {}),
    maxCases: settings.maxCases ?? config.maxCases,
    exclude: [...config.exclude, ...(settings.exclude ?? [])],
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

/** An input that is told holds in every flow, also where the configuration has another value for one of them. */
function pins(config: Config, told: Readonly<Record<string, string>>): Pins {
  const byFlow = Object.entries(config.flows).map(([flow, { inputs }]) => {
    const rest = Object.entries(inputs).filter(([id]) => !Object.hasOwn(told, id));
    return [flow, Object.fromEntries(rest)] as const;
  });
  return { all: { ...config.inputs, ...told }, byFlow: Object.fromEntries(byFlow) };
}
