import type { Asset, Bundle, FlowId, FlowRecord, Inventory, Json } from "../model/model.ts";

/** Somebody to tell, and how we know. */
export interface Owner {
  readonly name: string;
  readonly from: "asset" | "metadata" | "label" | "codeowners";
}

/** Who owns what. An asset's owner is its field, or named in its metadata; besides, who owns the flows that write it. */
export interface Owners {
  readonly ofFlow: (flow: FlowId) => readonly Owner[];
  readonly ofAsset: (asset: Asset) => readonly Owner[];
}

/** Metadata keys and labels that name an owner. */
const OWNER_KEYS = ["owner", "owners"];

/**
 * @param codeOwners the owners of a file by the name that places show; absent when there is no CODEOWNERS file
 */
export function createOwners(
  inventory: Pick<Inventory, "flows" | "bundles">,
  codeOwners: (file: string) => readonly string[] = () => [],
): Owners {
  const records = once(() => firstRecords(inventory.flows));
  const writers = once(() => writersOf(inventory.bundles));

  const ofFlow = (flow: FlowId): readonly Owner[] => {
    const record = records().get(flowKey(flow));
    if (record === undefined) return [];
    const labels = OWNER_KEYS.flatMap((key) => namesIn(own(record.labels ?? {}, key)));
    return distinct([
      ...labels.map((name): Owner => ({ name, from: "label" })),
      ...codeOwners(record.place.file).map((name): Owner => ({ name, from: "codeowners" })),
    ]);
  };
  const ofAsset = (asset: Asset): readonly Owner[] => {
    const named = OWNER_KEYS.flatMap((key) => namesIn(own(asset.metadata, key)));
    const byFlow = (writers().get(asset.id) ?? []).flatMap(ofFlow);
    const from = (kind: Owner["from"]) => byFlow.filter((owner) => owner.from === kind);
    return distinct([
      ...namesIn(asset.owner).map((name): Owner => ({ name, from: "asset" })),
      ...named.map((name): Owner => ({ name, from: "metadata" })),
      ...from("label"),
      ...from("codeowners"),
    ]);
  };
  return { ofFlow, ofAsset };
}

/** Of flows that share their coordinates the first one counts. */
function firstRecords(flows: readonly FlowRecord[]): ReadonlyMap<string, FlowRecord> {
  const records = new Map<string, FlowRecord>();
  for (const flow of flows) if (!records.has(flowKey(flow))) records.set(flowKey(flow), flow);
  return records;
}

function writersOf(bundles: readonly Bundle[]): ReadonlyMap<string, readonly FlowId[]> {
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

/** A text, or a list of texts. What keeps an expression names nobody before a run. */
function namesIn(value: Json | undefined): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter(
    (name): name is string => typeof name === "string" && name.trim() !== "" && !name.includes("{{"),
  );
}

function distinct(owners: readonly Owner[]): Owner[] {
  const known = new Map<string, Owner>();
  for (const owner of owners) if (!known.has(owner.name)) known.set(owner.name, owner);
  return [...known.values()];
}

function own(map: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function flowKey({ namespace, flow }: FlowId): string {
  return `${namespace}\0${flow}`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
