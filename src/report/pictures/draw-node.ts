import type { Asset, FlowId } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { EXTERNAL_TYPE, shortType } from "../../model/types.ts";
import { assetKind } from "./asset-kind.ts";
import type { DrawnNode } from "./drawing.ts";
import { layerOf } from "./group-of.ts";

export function nodeKey(id: string): string {
  return `asset:${id}`;
}

function flowKey({ namespace, flow }: FlowId): string {
  // Neither holds a slash where Kestra takes it.
  return `flow:${escaped(namespace)}/${escaped(flow)}`;
}

/** The flow of a node's key. */
export function flowOfKey(key: string): FlowId {
  const [namespace = "", flow = ""] = key.slice("flow:".length).split("/").map(decodeURIComponent);
  return { namespace, flow };
}

function escaped(id: string): string {
  return id.replaceAll("%", "%25").replaceAll("/", "%2F");
}

interface AssetNodeOptions {
  /** The tasks that write the asset, for the text shown on hover. */
  readonly writers: readonly string[];
  readonly focus: boolean;
  readonly cluster?: string;
}

/** The node of an asset: its id, with labels below. */
export function assetNode(asset: Asset, { writers, focus, cluster }: AssetNodeOptions): DrawnNode {
  const layer = layerOf(asset);
  const pattern = isPattern(asset.id);
  return {
    key: nodeKey(asset.id),
    kind: "asset",
    title: asset.id,
    notes: assetNotes(asset, layer),
    details: [
      asset.id,
      ...(asset.displayName !== undefined ? [asset.displayName] : []),
      ...(asset.type !== undefined ? [`type: ${asset.type}`] : []),
      ...(asset.namespace !== undefined ? [`namespace: ${asset.namespace}`] : []),
      ...writers.map((writer) => `written by ${writer}`),
    ],
    assetKind: assetKind(asset),
    ...(layer !== undefined && { layer }),
    ...(asset.external && { external: true as const }),
    ...(pattern && { pattern: true as const }),
    ...(focus && { focus: true as const }),
    ...(cluster !== undefined && { cluster }),
  };
}

function assetNotes(asset: Asset, layer: string | undefined): string[] {
  return [
    ...(asset.type !== undefined && asset.type !== EXTERNAL_TYPE ? [shortType(asset.type)] : []),
    ...(layer !== undefined ? [layer] : []),
    ...(asset.external ? ["external"] : []),
    ...(isPattern(asset.id) ? ["id known only at run time"] : []),
    ...(asset.certainty === "choice" ? ["only for some inputs"] : []),
  ];
}

/** The node of a flow. */
export function flowNode(flow: FlowId, clustered: boolean): DrawnNode {
  return {
    key: flowKey(flow),
    kind: "flow",
    title: flow.flow,
    notes: clustered ? ["flow"] : ["flow", flow.namespace],
    details: [`flow ${flow.flow}`, `namespace: ${flow.namespace}`],
    ...(clustered && { cluster: flow.namespace }),
  };
}
