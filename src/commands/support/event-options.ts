import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { loadConfig } from "../../config/load-config.ts";
import type { Inventory } from "../../inventory/model.ts";
import type { EventContext } from "../../openlineage/context.ts";
import { datasetNames } from "../../openlineage/dataset-names.ts";
import type { DatasetName, Event } from "../../openlineage/event.ts";
import { removalEvents } from "../../openlineage/events.ts";
import {
  MAPPED_FIELDS_TEXT,
  type Mappings,
  mappingsProblem,
  unusedFields,
} from "../../openlineage/mappings.ts";
import { type EventShape, exportEvents, profileOf } from "../../openlineage/profile.ts";
import type { ProfileName } from "../../openlineage/profile-names.ts";
import { settingsFromEnvironment } from "../../openlineage/target.ts";
import { AssetsError, systemErrorReason } from "../../util/errors.ts";
import { count } from "../../util/text.ts";
import { programVersion } from "../../util/version.ts";
import { compareForCommand } from "./compare-options.ts";
import type { QueryOptions } from "./current-inventory.ts";
import { readRevision } from "./git-facts.ts";
import type { Program } from "./program.ts";

/** Options of everything that makes OpenLineage events. */
export interface EventOptions extends QueryOptions {
  readonly profile?: ProfileName;
  readonly events?: EventShape;
  readonly jobNamespace?: string;
  readonly datasetNamespace?: string;
  /** A YAML or JSON file with Kestra's `mappings` block, instead of that of the configuration. */
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
  given?: Mappings,
): Promise<readonly Event[]> {
  const profile = profileOf(options.profile);
  const config = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  const mappings = given ?? readMappings(program, options.mappings) ?? config.mappings;
  noteUnused(program, mappings);
  const plain = await eventContext(inventory, options, { mappings, folder: config.folder });
  const since = await changesSince(program, inventory, plain, options);
  const context = since.renamedFrom.size > 0 ? { ...plain, renamedFrom: since.renamedFrom } : plain;
  const { events, leftOut, unsuitable } = exportEvents(inventory, context, profile, options.events);
  note(program, leftOut.patterns, "asset", "left out, because only a run decides the id");
  note(program, leftOut.jobs, "task", "left out, because the name holds an expression");
  note(program, leftOut.collisions, "asset", "named by the id, because the platform name is shared");
  for (const [reason, number] of unsuitable)
    program.note(`note: ${count(number, "event")} left out: ${reason}`);
  return [...since.removals, ...events];
}

function note(program: Program, names: readonly string[], what: string, why: string): void {
  if (names.length === 0) return;
  const shown = names
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(", ");
  program.note(`note: ${count(names.length, what)} ${why}: ${shown}${names.length > 5 ? ", ..." : ""}`);
}

interface ChangesSince {
  /** Events about assets that are gone. */
  readonly removals: readonly Event[];
  /** Former names of assets that are taken for renamed, by id. */
  readonly renamedFrom: ReadonlyMap<string, DatasetName>;
}

/** What became of the assets of an earlier revision: an asset that is gone was removed, or renamed where a guess says so. */
async function changesSince(
  program: Program,
  inventory: Inventory,
  context: EventContext,
  { removedSince, ...options }: EventOptions,
): Promise<ChangesSince> {
  if (removedSince === undefined) return { removals: [], renamedFrom: new Map() };
  if (profileOf(options.profile).shape === "run" || options.events === "run") {
    throw new AssetsError("removals are DatasetEvents, and this consumer takes only RunEvents", {
      hint: "Leave out --removed-since.",
    });
  }
  const { sides, difference } = await compareForCommand(program, [removedSince], options);
  const present = new Set(inventory.assets.map(({ id }) => id));
  const gone = new Set(sides.before.assets.map(({ id }) => id).filter((id) => !present.has(id)));
  const former = datasetNames(sides.before, context);
  const current = datasetNames(inventory, context);
  const renamedFrom = new Map<string, DatasetName>();
  for (const { id, renamedFrom: from } of difference.assets) {
    const name = from === undefined ? undefined : former.of(from);
    // A pattern has no name that an event could give.
    if (from === undefined || name === undefined || !gone.has(from) || current.of(id) === undefined) continue;
    renamedFrom.set(id, name);
    gone.delete(from);
    program.note(`note: "${from}" is taken for renamed to "${id}", which is a guess`);
  }
  return { removals: removalEvents(sides.before, gone, context), renamedFrom };
}

function noteUnused(program: Program, mappings: Mappings | undefined): void {
  const unused = mappings === undefined ? [] : unusedFields(mappings);
  if (unused.length === 0) return;
  const fields = unused.map((field) => `"${field}"`).join(", ");
  program.note(`note: the mappings name ${fields}, which fill nothing here; known are ${MAPPED_FIELDS_TEXT}`);
}

async function eventContext(
  inventory: Inventory,
  options: EventOptions,
  { mappings, folder }: { readonly mappings: Mappings | undefined; readonly folder: string },
): Promise<EventContext> {
  const { committed, facts } = await readRevision(folder);
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
    producer: `https://unpkg.com/flow-assets@${programVersion()}/`,
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
