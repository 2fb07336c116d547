import { compareText } from "../model/order.ts";
import type { Json } from "../util/json.ts";

/** A text that two values share exactly when they are equal; the order of a mapping's keys does not matter. */
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
