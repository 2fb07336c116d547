import type { TaskId } from "../model/model.ts";
import { AssetsError } from "../util/errors.ts";
import { grouped } from "../util/text.ts";
import { addFields, type FieldsInTime } from "./fields-in-time.ts";
import { type ExportPart, readValues } from "./read-records.ts";

/** The fields of an asset in one record, as in Kestra's `Asset`. */
type RecordedFields = Readonly<Record<string, unknown>> & { readonly id: string };

export interface RecordedAsset {
  /** As written by a task or stored by the server; absent: only read. */
  stored?: FieldsInTime;
  /** As named by reading tasks. The namespace is that of the flow, and metadata are often absent. */
  read?: FieldsInTime;
  /** The first task that wrote it, else the first that read it. */
  by?: TaskId;
  isWritten: boolean;
}

export interface RecordedEdge {
  readonly from: string;
  readonly to: string;
  readonly by: TaskId;
}

/** The assets and edges recorded by the runs of an installation. */
export interface Recorded {
  readonly assets: ReadonlyMap<string, RecordedAsset>;
  readonly edges: readonly RecordedEdge[];
  /** Numbers of records: of task runs, and of assets. */
  readonly runs: number;
  readonly stored: number;
  /** Of other tenants; not used. */
  readonly otherTenants: number;
  /** First and last time of a task run, ISO 8601; absent without times. */
  readonly period?: { readonly from: string; readonly to: string };
}

/** About a hundred bytes each. */
const MOST_EDGES = 2_000_000;
const MOST_ASSETS = 2_000_000;

/**
 * Collects the records of an export: `AssetLineage` (one per emission of a task run) and assets as in `assets()`. Later
 * values win, and an External placeholder never replaces a type. Edges connect every input of a record to every output.
 * Throws an AssetsError for other records, and for more assets or edges than fit into memory.
 *
 * @param tenant records of others are counted only
 */
export function collectRecords(parts: Iterable<ExportPart>, tenant: string): Recorded {
  const assets = new Map<string, RecordedAsset>();
  const edges = new Map<string, Map<string, RecordedEdge>>();
  const counts = { runs: 0, stored: 0, otherTenants: 0, edges: 0 };
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const assetOf = (id: string): RecordedAsset => {
    const known = assets.get(id);
    if (known !== undefined) return known;
    if (assets.size === MOST_ASSETS) throw tooMany("assets", MOST_ASSETS);
    const asset: RecordedAsset = { isWritten: false };
    assets.set(id, asset);
    return asset;
  };
  for (const part of parts) {
    for (const { value, where } of readValues(part)) {
      const record = toRecord(value);
      if (record === undefined) throw notARecord(part.shown, where);
      const { tenantId } = record.kind === "run" ? record.fields : record.asset;
      if (typeof tenantId === "string" && tenantId !== tenant) {
        counts.otherTenants++;
        continue;
      }
      if (record.kind === "asset") {
        counts.stored++;
        const asset = assetOf(record.asset.id);
        asset.stored = addFields(asset.stored, record.asset, timeOf(record.asset.updated) ?? 0);
        continue;
      }
      counts.runs++;
      const { by, inputs, outputs, fields } = record;
      const time = timeOf(fields.timestamp) ?? timeOf(fields.startDate);
      if (time !== undefined) [from, to] = [Math.min(from, time), Math.max(to, time)];
      for (const fields of outputs) {
        const asset = assetOf(fields.id);
        asset.stored = addFields(asset.stored, fields, time ?? 0);
        if (!asset.isWritten) asset.by = by;
        asset.isWritten = true;
      }
      for (const fields of inputs) {
        const asset = assetOf(fields.id);
        asset.read = addFields(asset.read, fields, time ?? 0);
        asset.by ??= by;
      }
      counts.edges += addEdges(edges, record);
      if (counts.edges > MOST_EDGES) throw tooMany("edges", MOST_EDGES);
    }
  }
  const { runs, stored, otherTenants } = counts;
  return {
    ...{ assets, runs, stored, otherTenants },
    edges: [...edges.values()].flatMap((row) => [...row.values()]),
    ...(from <= to && { period: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } }),
  };
}

type ExportRecord =
  | { readonly kind: "asset"; readonly asset: RecordedFields }
  | {
      readonly kind: "run";
      readonly fields: Readonly<Record<string, unknown>>;
      readonly by: TaskId;
      readonly inputs: readonly RecordedFields[];
      readonly outputs: readonly RecordedFields[];
    };

/** Source of the fields: Kestra's AssetLineage and Asset. */
function toRecord(value: unknown): ExportRecord | undefined {
  if (!isObject(value)) return undefined;
  if (!("flowId" in value)) return isAsset(value) ? { kind: "asset", asset: value } : undefined;
  const { namespace, flowId, taskId } = value;
  if (typeof namespace !== "string" || typeof flowId !== "string" || typeof taskId !== "string")
    return undefined;
  const [inputs, outputs] = [value.inputs ?? [], value.outputs ?? []];
  if (!isAssetList(inputs) || !isAssetList(outputs)) return undefined;
  return {
    ...{ kind: "run", fields: value, inputs, outputs },
    by: { namespace, flow: flowId, task: taskId },
  };
}

function isAssetList(value: unknown): value is readonly RecordedFields[] {
  return Array.isArray(value) && value.every((item) => isObject(item) && isAsset(item));
}

function isAsset(value: Readonly<Record<string, unknown>>): value is RecordedFields {
  return typeof value.id === "string" && value.id !== "";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The number of new edges. A task that reads and writes one asset gives no edge. */
function addEdges(
  edges: Map<string, Map<string, RecordedEdge>>,
  { inputs, outputs, by }: Extract<ExportRecord, { kind: "run" }>,
): number {
  if (inputs.length * outputs.length > MOST_EDGES) return Number.POSITIVE_INFINITY;
  let added = 0;
  for (const { id: from } of inputs) {
    for (const { id: to } of outputs) {
      if (from === to) continue;
      const row = edges.get(from) ?? new Map<string, RecordedEdge>();
      if (row.size === 0) edges.set(from, row);
      if (row.has(to)) continue;
      row.set(to, { from, to, by });
      added++;
    }
  }
  return added;
}

/** Milliseconds since 1970. Jackson writes instants as text or as seconds. */
function timeOf(value: unknown): number | undefined {
  if (typeof value === "string") {
    const time = Date.parse(value);
    return Number.isNaN(time) ? undefined : time;
  }
  if (typeof value !== "number") return undefined;
  const time = Math.abs(value) < 1e11 ? value * 1000 : value;
  return Math.abs(time) <= 8.64e15 ? time : undefined;
}

function notARecord(shown: string, where: string): AssetsError {
  return new AssetsError(`"${shown}" has an unknown record in ${where}`, {
    hint: "Records are those of Kestra's AssetShipper (flowId, taskId, inputs, outputs) or assets with an id.",
  });
}

function tooMany(what: string, most: number): AssetsError {
  return new AssetsError(`the export has more than ${grouped(most)} different ${what}`, {
    hint: "Compare in parts: limit the export by flowNamespace or assetTypes.",
  });
}
