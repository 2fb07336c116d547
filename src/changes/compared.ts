import type { Asset, Bundle, Certainty, FlowId, Inventory, Place, TaskId } from "../model/model.ts";
import type { Json } from "../util/json.ts";

/** What became of something between two inventories. */
export type ChangeKind = "added" | "removed" | "changed";

/**
 * breaking: removed, perhaps under a new name, no longer written by anything, or of another type. lineage: made from
 * other assets, or less certainly, than before. additive: new, or made from more. metadata: description changed.
 */
export const CATEGORIES = ["breaking", "lineage", "additive", "metadata"] as const;
export type Category = (typeof CATEGORIES)[number];

/** The difference of two inventories: plain data, sorted. */
export interface InventoryDifference {
  readonly assets: readonly AssetChange[];
  readonly flows: readonly FlowChange[];
  /** Declarations in one case that came, went or rest on something else. */
  readonly bundles: readonly BundleChange[];
  /** Pairs of assets of which the first feeds the second, by whatever task. */
  readonly edges: readonly EdgeChange[];
}

export interface AssetChange {
  readonly id: string;
  readonly change: ChangeKind;
  readonly category: Category;
  /** Why the category, in words: `no longer written by any flow`. The most serious reason first. */
  readonly reasons: readonly string[];
  readonly fields: readonly FieldChange[];
  /** A guess: the removed asset whose place this one seems to have taken; the other way round on the removed one. */
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
  /** The tasks that make it, of the side that has it. */
  readonly by: readonly (TaskId & {
    /** It is a trigger: a task may have the same id. */
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
