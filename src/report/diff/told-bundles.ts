import type { ChangeReport } from "../../changes/change-report.ts";
import type { BundleChange } from "../../changes/compared.ts";

/**
 * The declarations that a reader has to be told of by themselves: those that rest on something else now, and those that
 * came or went without a flow, an asset or an edge that says so already. One that only moved shows in the flows.
 */
export function toldBundles({ assets, bundles, edges, flows }: ChangeReport): BundleChange[] {
  const ids = new Set(assets.map(({ id }) => id));
  const wholeFlows = new Set(flows.filter(({ change }) => change !== "moved").map(flowKey));
  const tasks = new Set(edges.flatMap(({ change, by }) => by.map((task) => `${change}\0${taskKey(task)}`)));
  return bundles.flatMap((bundle) => {
    const fields = bundle.fields.filter(({ field }) => field !== "file");
    if (bundle.change === "changed") return fields.length === 0 ? [] : [{ ...bundle, fields }];
    const said =
      wholeFlows.has(flowKey(bundle)) ||
      tasks.has(`${bundle.change}\0${taskKey(bundle)}`) ||
      bundleIds(bundle).some((id) => ids.has(id));
    return said ? [] : [bundle];
  });
}

/** What the declaration writes, then what it reads; as it is now, or as it was. */
export function bundleIds({ before, after }: BundleChange): string[] {
  const bundle = after ?? before;
  return bundle === undefined ? [] : [...bundle.outputs, ...bundle.inputs].map(({ id }) => id);
}

function flowKey({ namespace, flow }: { readonly namespace: string; readonly flow: string }): string {
  return `${namespace}\0${flow}`;
}

function taskKey(task: { readonly namespace: string; readonly flow: string; readonly task: string }): string {
  return `${flowKey(task)}\0${task.task}`;
}
