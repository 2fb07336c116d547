import type { Asset, Bundle, BundleEntry, Certainty, Gap, Inventory } from "../../src/model/model.ts";
import { isPattern } from "../../src/model/pattern.ts";

/**
 * An inventory from one line per bundle: `flow/task: a, b -> c (choice)`. The file of a flow is `<flow>.yml`, and the
 * line of a bundle is its position in this list, from 1, or explicit in `flow/task@7:`. Bundles of the same flow, task
 * and line are cases of one declaration.
 */
export function smallInventory(lines: readonly string[], gaps: readonly Gap[] = []): Inventory {
  const bundles = lines.map((text, at) => bundleOf(text, at + 1));
  const written = new Set(bundles.flatMap((bundle) => bundle.outputs.map((entry) => entry.id)));
  const entries = bundles.flatMap((bundle) => [...bundle.outputs, ...bundle.inputs]);
  const ids = [...new Set(entries.map((entry) => entry.id))].sort();
  return {
    version: 1,
    tenant: "main",
    roots: ["flows"],
    files: { found: 1, withFlows: 1, otherDocuments: {}, unreadable: 0 },
    flows: [],
    tasks: [],
    assets: ids.map(
      (id): Asset => ({
        id,
        certainty: isPattern(id) ? "pattern" : "exact",
        external: !written.has(id),
        metadata: {},
      }),
    ),
    bundles,
    activations: [],
    gaps,
    inert: [],
  };
}

function bundleOf(text: string, at: number): Bundle {
  const [, flow = "", task = "", line = String(at), inputs = "", outputs = ""] =
    /^(\w+)\/(\w+)(?:@(\d+))?:(.*)->(.*)$/.exec(text) ?? [];
  const place = { file: `${flow}.yml`, line: Number(line), column: 1 };
  const entries = (list: string) =>
    list
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .map((part): BundleEntry => {
        const [, id = "", certainty] = /^(\S+)(?: \((\w+)\))?$/.exec(part) ?? [];
        return { id, certainty: (certainty ?? (isPattern(id) ? "pattern" : "exact")) as Certainty, place };
      });
  return {
    namespace: "company",
    flow,
    task,
    taskType: "io.kestra.plugin.core.log.Log",
    place,
    inputs: entries(inputs),
    outputs: entries(outputs),
    assumptions: [],
  };
}

export function gap(kind: Gap["kind"], flow?: string, task?: string): Gap {
  return {
    kind,
    ...(flow !== undefined && { namespace: "company", flow }),
    ...(task !== undefined && { task }),
    place: { file: `${flow ?? "broken"}.yml`, line: 9, column: 1 },
    message: `${kind} of ${flow ?? "a file"}`,
  };
}
