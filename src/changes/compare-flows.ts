import { flowKey } from "../model/keys.ts";
import type { FlowRecord } from "../model/model.ts";
import type { FlowChange, Sides } from "./compared.ts";

/** Flows that were added, removed or moved to another file. Namespace and id identify a flow. */
export function compareFlows({ before, after }: Sides): FlowChange[] {
  const olds = byKey(before.flows);
  const news = byKey(after.flows);
  return [...new Set([...olds.keys(), ...news.keys()])].sort().flatMap((key): FlowChange[] => {
    const [old, now] = [olds.get(key), news.get(key)];
    const either = now ?? old;
    if (either === undefined) return [];
    const id = { namespace: either.namespace, flow: either.flow };
    if (old === undefined) return [{ ...id, change: "added", after: either.place }];
    if (now === undefined) return [{ ...id, change: "removed", before: either.place }];
    if (old.place.file === now.place.file) return [];
    return [{ ...id, change: "moved", before: old.place, after: now.place }];
  });
}

function byKey(flows: readonly FlowRecord[]): Map<string, FlowRecord> {
  const known = new Map<string, FlowRecord>();
  // Of duplicate flows, the first counts.
  for (const flow of flows) {
    const key = flowKey(flow);
    if (!known.has(key)) known.set(key, flow);
  }
  return known;
}
