import {
  type Asset,
  type Bundle,
  type BundleEntry,
  type FlowRecord,
  INVENTORY_VERSION,
  type Inventory,
} from "../../src/model/model.ts";

const place = (file: string, line = 1) => ({ file, line, column: 1 });
const entry = (id: string, file: string): BundleEntry => ({
  id,
  certainty: id.includes("*") ? "pattern" : "exact",
  place: place(file),
});

/** A bundle of the flow `namespace/flow`, in the file `<flow>.yml`, e.g. `bundle("co/etl", "load", ["a"], ["b"])`. */
export function bundle(
  flow: string,
  task: string,
  inputs: readonly string[],
  outputs: readonly string[],
  more: Partial<Bundle> = {},
): Bundle {
  const slash = flow.indexOf("/");
  const name = flow.slice(slash + 1);
  const file = more.place?.file ?? `${name}.yml`;
  return {
    namespace: flow.slice(0, slash),
    flow: name,
    task,
    taskType: "io.kestra.plugin.core.log.Log",
    place: place(file),
    inputs: inputs.map((id) => entry(id, file)),
    outputs: outputs.map((id) => entry(id, file)),
    assumptions: [],
    ...more,
  };
}

/** An inventory of bundles with their assets, and with additional fields of assets. */
export function inventoryOf(
  bundles: readonly Bundle[],
  fields: Readonly<Record<string, Partial<Asset>>> = {},
  flows: readonly FlowRecord[] = [],
): Inventory {
  const written = new Set(bundles.flatMap((b) => b.outputs.map((output) => output.id)));
  const ids = new Set(bundles.flatMap((b) => [...b.inputs, ...b.outputs].map((named) => named.id)));
  return {
    version: INVENTORY_VERSION,
    tenant: "main",
    roots: ["."],
    files: { found: 0, withFlows: 0, otherDocuments: {}, unreadable: 0 },
    flows,
    tasks: [],
    assets: [...ids].sort().map((id) => ({
      id,
      certainty: id.includes("*") ? "pattern" : "exact",
      external: !written.has(id),
      metadata: {},
      ...fields[id],
    })),
    bundles,
    activations: [],
    gaps: [],
    inert: [],
  };
}
