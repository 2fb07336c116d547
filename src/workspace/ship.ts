import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openCacheFolder } from "../cache/cache-folder.ts";
import type { Bundle, Inventory } from "../model/model.ts";
import { EXTERNAL_TYPE } from "../model/types.ts";
import { lineageEvents, type RecordFilter } from "../openlineage/asset-records.ts";
import { type AssetShipper, type Exporter, readShippers } from "../openlineage/asset-shipper.ts";
import type { Event } from "../openlineage/event.ts";
import { profileOf } from "../openlineage/profile.ts";
import { checkAllowed, sameServer, settingsFromEnvironment, targetOf } from "../openlineage/target.ts";
import { type ShipResult, shipEvents } from "../openlineage/transport.ts";
import { currentInventory } from "./current-inventory.ts";
import { type EventOptions, makeEvents } from "./events.ts";
import { openJournal } from "./journal.ts";
import type { Project } from "./project.ts";
import { withoutSecrets } from "./without-secrets.ts";

export interface SendOptions {
  readonly url?: string;
  readonly endpoint?: string;
  /** `Name: value`. */
  readonly header?: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
  readonly gzip?: boolean;
  readonly attempts?: number;
  readonly dryRun?: boolean;
  /** Allowed hosts of addresses in a flow: `host` or `host:port`. */
  readonly allowHost?: readonly string[];
}

export interface ShipOptions extends EventOptions, SendOptions {
  /** False: the stored inventory without an update. */
  readonly scan?: boolean;
}

/** The delivery of events. */
export type Shipped =
  | {
      readonly kind: "sent";
      /** The address without secrets, for output. */
      readonly target: string;
      readonly result: ShipResult;
    }
  | { readonly kind: "dry-run"; readonly target: string; readonly events: EventCounts };

export interface EventCounts {
  readonly jobs: number;
  readonly datasets: number;
  readonly runs: number;
}

/** The result of one exporter of an AssetShipper task. */
export type ShipStep =
  | Shipped
  /** Records of its file exporter. */
  | {
      readonly kind: "files";
      readonly exporter: Extract<Exporter, { kind: "file" }>;
      readonly records: Iterable<object>;
    }
  | { readonly kind: "unknown" };

/** Sends the inventory as OpenLineage events, or reports the events of a dry run. */
export async function shipInventory(project: Project, options: ShipOptions): Promise<Shipped> {
  const { inventory } = await currentInventory(project, options);
  return send(project, await makeEvents(project, inventory, options), options);
}

/**
 * Runs the exporters of the AssetShipper tasks in a flow on the declared assets.
 *
 * @param flow `namespace.id`, or a unique id
 */
export async function* shipFromFlow(
  project: Project,
  flow: string,
  options: ShipOptions,
): AsyncGenerator<ShipStep> {
  const { inventory } = await currentInventory(project, options);
  const records = withoutSecrets(project, inventory);
  for (const shipper of readShippers(inventory, flow, project.config.folder)) {
    for (const key of shipper.withoutMeaning) {
      project.note(`note: "${key}" of the task "${shipper.task}" concerns past runs and is ignored`);
    }
    for (const exporter of shipper.exporters) {
      yield await runExporter(project, records, shipper, exporter, options);
    }
  }
}

async function runExporter(
  project: Project,
  inventory: Inventory,
  { filter, task }: AssetShipper,
  exporter: Exporter,
  options: ShipOptions,
): Promise<ShipStep> {
  switch (exporter.kind) {
    case "file":
      return { kind: "files", exporter, records: lineageEvents(inventory, filter) };
    case "openlineage": {
      const events = await makeEvents(project, narrowed(inventory, filter), options, exporter.mappings);
      return send(project, events, { ...options, ...targetOfFlow(project, exporter.uri, options) });
    }
    case "unknown":
      project.note(
        `warning: the exporter "${exporter.id}" of the task "${task}" has the unknown type "${exporter.type}"`,
      );
      return { kind: "unknown" };
  }
}

/**
 * The server of an exporter. A change to a flow can change its address: events are sent only to a host allowed by the
 * user, and credentials only to the server that the user or the environment sets.
 */
function targetOfFlow(
  { environment, note }: Project,
  uri: string,
  { url, header = [], allowHost = [], dryRun }: ShipOptions,
): { readonly url: string; readonly withoutCredentials?: true } {
  if (url !== undefined) return { url };
  const settings = settingsFromEnvironment(environment);
  if (sameServer(settings.url, uri)) return { url: uri };
  if (dryRun !== true) checkAllowed(uri, allowHost);
  if (settings.apiKey !== undefined || header.length > 0) {
    note(
      "note: the API key and headers are not sent to an address from a flow; set OPENLINEAGE_URL or --url to the same address to send them",
    );
  }
  return { url: uri, withoutCredentials: true };
}

async function send(
  { config, environment, note }: Project,
  events: readonly Event[],
  options: ShipOptions & { readonly withoutCredentials?: true },
): Promise<Shipped> {
  const profile = profileOf(options.profile);
  const { namespace: _, apiKey, ...settings } = settingsFromEnvironment(environment);
  const target = targetOf(
    {
      ...settings,
      ...(apiKey !== undefined && options.withoutCredentials !== true && { apiKey }),
      ...(options.url !== undefined && { url: options.url }),
      ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
      ...(options.timeout !== undefined && { timeout: options.timeout }),
      ...(options.attempts !== undefined && { attempts: options.attempts }),
      headers: options.withoutCredentials === true ? [] : (options.header ?? []),
      gzip: options.gzip === true,
    },
    profile,
  );
  if (target.warning !== undefined) note(`warning: ${target.warning}`);
  if (options.dryRun) return { kind: "dry-run", target: target.shown, events: countEvents(events) };
  const name = createHash("sha256").update(target.shown).digest("hex").slice(0, 16);
  // In the user's cache folder, so that a repository cannot mark events as delivered.
  const place = openCacheFolder(config.folder, environment);
  const journal = openJournal(place && join(place.folder, `shipped-${name}`));
  const result = await shipEvents(events, { ...target.transport, sleep: (time) => sleep(time) }, journal);
  if (result.stopped === undefined && result.refused.length === 0) journal.close();
  return { kind: "sent", target: target.shown, result };
}

function countEvents(events: readonly Event[]): EventCounts {
  return {
    jobs: events.filter((event) => "job" in event && !("run" in event)).length,
    datasets: events.filter((event) => "dataset" in event).length,
    runs: events.filter((event) => "run" in event).length,
  };
}

/** The part of an inventory selected by an AssetShipper. */
function narrowed(inventory: Inventory, filter: RecordFilter): Inventory {
  const { flowNamespace, flowId, taskId, assetNamespace, assetTypes = [] } = filter;
  const wanted = new Set(
    inventory.assets
      .filter(({ namespace }) => assetNamespace === undefined || namespace === assetNamespace)
      .filter(({ type }) => assetTypes.length === 0 || assetTypes.includes(type ?? EXTERNAL_TYPE))
      .map(({ id }) => id),
  );
  const only = (entries: Bundle["inputs"]) => entries.filter(({ id }) => wanted.has(id));
  const bundles = inventory.bundles
    .filter(({ namespace }) => flowNamespace === undefined || namespace === flowNamespace)
    .filter(({ flow }) => flowId === undefined || flow === flowId)
    .filter(({ task }) => taskId === undefined || task === taskId)
    .map((bundle) => ({ ...bundle, inputs: only(bundle.inputs), outputs: only(bundle.outputs) }))
    .filter(({ inputs, outputs }) => inputs.length + outputs.length > 0);
  const named = new Set(
    bundles.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).map(({ id }) => id),
  );
  return { ...inventory, bundles, assets: inventory.assets.filter(({ id }) => named.has(id)) };
}
