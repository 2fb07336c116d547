import { distinct } from "../util/distinct.ts";
import type { Json } from "../util/json.ts";
import { flowKey } from "./keys.ts";
import type { Asset, Bundle, FlowId, FlowRecord, Inventory } from "./model.ts";
import { orderFlows } from "./order.ts";

/** An owner, with its source. */
export interface Owner {
  readonly name: string;
  readonly from: "asset" | "metadata" | "label" | "codeowners";
}

/** Owners. Those of an asset are in its field or metadata, and those of the flows that write it. */
export interface Owners {
  readonly ofFlow: (flow: FlowId) => readonly Owner[];
  readonly ofAsset: (asset: Asset) => readonly Owner[];
}

/** Metadata keys and labels of owners. */
const OWNER_KEYS = ["owner", "owners"];

/**
 * Looks up owners on demand.
 *
 * @param inventory with sorted flows
 * @param codeOwners the owners of a file by its name in places; absent without a CODEOWNERS file
 * @param writersOf the flows that write an asset; absent: computed from all bundles
 */
export function createOwners(
  inventory: Pick<Inventory, "flows" | "bundles">,
  codeOwners: (file: string) => readonly string[] = () => [],
  writersOf?: (id: string) => readonly FlowId[],
): Owners {
  const byBundles = once(() => writersIn(inventory.bundles));
  const writers = writersOf ?? ((id) => byBundles().get(id) ?? []);

  const ofFlow = (flow: FlowId): readonly Owner[] => {
    const record = firstRecord(inventory.flows, flow);
    if (record === undefined) return [];
    const labels = OWNER_KEYS.flatMap((key) => namesIn(own(record.labels ?? {}, key)));
    return byName([
      ...labels.map((name): Owner => ({ name, from: "label" })),
      ...codeOwners(record.place.file).map((name): Owner => ({ name, from: "codeowners" })),
    ]);
  };
  const ofAsset = (asset: Asset): readonly Owner[] => {
    const named = OWNER_KEYS.flatMap((key) => namesIn(own(asset.metadata, key)));
    const byFlow = writers(asset.id).flatMap(ofFlow);
    const from = (kind: Owner["from"]) => byFlow.filter((owner) => owner.from === kind);
    return byName([
      ...namesIn(asset.owner).map((name): Owner => ({ name, from: "asset" })),
      ...named.map((name): Owner => ({ name, from: "metadata" })),
      ...from("label"),
      ...from("codeowners"),
    ]);
  };
  return { ofFlow, ofAsset };
}

function byName(owners: readonly Owner[]): readonly Owner[] {
  return distinct(owners, ({ name }) => name);
}

/** Of duplicate flows, the first counts. O(log flows). */
function firstRecord(flows: readonly FlowRecord[], wanted: FlowId): FlowRecord | undefined {
  let [low, high] = [0, flows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const record = flows[middle];
    if (record !== undefined && orderFlows(record, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  const found = flows[low];
  return found !== undefined && orderFlows(found, wanted) === 0 ? found : undefined;
}

function writersIn(bundles: readonly Bundle[]): ReadonlyMap<string, readonly FlowId[]> {
  const writers = new Map<string, Map<string, FlowId>>();
  for (const { namespace, flow, outputs } of bundles) {
    for (const { id } of outputs) {
      const known = writers.get(id) ?? new Map<string, FlowId>();
      known.set(flowKey({ namespace, flow }), { namespace, flow });
      writers.set(id, known);
    }
  }
  return new Map([...writers].map(([id, flows]) => [id, [...flows.values()]]));
}

/** A text, or a list of texts. Values with an expression are unknown before a run. */
function namesIn(value: Json | undefined): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter(
    (name): name is string => typeof name === "string" && name.trim() !== "" && !name.includes("{{"),
  );
}

function own(map: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
