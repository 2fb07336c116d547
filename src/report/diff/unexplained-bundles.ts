import type { ChangeReport } from "../../changes/change-report.ts";
import type { BundleChange } from "../../changes/compared.ts";
import { flowKey, taskKey } from "../../model/keys.ts";

/**
 * Declarations without another explanation in the report: those with changed assumptions, and added or removed ones
 * without an added or removed flow, asset or edge. A moved declaration is part of its flow.
 */
export function unexplainedBundleChanges({ assets, bundles, edges, flows }: ChangeReport): BundleChange[] {
  const ids = new Set(assets.map(({ id }) => id));
  const wholeFlows = new Set(flows.filter(({ change }) => change !== "moved").map(flowKey));
  const tasks = new Set(edges.flatMap(({ change, by }) => by.map((task) => changeKey(change, task))));
  return bundles.flatMap((bundle) => {
    const fields = bundle.fields.filter(({ field }) => field !== "file");
    if (bundle.change === "changed") return fields.length === 0 ? [] : [{ ...bundle, fields }];
    const said =
      wholeFlows.has(flowKey(bundle)) ||
      tasks.has(changeKey(bundle.change, bundle.after ?? bundle.before ?? bundle)) ||
      bundleIds(bundle).some((id) => ids.has(id));
    return said ? [] : [bundle];
  });
}

/** The outputs of the declaration, then its inputs; the new ones, or the old ones of a removed declaration. */
export function bundleIds({ before, after }: BundleChange): string[] {
  const bundle = after ?? before;
  return bundle === undefined ? [] : [...bundle.outputs, ...bundle.inputs].map(({ id }) => id);
}

function changeKey(change: string, task: Parameters<typeof taskKey>[0]): string {
  return JSON.stringify([change, taskKey(task)]);
}
