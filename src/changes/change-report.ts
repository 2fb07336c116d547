import type { FlowId } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import type { Owner, Owners } from "../model/owners.ts";
import { type ChangeImpact, isBroken } from "./change-impact.ts";
import type { AssetChange, Category, InventoryDifference } from "./compared.ts";
import { CATEGORIES } from "./compared.ts";
import type { Comparison } from "./comparison.ts";
import type { SideName } from "./find-sides.ts";
import type { DuplicateFlow } from "./new-duplicates.ts";
import type { SettingChange } from "./setting-change.ts";

/** The complete answer about a change: differences, impact and owners. Plain data. */
export interface ChangeReport {
  readonly before: SideName;
  readonly after: SideName;
  /** Settings that differ between the sides; both sides use one of them. */
  readonly settings: readonly SettingChange[];
  /** Flow files with other contents. */
  readonly changedFiles: readonly string[];
  /** Changed files that cannot be read now, so that their changes are unknown. */
  readonly unreadable: readonly string[];
  /** Flows that the change puts into several files; absent without any. */
  readonly duplicates?: readonly DuplicateFlow[];
  readonly counts: ChangeCounts;
  /** By category, the most severe first, then by id. */
  readonly assets: readonly OwnedChange[];
  readonly flows: InventoryDifference["flows"];
  readonly bundles: InventoryDifference["bundles"];
  readonly edges: InventoryDifference["edges"];
  readonly impact: ChangeImpact;
  /** By name; unowned ones last, under "". */
  readonly owners: readonly OwnerChanges[];
}

export type ChangeCounts = Readonly<Record<Category, number>> & {
  /** Downstream of changed assets. */
  readonly impactedAssets: number;
  readonly impactedFlows: number;
  readonly brokenFlows: number;
};

export interface OwnedChange extends AssetChange {
  readonly owners: readonly Owner[];
}

/** Affected assets and flows of one owner. */
export interface OwnerChanges {
  readonly name: string;
  /** Source of the ownership. */
  readonly from: readonly Owner["from"][];
  readonly changed: readonly string[];
  readonly impacted: readonly string[];
  readonly flows: readonly FlowId[];
  readonly brokenFlows: readonly FlowId[];
}

export function changeReport(comparison: Comparison, impact: ChangeImpact): ChangeReport {
  const { difference, names, owners } = comparison;
  const assets = difference.assets
    .map((change): OwnedChange => ({ ...change, owners: ownersOf(change, owners) }))
    .sort(
      (a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || compareText(a.id, b.id),
    );
  const count = (category: Category) => assets.filter((change) => change.category === category).length;
  const present = impact.flows.filter((flow) => flow.removed !== true);
  return {
    before: names.before,
    after: names.after,
    settings: comparison.settings ?? [],
    changedFiles: comparison.changedFiles,
    unreadable: comparison.unreadable,
    ...(comparison.duplicates.length > 0 && { duplicates: comparison.duplicates }),
    counts: {
      breaking: count("breaking"),
      lineage: count("lineage"),
      additive: count("additive"),
      metadata: count("metadata"),
      impactedAssets: impact.assets.length,
      impactedFlows: present.length,
      brokenFlows: present.filter(isBroken).length,
    },
    assets,
    flows: difference.flows,
    bundles: difference.bundles,
    edges: difference.edges,
    impact,
    owners: whoToTell(assets, impact),
  };
}

/** Broken assets belong to their former owners. */
function ownersOf({ before, after, category }: AssetChange, owners: Owners): readonly Owner[] {
  const asset = (category === "breaking" ? before : after) ?? before;
  return asset === undefined ? [] : owners.ofAsset(asset);
}

/** Owners of assets with more than changed descriptions, and of affected assets. */
function whoToTell(changes: readonly OwnedChange[], impact: ChangeImpact): OwnerChanges[] {
  const told = new Map<string, Mutable>();
  const entriesFor = (owners: readonly Owner[]): Mutable[] =>
    (owners.length === 0 ? [{ name: "" }] : owners).map((owner) => {
      const known = told.get(owner.name) ?? {
        name: owner.name,
        from: new Set(),
        changed: [],
        impacted: [],
        flows: [],
        brokenFlows: [],
      };
      if ("from" in owner) known.from.add(owner.from);
      told.set(owner.name, known);
      return known;
    });
  for (const { id, category, owners } of changes) {
    if (category !== "metadata") for (const entry of entriesFor(owners)) entry.changed.push(id);
  }
  for (const { asset, owners } of impact.assets) {
    for (const entry of entriesFor(owners)) entry.impacted.push(asset.id);
  }
  for (const flow of impact.flows) {
    if (flow.removed) continue;
    const id = { namespace: flow.namespace, flow: flow.flow };
    for (const entry of entriesFor(flow.owners)) {
      entry.flows.push(id);
      if (isBroken(flow)) entry.brokenFlows.push(id);
    }
  }
  return [...told.values()]
    .sort((a, b) => Number(a.name === "") - Number(b.name === "") || compareText(a.name, b.name))
    .map((entry) => ({ ...entry, from: [...entry.from].sort(compareText) }));
}

interface Mutable {
  readonly name: string;
  readonly from: Set<Owner["from"]>;
  readonly changed: string[];
  readonly impacted: string[];
  readonly flows: FlowId[];
  readonly brokenFlows: FlowId[];
}
