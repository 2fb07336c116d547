import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { AssetsError, systemErrorReason } from "../../errors.ts";
import type { Inventory } from "../../inventory/model.ts";
import type { EventContext } from "../../openlineage/context.ts";
import type { Event } from "../../openlineage/event.ts";
import { removalEvents } from "../../openlineage/events.ts";
import { type Mappings, mappingsProblem } from "../../openlineage/mappings.ts";
import { type EventShape, exportEvents, profileOf } from "../../openlineage/profile.ts";
import type { ProfileName } from "../../openlineage/profile-names.ts";
import { settingsFromEnvironment } from "../../openlineage/target.ts";
import { count } from "../../report/words.ts";
import { compareForCommand } from "./compare-options.ts";
import type { QueryOptions } from "./current-inventory.ts";
import { readRevision } from "./git-facts.ts";
import { packageVersion } from "./package-version.ts";
import type { Program } from "./program.ts";
import { configFolder } from "./shown-path.ts";

/** Options of everything that makes OpenLineage events. */
export interface EventOptions extends QueryOptions {
  readonly profile?: ProfileName;
  readonly events?: EventShape;
  readonly jobNamespace?: string;
  readonly datasetNamespace?: string;
  /** A YAML or JSON file with Kestra's `mappings` block. */
  readonly mappings?: string;
  readonly eventTime?: string;
  /** A revision: assets that it has and that are gone now become removals. */
  readonly removedSince?: string;
  /** False with --no-explicit-lineage. */
  readonly explicitLineage: boolean;
}

/** The events of an inventory, with notes on stderr about everything that has no place in them. */
export async function makeEvents(
  program: Program,
  inventory: Inventory,
  options: EventOptions,
  mappings: Mappings | undefined = readMappings(program, options.mappings),
): Promise<readonly Event[]> {
  const profile = profileOf(options.profile);
  const context = await eventContext(program, inventory, options, mappings);
  const { events, leftOut, unsuitable } = exportEvents(inventory, context, profile, options.events);
  note(program, leftOut.patterns, "asset", "left out, because only a run decides the id");
  note(program, leftOut.jobs, "task", "left out, because the name holds an expression");
  note(program, leftOut.collisions, "asset", "named by the id, because the platform name is shared");
  for (const [reason, number] of unsuitable)
    program.note(`note: ${count(number, "event")} left out: ${reason}`);
  return [...(await removals(program, inventory, context, options)), ...events];
}

function note(program: Program, names: readonly string[], what: string, why: string): void {
  if (names.length === 0) return;
  const shown = names
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(", ");
  program.note(`note: ${count(names.length, what)} ${why}: ${shown}${names.length > 5 ? ", ..." : ""}`);
}

async function removals(
  program: Program,
  inventory: Inventory,
  context: EventContext,
  { removedSince, ...options }: EventOptions,
): Promise<readonly Event[]> {
  if (removedSince === undefined) return [];
  if (profileOf(options.profile).shape === "run" || options.events === "run") {
    throw new AssetsError("removals are DatasetEvents, and this consumer takes only RunEvents", {
      hint: "Leave out --removed-since.",
    });
  }
  const { sides } = await compareForCommand(program, [removedSince], options);
  const present = new Set(inventory.assets.map(({ id }) => id));
  const gone = new Set(sides.before.assets.map(({ id }) => id).filter((id) => !present.has(id)));
  return removalEvents(sides.before, gone, context);
}

async function eventContext(
  program: Program,
  inventory: Inventory,
  options: EventOptions,
  mappings: Mappings | undefined,
): Promise<EventContext> {
  const { committed, facts } = await readRevision(await configFolder(program, options));
  const own = `kestra://${inventory.tenant}`;
  const profile = profileOf(options.profile);
  const named = options.jobNamespace ?? settingsFromEnvironment(process.env).namespace;
  if (named === undefined && profile.needsJobNamespace !== undefined) {
    throw new AssetsError(`the profile "${options.profile}" needs a job namespace`, {
      hint: `Give --job-namespace: ${profile.needsJobNamespace}.`,
    });
  }
  return {
    eventTime: eventTime(options.eventTime, committed),
    producer: `https://unpkg.com/flow-assets@${packageVersion()}/`,
    jobNamespace: named ?? own,
    datasetNamespace: options.datasetNamespace ?? own,
    explicitLineage: options.explicitLineage,
    ...(facts && { git: facts }),
    ...(mappings && { mappings }),
  };
}

/**
 * When the facts begin to hold: as told, as SOURCE_DATE_EPOCH says, or when HEAD was committed; these give the same
 * events each time. Outside a repository it is now.
 */
function eventTime(told: string | undefined, committed: string | undefined): string {
  if (told !== undefined) {
    const date = new Date(told);
    if (/(Z|[+-]\d\d:\d\d)$/.test(told) && !Number.isNaN(date.getTime())) return told;
    throw new AssetsError(`"${told}" is no time with an offset`, {
      hint: "Write it as 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+01:00.",
    });
  }
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return new Date(Number(epoch) * 1000).toISOString();
  return committed ?? new Date().toISOString();
}

/** Reads a mappings block: bare, or under the key `mappings` as in the task. */
function readMappings(program: Program, file: string | undefined): Mappings | undefined {
  if (file === undefined) return undefined;
  let value: unknown;
  try {
    value = parse(readFileSync(resolve(program.folder, file), "utf8"));
  } catch (error) {
    throw new AssetsError(`the mappings in "${file}" cannot be read: ${systemErrorReason(error)}`, {
      cause: error,
    });
  }
  const block = typeof value === "object" && value !== null && "mappings" in value ? value.mappings : value;
  const problem = mappingsProblem(block);
  if (problem !== undefined) {
    throw new AssetsError(`in "${file}" ${problem}`, {
      hint: "Write them as in Kestra's OpenLineageAssetExporter.",
    });
  }
  return block as Mappings;
}
