import type { StartedFlows } from "../graph/started-flows.ts";
import { flowKey } from "../model/keys.ts";
import type { FlowId, Place } from "../model/model.ts";
import { compareText, orderFlows } from "../model/order.ts";
import { type ChangeImpact, isBroken } from "./change-impact.ts";
import type { Comparison } from "./comparison.ts";
import type { SideName } from "./find-sides.ts";

/** Flows and assets affected by changed flow files. */
export interface Affected {
  readonly before: SideName;
  readonly after: SideName;
  readonly changedFiles: readonly string[];
  /** By name. */
  readonly flows: readonly AffectedFlow[];
  /** By id: outputs of flows in changed files (distance 0), and everything downstream. */
  readonly assets: readonly { readonly asset: string; readonly distance: number }[];
  /** Flows and assets started by these. */
  readonly activation: StartedFlows;
}

export interface AffectedFlow extends FlowId {
  readonly place: Place;
  /** The file of the flow changed. */
  readonly changed?: true;
  readonly removed?: true;
  /** Reads a removed asset, or one of another type. */
  readonly broken?: true;
  /** Its inputs among the affected assets. */
  readonly reads: readonly string[];
}

export function affectedBy(comparison: Comparison, impact: ChangeImpact): Affected {
  const { before, after } = comparison.sides;
  const files = new Set(comparison.changedFiles);
  const flows = new Map<string, AffectedFlow>();
  const now = new Set(after.flows.map(flowKey));
  for (const flow of [...after.flows, ...before.flows.filter((old) => !now.has(flowKey(old)))]) {
    if (!files.has(flow.place.file) || flows.has(flowKey(flow))) continue;
    const { namespace, flow: id, place } = flow;
    const removed = !now.has(flowKey(flow)) && ({ removed: true } as const);
    flows.set(flowKey(flow), { namespace, flow: id, place, changed: true, ...removed, reads: [] });
  }
  for (const flow of impact.flows) {
    const { namespace, flow: id, place, removed, reads } = flow;
    flows.set(flowKey(flow), {
      ...(flows.get(flowKey(flow)) ?? { namespace, flow: id, place, ...(removed && { removed }) }),
      ...(isBroken(flow) && { broken: true as const }),
      reads: [...new Set(reads.map((read) => read.asset))].sort(compareText),
    });
  }
  return {
    before: comparison.names.before,
    after: comparison.names.after,
    changedFiles: comparison.changedFiles,
    flows: [...flows.values()].sort(orderFlows),
    assets: [
      ...impact.starts.map((asset) => ({ asset, distance: 0 })),
      ...impact.assets.map(({ asset, distance }) => ({ asset: asset.id, distance })),
    ].sort((a, b) => compareText(a.asset, b.asset)),
    activation: impact.activation,
  };
}
