import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import type { Environment } from "../cache/cache-folder.ts";
import type { Inventory } from "../model/model.ts";
import type { EventContext } from "../openlineage/context.ts";
import { datasetNames } from "../openlineage/dataset-names.ts";
import type { DatasetName, Event } from "../openlineage/event.ts";
import { removalEvents } from "../openlineage/events.ts";
import { MAPPED_FIELDS_TEXT, type Mappings, mappingsProblem, unusedFields } from "../openlineage/mappings.ts";
import { type EventShape, exportEvents, profileOf } from "../openlineage/profile.ts";
import type { ProfileName } from "../openlineage/profile-names.ts";
import { settingsFromEnvironment } from "../openlineage/target.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import { count } from "../util/text.ts";
import { programVersion } from "../util/version.ts";
import { compareRevisions } from "./compare.ts";
import { readRevision } from "./git-facts.ts";
import type { Project } from "./project.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** Options of all commands with OpenLineage events. */
export interface EventOptions {
  readonly profile?: ProfileName;
  readonly events?: EventShape;
  readonly jobNamespace?: string;
  readonly datasetNamespace?: string;
  /** A YAML or JSON file with Kestra's `mappings` block, which replaces the one in the configuration. */
  readonly mappings?: string;
  readonly eventTime?: string;
  /** A revision: its assets that no longer exist become removals. */
  readonly removedSince?: string;
  /** False: without the lineage facets. */
  readonly explicitLineage?: boolean;
}

/** The events of an inventory, with notes on stderr about omissions. */
export async function makeEvents(
  project: Project,
  inventory: Inventory,
  options: EventOptions = {},
  given?: Mappings,
): Promise<readonly Event[]> {
  const profile = profileOf(options.profile);
  const { config } = project;
  const mappings = given ?? readMappings(project, options.mappings) ?? config.mappings;
  noteUnused(project, mappings);
  const plain = await eventContext(project, inventory, options, mappings);
  const since = await changesSince(project, inventory, plain, options);
  const context = since.renamedFrom.size > 0 ? { ...plain, renamedFrom: since.renamedFrom } : plain;
  const { events, leftOut, unsuitable } = exportEvents(inventory, context, profile, options.events);
  note(project, leftOut.patterns, "asset", "left out: id known only at run time");
  note(project, leftOut.jobs, "task", "left out: name contains an expression");
  note(project, leftOut.lineage, "task", "without lineage facet: too many inputs and outputs");
  note(
    project,
    leftOut.collisions,
    "asset",
    "named by its id, because several assets share the platform name",
  );
  for (const [reason, number] of unsuitable)
    project.note(`note: ${count(number, "event")} left out: ${reason}`);
  return withoutSecrets(project, [...since.removals, ...events]);
}

function note(project: Project, names: readonly string[], what: string, why: string): void {
  if (names.length === 0) return;
  const shown = names
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(", ");
  project.note(`note: ${count(names.length, what)} ${why}: ${shown}${names.length > 5 ? ", ..." : ""}`);
}

interface ChangesSince {
  /** Events about removed assets. */
  readonly removals: readonly Event[];
  /** Former names of renamed assets (a guess), by id. */
  readonly renamedFrom: ReadonlyMap<string, DatasetName>;
}

/** Removals and guessed renames since an earlier revision. */
async function changesSince(
  project: Project,
  inventory: Inventory,
  context: EventContext,
  { removedSince, ...options }: EventOptions,
): Promise<ChangesSince> {
  if (removedSince === undefined) return { removals: [], renamedFrom: new Map() };
  if (profileOf(options.profile).shape === "run" || options.events === "run") {
    throw new AssetsError("removals are DatasetEvents, but this consumer accepts only RunEvents", {
      hint: "Omit --removed-since.",
    });
  }
  const { sides, difference } = await compareRevisions(project, [removedSince]);
  const present = new Set(inventory.assets.map(({ id }) => id));
  const gone = new Set(sides.before.assets.map(({ id }) => id).filter((id) => !present.has(id)));
  const former = datasetNames(sides.before, context);
  const current = datasetNames(inventory, context);
  const renamedFrom = new Map<string, DatasetName>();
  for (const { id, renamedFrom: from } of difference.assets) {
    const name = from === undefined ? undefined : former.of(from);
    // A pattern is not a valid dataset name.
    if (from === undefined || name === undefined || !gone.has(from) || current.of(id) === undefined) continue;
    renamedFrom.set(id, name);
    gone.delete(from);
    project.note(`note: "${from}" was probably renamed to "${id}" (a guess)`);
  }
  return { removals: removalEvents(sides.before, gone, context), renamedFrom };
}

function noteUnused(project: Project, mappings: Mappings | undefined): void {
  const unused = mappings === undefined ? [] : unusedFields(mappings);
  if (unused.length === 0) return;
  const fields = unused.map((field) => `"${field}"`).join(", ");
  project.note(`note: unknown mapping fields ${fields} are ignored; known fields: ${MAPPED_FIELDS_TEXT}`);
}

async function eventContext(
  { config, environment }: Project,
  inventory: Inventory,
  options: EventOptions,
  mappings: Mappings | undefined,
): Promise<EventContext> {
  const { committed, facts } = await readRevision(config.folder, environment);
  const own = `kestra://${inventory.tenant}`;
  const profile = profileOf(options.profile);
  const named = options.jobNamespace ?? settingsFromEnvironment(environment).namespace;
  if (named === undefined && profile.needsJobNamespace !== undefined) {
    throw new AssetsError(`the profile "${options.profile}" needs a job namespace`, {
      hint: `Set --job-namespace: ${profile.needsJobNamespace}.`,
    });
  }
  return {
    eventTime: eventTime(options.eventTime, environment, committed),
    producer: `https://unpkg.com/flow-assets@${programVersion()}/`,
    jobNamespace: named ?? own,
    datasetNamespace: options.datasetNamespace ?? own,
    explicitLineage: options.explicitLineage !== false,
    // The files of a merged inventory belong to other repositories.
    ...(facts && inventory.repositories === undefined && { git: facts }),
    ...(mappings && { mappings }),
  };
}

/**
 * The event time: the given one, SOURCE_DATE_EPOCH or the time of HEAD, which are reproducible. Outside a repository it
 * is the current time.
 */
function eventTime(
  given: string | undefined,
  environment: Environment,
  committed: string | undefined,
): string {
  if (given !== undefined) {
    const date = new Date(given);
    if (/(Z|[+-]\d\d:\d\d)$/.test(given) && !Number.isNaN(date.getTime())) return given;
    throw new AssetsError(`"${given}" is not a time with an offset`, {
      hint: "Write it as 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+01:00.",
    });
  }
  const epoch = environment.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return new Date(Number(epoch) * 1000).toISOString();
  return committed ?? new Date().toISOString();
}

/** Reads a mappings block, with or without the key `mappings`. */
function readMappings(project: Project, file: string | undefined): Mappings | undefined {
  if (file === undefined) return undefined;
  let value: unknown;
  try {
    value = parse(readFileSync(resolve(project.folder, file), "utf8"));
  } catch (error) {
    throw new AssetsError(`the mappings in "${file}" cannot be read: ${systemErrorReason(error)}`, {
      cause: error,
    });
  }
  const block = typeof value === "object" && value !== null && "mappings" in value ? value.mappings : value;
  const problem = mappingsProblem(block);
  if (problem !== undefined) {
    throw new AssetsError(`invalid mappings in "${file}": ${problem}`, {
      hint: "Write them as in Kestra's OpenLineageAssetExporter.",
    });
  }
  return block as Mappings;
}
