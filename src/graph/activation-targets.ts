import type { RowEntry } from "../model/incidence.ts";
import { flowKey } from "../model/keys.ts";
import {
  type Asset,
  type AssetMatch,
  CERTAINTIES,
  type FlowId,
  type FlowMatch,
  type Inventory,
  type MetadataCondition,
} from "../model/model.ts";
import { isPattern, literalLength, matchesPattern, patternsOverlap } from "../model/pattern.ts";
import type { Json } from "../util/json.ts";
import type { Graph } from "./graph.ts";

/** The flows of an inventory by number. Duplicate flows are one. */
export interface FlowIndex {
  readonly flows: readonly FlowId[];
  /** Throws a RangeError for an unknown flow. */
  readonly numberOf: (flow: FlowId) => number;
  readonly find: (namespace: string, flow: string) => number | undefined;
}

const PATTERN = CERTAINTIES.indexOf("pattern");

export function flowIndex(inventory: Inventory): FlowIndex {
  const flows: FlowId[] = [];
  const numbers = new Map<string, number>();
  // Bundles and activations also refer to flows; an inventory written by hand may lack their records.
  for (const { namespace, flow } of [...inventory.flows, ...inventory.bundles, ...inventory.activations]) {
    const key = flowKey({ namespace, flow });
    if (!numbers.has(key)) numbers.set(key, flows.push({ namespace, flow }) - 1);
  }
  const find = (namespace: string, flow: string) => numbers.get(flowKey({ namespace, flow }));
  return {
    flows,
    find,
    numberOf: ({ namespace, flow }) => {
      const number = find(namespace, flow);
      if (number === undefined) throw new RangeError(`no flow ${namespace}/${flow}`);
      return number;
    },
  };
}

/** The flows that match, each with its strongest certainty. */
export function matchedFlows(index: FlowIndex, matches: readonly FlowMatch[]): RowEntry[] {
  const found = new Map<number, number>();
  for (const match of matches) {
    const certainty = CERTAINTIES.indexOf(match.certainty);
    for (const flow of flowsOf(index, match))
      found.set(flow, Math.min(found.get(flow) ?? PATTERN, certainty));
  }
  return [...found].sort(([a], [b]) => a - b).map(([target, certainty]) => ({ target, certainty }));
}

function flowsOf(index: FlowIndex, { namespace, flow }: FlowMatch): readonly number[] {
  if (namespace !== undefined && flow !== undefined && !isPattern(namespace) && !isPattern(flow)) {
    const number = index.find(namespace, flow);
    return number === undefined ? [] : [number];
  }
  return [...index.flows.keys()].filter((number) => {
    const candidate = index.flows[number];
    return candidate !== undefined && fits(namespace, candidate.namespace) && fits(flow, candidate.flow);
  });
}

/** The assets that may match an asset trigger. */
export function matchedAssets(graph: Graph, match: AssetMatch): RowEntry[] {
  const certainty = CERTAINTIES.indexOf(match.certainty);
  if (match.id !== undefined && !isPattern(match.id)) {
    const node = graph.nodeOf(match.id);
    return node === undefined ? [] : [{ target: node, certainty }];
  }
  // A trigger without any condition on assets would connect everything.
  if (match.id !== undefined && literalLength(match.id) === 0) return [];
  const found: RowEntry[] = [];
  graph.assets.forEach((asset, target) => {
    if (mayMean(match, asset)) found.push({ target, certainty: PATTERN });
  });
  return found;
}

/**
 * Omits only certain contradictions. Undeclared fields of an external asset are unknown; written assets are fully
 * described, except for the namespace, which Kestra may set.
 */
export function mayMean(match: AssetMatch, asset: Asset): boolean {
  return (
    (match.id === undefined || patternsOverlap(match.id, asset.id)) &&
    (asset.namespace === undefined || fits(match.namespace, asset.namespace)) &&
    (asset.type === undefined ? asset.external || match.type === undefined : fits(match.type, asset.type)) &&
    (match.metadata ?? []).every((condition) => mayHold(condition, asset))
  );
}

/** Source: the metadataQuery of Kestra's triggers on assets. */
function mayHold({ field, operator, value }: MetadataCondition, asset: Asset): boolean {
  const lifecycle = LIFECYCLE.get(field);
  const stored = lifecycle === undefined ? at(asset.metadata, field) : asset[lifecycle];
  if (stored === undefined || stored === null) {
    // People set these fields in Kestra too.
    return lifecycle !== undefined || asset.external || operator.includes("NOT");
  }
  if (hasHole(value) || JSON.stringify(stored).includes("{{")) return true;
  const allowed = (Array.isArray(value) ? value : [value]).map(text);
  switch (operator) {
    case "EQUAL_TO":
    case "IS_ONE_OF":
      return allowed.includes(text(stored));
    case "NOT_EQUAL_TO":
    case "IS_NOT_ONE_OF":
      return !allowed.includes(text(stored));
    default:
      return true;
  }
}

/** The fields of every asset, by the names under which Kestra stores and filters them. */
const LIFECYCLE: ReadonlyMap<string, "status" | "ttl" | "owner"> = new Map([
  ["system.status", "status"],
  ["system.ttl", "ttl"],
  ["system.owner", "owner"],
]);

/** The value of a key, or of a dotted path into nested mappings. */
function at(metadata: Readonly<Record<string, Json>>, path: string): Json | undefined {
  if (Object.hasOwn(metadata, path)) return metadata[path];
  return path
    .split(".")
    .reduce<Json | undefined>(
      (value, key) => (isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      metadata,
    );
}

function isMapping(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function hasHole(value: Json): boolean {
  return JSON.stringify(value).includes("*");
}

/** Whether a text may match; an absent one may have any value. */
export function fits(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || matchesPattern(pattern, text);
}
