import { compareText } from "../model/order.ts";
import type { Json } from "../util/json.ts";

/** Equal texts for equal values, independent of the order of keys. */
export function jsonKey(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isMap(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b))) : inner,
  );
}

export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || jsonKey(a ?? null) === jsonKey(b ?? null);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
