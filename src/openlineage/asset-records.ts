import { type Lifecycle, lifecycleOf } from "../model/lifecycle.ts";
import type { Asset, Bundle, Inventory } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import { EXTERNAL_TYPE } from "../model/types.ts";
import type { Json } from "../util/json.ts";

/**
 * An asset in the form of Kestra's `assets()`. Server fields are null; lifecycle fields that no flow declares are
 * absent, as in releases without them. Source: Kestra's Asset.
 */
export interface AssetRecord extends Lifecycle {
  readonly tenantId: string;
  readonly namespace: string | null;
  readonly id: string;
  readonly type: string;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly created: null;
  readonly updated: null;
  readonly deleted: false;
}

/** The assets of one task run, in AssetShipper's form; run fields are null. Source: Kestra's AssetLineage. */
export interface LineageEvent {
  readonly tenantId: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision: null;
  readonly executionId: null;
  readonly taskId: string;
  readonly taskRunId: null;
  readonly state: null;
  readonly startDate: null;
  readonly endDate: null;
  readonly inputs: readonly AssetRecord[];
  readonly outputs: readonly AssetRecord[];
  readonly timestamp: null;
}

/** Filters of an AssetShipper task. Absent: everything. */
export interface RecordFilter {
  readonly assetTypes?: readonly string[];
  readonly assetNamespace?: string;
  readonly flowNamespace?: string;
  readonly flowId?: string;
  readonly taskId?: string;
}

/** Assets as records. Patterns are omitted, because they have no id yet; `countPatterns` counts them. */
export function* assetRecords(inventory: Inventory, filter: RecordFilter = {}): Generator<AssetRecord> {
  for (const asset of inventory.assets) {
    if (!isPattern(asset.id) && wanted(asset, filter)) yield assetRecord(asset, inventory.tenant, null);
  }
}

/** One event per bundle: the emission of one case of a task. Events without assets are omitted. */
export function* lineageEvents(inventory: Inventory, filter: RecordFilter = {}): Generator<LineageEvent> {
  const assets = new Map(inventory.assets.map((asset) => [asset.id, asset]));
  for (const bundle of inventory.bundles) {
    if (filter.flowNamespace !== undefined && filter.flowNamespace !== bundle.namespace) continue;
    if (filter.flowId !== undefined && filter.flowId !== bundle.flow) continue;
    if (filter.taskId !== undefined && filter.taskId !== bundle.task) continue;
    const records = (entries: Bundle["inputs"], namespace: string | null) =>
      entries
        .map(({ id }) => assets.get(id))
        .filter((asset) => asset !== undefined)
        .filter((asset) => !isPattern(asset.id) && wanted(asset, filter))
        .map((asset) => assetRecord(asset, inventory.tenant, namespace));
    // Kestra sets the namespace of a declared input to that of the flow, but not that of an output.
    const inputs = records(bundle.inputs, bundle.namespace);
    const outputs = records(bundle.outputs, null);
    if (inputs.length + outputs.length === 0) continue;
    yield {
      tenantId: inventory.tenant,
      namespace: bundle.namespace,
      flowId: bundle.flow,
      flowRevision: null,
      executionId: null,
      taskId: bundle.task,
      taskRunId: null,
      state: null,
      startDate: null,
      endDate: null,
      inputs,
      outputs,
      timestamp: null,
    };
  }
}

/** Number of assets without an id before a run. */
export function countPatterns(inventory: Inventory): number {
  return inventory.assets.filter((asset) => isPattern(asset.id)).length;
}

function wanted(asset: Asset, { assetTypes, assetNamespace }: RecordFilter): boolean {
  if (assetNamespace !== undefined && asset.namespace !== assetNamespace) return false;
  return (
    assetTypes === undefined || assetTypes.length === 0 || assetTypes.includes(asset.type ?? EXTERNAL_TYPE)
  );
}

function assetRecord(asset: Asset, tenantId: string, namespace: string | null): AssetRecord {
  return {
    tenantId,
    namespace: asset.namespace ?? namespace,
    id: asset.id,
    // Kestra stores an asset without a type as External.
    type: asset.type ?? EXTERNAL_TYPE,
    displayName: asset.displayName ?? null,
    description: asset.description ?? null,
    ...lifecycleOf(asset),
    metadata: asset.metadata,
    created: null,
    updated: null,
    deleted: false,
  };
}
