import type { ChangeReport, OwnedChange } from "../../changes/change-report.ts";

/** A change: the inventory of the page is the union of both sides. */
export interface PageChange {
  readonly before: string;
  readonly after: string;
  readonly counts: ChangeReport["counts"];
  /** The most severe first. */
  readonly assets: readonly PageAssetChange[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly change: "added" | "removed";
  }[];
  readonly flows: readonly PageFlow[];
  readonly owners: readonly {
    readonly name: string;
    readonly changed: number;
    readonly impacted: number;
    readonly broken: number;
  }[];
}

export type PageAssetChange = Pick<
  OwnedChange,
  "id" | "change" | "category" | "reasons" | "fields" | "renamedFrom" | "renamedTo"
>;

/** A flow that reads a changed or affected asset. */
export interface PageFlow {
  readonly namespace: string;
  readonly flow: string;
  /** The inputs that break it, with the reason; empty for a flow that works. */
  readonly broken: readonly { readonly asset: string; readonly task: string; readonly reason: string }[];
}

/** The part of a report that a page shows. */
export function pageChange({
  before,
  after,
  counts,
  assets,
  edges,
  impact,
  owners,
}: ChangeReport): PageChange {
  return {
    before: before.words,
    after: after.words,
    counts,
    assets: assets.map(({ id, change, category, reasons, fields, renamedFrom, renamedTo }) => ({
      ...{ id, change, category, reasons, fields },
      ...(renamedFrom !== undefined && { renamedFrom }),
      ...(renamedTo !== undefined && { renamedTo }),
    })),
    edges: edges.map(({ from, to, change }) => ({ from, to, change })),
    flows: impact.flows
      .filter(({ removed }) => removed !== true)
      .map(({ namespace, flow, reads }) => ({
        namespace,
        flow,
        broken: reads.flatMap(({ asset, task, broken }) =>
          broken === undefined ? [] : [{ asset, task: task.task, reason: broken }],
        ),
      })),
    owners: owners.map(({ name, changed, impacted, brokenFlows }) => ({
      ...{ name, changed: changed.length, impacted: impacted.length },
      broken: brokenFlows.length,
    })),
  };
}
