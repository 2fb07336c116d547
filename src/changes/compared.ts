import type { Asset, Bundle, Certainty, FlowId, Inventory, Place, TaskId } from "../model/model.ts";
import type { Json } from "../util/json.ts";

/** State of an item in the newer of two inventories. */
export type ChangeKind = "added" | "removed" | "changed";

/**
 * breaking: removed, possibly renamed, without a writer, or of another type. lineage: lost an input or certainty.
 * additive: new, or gained an input. metadata: changed description.
 */
export const CATEGORIES = ["breaking", "lineage", "additive", "metadata"] as const;
export type Category = (typeof CATEGORIES)[number];

/** The difference of two inventories: plain data, sorted. */
export interface InventoryDifference {
  readonly assets: readonly AssetChange[];
  readonly flows: readonly FlowChange[];
  /** Declarations in one case that were added, removed or have other assumptions. */
  readonly bundles: readonly BundleChange[];
  /** Pairs of assets with lineage from the first to the second, by any task. */
  readonly edges: readonly EdgeChange[];
}

export interface AssetChange {
  readonly id: string;
  readonly change: ChangeKind;
  readonly category: Category;
  /** Reasons for the category, such as `no longer written by any flow`. The most severe first. */
  readonly reasons: readonly string[];
  readonly fields: readonly FieldChange[];
  /** A guess: the removed asset that this one probably replaces; on the removed one, its replacement. */
  readonly renamedFrom?: string;
  readonly renamedTo?: string;
  readonly before?: Asset;
  readonly after?: Asset;
}

export interface FieldChange {
  /** `type`, `namespace`, `displayName`, `description`, `status`, `owner`, `certainty`, `external`, `metadata.<key>` ... */
  readonly field: string;
  readonly before?: Json;
  readonly after?: Json;
}

export interface FlowChange extends FlowId {
  readonly change: "added" | "removed" | "moved";
  readonly before?: Place;
  readonly after?: Place;
}

export interface BundleChange extends TaskId {
  readonly change: ChangeKind;
  /** `taskType`, `file`, `assumptions`, `certainty of <id>`. */
  readonly fields: readonly FieldChange[];
  readonly before?: Bundle;
  readonly after?: Bundle;
}

export interface EdgeChange {
  readonly from: string;
  readonly to: string;
  readonly change: "added" | "removed";
  /** The tasks of the edge, on the side that has it. */
  readonly by: readonly (TaskId & {
    /** For a trigger, whose id a task may share. */
    readonly trigger?: true;
    readonly place: Place;
    readonly certainty: Certainty;
  })[];
}

/** Two inventories of the same flows at different times. */
export interface Sides {
  readonly before: Inventory;
  readonly after: Inventory;
}

/** The state of an asset in a comparison, for the selection `state:`. */
export type ComparedState = "new" | "modified" | "removed" | "unmodified";

/** Whether anything differs. */
export function isDifferent({ assets, flows, bundles, edges }: InventoryDifference): boolean {
  return assets.length + flows.length + bundles.length + edges.length > 0;
}
