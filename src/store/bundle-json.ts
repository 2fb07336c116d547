import type { Bundle, BundleEntry } from "../model/model.ts";
import { placeJson, recordJson, textJson } from "./record-json.ts";

/**
 * The `recordJson` of a bundle, the most frequent record: entries and places are written key by key, and other fields
 * of entries (their claims before the merge) are omitted.
 */
export function bundleJson(bundle: Bundle): string {
  const { namespace, flow, task, trigger, origin, taskType, place, inputs, outputs, assumptions } = bundle;
  return `{"namespace":${textJson(namespace)},"flow":${textJson(flow)},"task":${textJson(task)}${
    trigger ? ',"trigger":true' : ""
  }${origin === undefined ? "" : ',"origin":"inferred"'},"taskType":${textJson(taskType)},"place":${placeJson(place)},"inputs":${entriesJson(inputs)},"outputs":${entriesJson(
    outputs,
  )},"assumptions":${assumptions.length === 0 ? "[]" : recordJson(assumptions)}}`;
}

function entriesJson(entries: readonly BundleEntry[]): string {
  let list = "[";
  for (const { id, certainty, expression, evidence, via, place } of entries) {
    if (list.length > 1) list += ",";
    list += `{"id":${textJson(id)},"certainty":"${certainty}"`;
    if (expression !== undefined) list += `,"expression":${textJson(expression)}`;
    if (evidence !== undefined) list += `,"evidence":${textJson(evidence)}`;
    if (via !== undefined) list += `,"via":${recordJson(via)}`;
    list += `,"place":${placeJson(place)}}`;
  }
  return `${list}]`;
}
