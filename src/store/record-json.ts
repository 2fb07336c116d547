import type { Place } from "../model/model.ts";
import { FREE, keysInOrder } from "./key-order.ts";

/**
 * A record of an inventory as JSON, with the keys in the order of a store. Written directly, because an ordered copy
 * would dominate the cost.
 */
export function recordJson(value: unknown): string {
  if (typeof value === "string") return textJson(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    let list = "[";
    for (let at = 0; at < value.length; at++) list += (at === 0 ? "" : ",") + recordJson(value[at]);
    return `${list}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  let record = "{";
  for (const key of keysInOrder(value)) {
    if (record.length > 1) record += ",";
    record += `"${key}":`;
    if (key === "place") record += placeJson(fields[key] as Place);
    else record += FREE.has(key) ? JSON.stringify(fields[key]) : recordJson(fields[key]);
  }
  return `${record}}`;
}

/** The name of the last place: most consecutive places are in one file. */
let lastFile = { name: "", json: '""' };

/** A place as JSON; every record and entry has one. */
export function placeJson({ file, line, column }: Place): string {
  if (file !== lastFile.name) lastFile = { name: file, json: textJson(file) };
  return `{"file":${lastFile.json},"line":${line},"column":${column}}`;
}

/** Characters without JSON escapes: most texts of an inventory are names. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A text as JSON. */
export function textJson(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
