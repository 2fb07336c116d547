import type { FlowGap, ResolvedFlow } from "./declared.ts";
import { mergeAssets } from "./merge-assets.ts";
import {
  type Bundle,
  type BundleEntry,
  type FileCounts,
  type Gap,
  INVENTORY_VERSION,
  type Inventory,
  type ScanSettings,
} from "./model.ts";
import {
  compareActivations,
  compareFlowRecords,
  compareGaps,
  compareInert,
  compareTaskRecords,
  compareText,
  compareTies,
  orderBundles,
} from "./order.ts";

export interface InventoryParts {
  readonly tenant: string;
  readonly roots: readonly string[];
  readonly settings?: ScanSettings;
  readonly files: FileCounts;
  readonly flows: readonly ResolvedFlow[];
  /** Gaps of unreadable files. */
  readonly gaps: readonly Gap[];
}

/** Merges resolved flows into an inventory, independent of their order. */
export function buildInventory(parts: InventoryParts): Inventory {
  const declared = parts.flows.flatMap((flow) => flow.bundles).sort(orderBundles);
  const ties = parts.flows.flatMap((flow) => flow.ties ?? []).sort(compareTies);
  return {
    version: INVENTORY_VERSION,
    tenant: parts.tenant,
    roots: [...parts.roots].sort(compareText),
    ...(parts.settings && { settings: parts.settings }),
    files: parts.files,
    flows: parts.flows.map((flow) => flow.record).sort(compareFlowRecords),
    tasks: parts.flows.flatMap((flow) => flow.tasks).sort(compareTaskRecords),
    assets: mergeAssets(declared),
    bundles: declared.map(
      (bundle): Bundle => ({
        ...bundle,
        inputs: bundle.inputs.map(withoutClaim),
        outputs: bundle.outputs.map(withoutClaim),
      }),
    ),
    activations: parts.flows.flatMap((flow) => flow.activations).sort(compareActivations),
    gaps: [...parts.gaps, ...parts.flows.flatMap((flow) => flow.gaps.map(withoutSubject))].sort(compareGaps),
    inert: parts.flows.flatMap((flow) => flow.inert).sort(compareInert),
    ...(ties.length > 0 && { ties }),
  };
}

/** A gap in the form of an inventory, without lint data. */
export function withoutSubject({ about: _, error: __, line: ___, ...gap }: FlowGap): Gap {
  return gap;
}

function withoutClaim({ id, certainty, expression, evidence, via, place }: BundleEntry): BundleEntry {
  return {
    ...{ id, certainty },
    ...(expression !== undefined && { expression }),
    ...(evidence !== undefined && { evidence }),
    ...(via !== undefined && { via }),
    place,
  };
}
