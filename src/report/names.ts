import type { Asset, AssetRelation, FlowId, Place } from "../model/model.ts";
import { shortType } from "../model/types.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";

/** `kestra.company.data/data_pipeline_assets` */
export function flowName({ namespace, flow }: FlowId): string {
  return escapeControlChars(`${namespace}/${flow}`);
}

/** `stage_trips in kestra.company.data/data_pipeline_assets` */
export function taskName(task: FlowId & { readonly task: string; readonly trigger?: true }): string {
  return `${task.trigger ? "trigger " : ""}${escapeControlChars(task.task)} in ${flowName(task)}`;
}

/** `flows/taxi.yml:12`, which terminals and editors open at that line. */
export function placeName({ file, line }: Place): string {
  return `${escapeControlChars(file)}:${line}`;
}

/** The last part of a Kestra type, other types unchanged; "" without a type. */
export function typeName(asset: Asset): string {
  return asset.type === undefined ? "" : escapeControlChars(shortType(asset.type));
}

const LAYER_KEYS = ["model_layer", "layer"];

/** The layer in the metadata of an asset, or "". */
export function layerName(asset: Asset): string {
  for (const key of LAYER_KEYS) {
    const value = Object.hasOwn(asset.metadata, key) ? asset.metadata[key] : undefined;
    if (typeof value === "string") return escapeControlChars(value);
  }
  return "";
}

/** The kind of an asset: `Table, staging`, `external`, `pattern`. */
export function kindName(asset: Asset): string {
  const words = [typeName(asset), layerName(asset), asset.origin ?? "", asset.external ? "external" : ""];
  return words.filter((word) => word !== "").join(", ");
}

/** Another asset that an asset names: `zones (lookup, in company.geo)`. */
export function relationText({ id, namespace, role }: AssetRelation): string {
  const facts = [role, namespace === undefined ? undefined : `in ${namespace}`].filter(
    (fact) => fact !== undefined,
  );
  return facts.length === 0 ? id : `${id} (${facts.join(", ")})`;
}
