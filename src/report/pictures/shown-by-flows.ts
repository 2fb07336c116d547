import { flowKey } from "../../model/keys.ts";
import type { Bundle } from "../../model/model.ts";
import { nodeKey } from "./draw-node.ts";
import type { Drawing } from "./drawing.ts";

/**
 * A drawing with flows, without the edges between assets that the lines of a flow already show. A flow shows them if
 * each of its inputs feeds each of its outputs; the lines of other flows would suggest false edges, so
 * theirs stay.
 */
export function withoutEdgesShownByFlows(drawing: Drawing, bundles: readonly Bundle[]): Drawing {
  const shown = new Set<string>();
  for (const own of byFlow(bundles).values()) {
    const [inputs, outputs] = [idsOf(own, "inputs"), idsOf(own, "outputs")];
    const edges = new Set(
      own.flatMap((bundle) =>
        bundle.inputs.flatMap(({ id }) =>
          bundle.outputs.map((output) => edgeKey(nodeKey(id), nodeKey(output.id))),
        ),
      ),
    );
    if (edges.size === inputs.size * outputs.size) for (const edge of edges) shown.add(edge);
  }
  const edges = drawing.edges.filter(
    ({ kind, from, to }) => kind !== "upstream-of" || !shown.has(edgeKey(from, to)),
  );
  return { ...drawing, edges };
}

function byFlow(bundles: readonly Bundle[]): Map<string, Bundle[]> {
  const flows = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const key = flowKey(bundle);
    const known = flows.get(key);
    if (known) known.push(bundle);
    else flows.set(key, [bundle]);
  }
  return flows;
}

function idsOf(bundles: readonly Bundle[], side: "inputs" | "outputs"): ReadonlySet<string> {
  return new Set(bundles.flatMap((bundle) => bundle[side].map(({ id }) => id)));
}

function edgeKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
