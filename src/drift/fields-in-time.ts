import { EXTERNAL_TYPE } from "../model/types.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The fields of an asset after one record or several. Most assets of an export have one. */
export interface FieldsInTime {
  readonly first: Fields;
  /** All fields, once there are several records. A null is a removed value. */
  merged?: { readonly values: Map<string, unknown>; readonly metadata: Map<string, unknown> };
  /** Time of the latest record. */
  time: number;
}

/**
 * Adds a record to the fields of an asset, by Kestra's rules: later values win, absent ones change nothing, metadata
 * merge key by key, and an External placeholder never replaces a type. Records may come in any order; of equal times,
 * the last one wins. Source: Kestra's Asset.toUpdated.
 *
 * @param time comparable with that of other records
 * @returns the changed fields, or new ones
 */
export function addFields(before: FieldsInTime | undefined, record: Fields, time: number): FieldsInTime {
  if (before === undefined) return { first: record, time };
  before.merged ??= mergeInto({ values: new Map(), metadata: new Map() }, before.first, true);
  mergeInto(before.merged, record, time >= before.time);
  before.time = Math.max(before.time, time);
  return before;
}

type Merged = NonNullable<FieldsInTime["merged"]>;

/** Time linear in the record, however many there are. */
function mergeInto(merged: Merged, record: Fields, isLater: boolean): Merged {
  const { values, metadata } = merged;
  for (const [key, value] of Object.entries(record)) {
    if (value === null) continue;
    if (key === "metadata") {
      for (const [name, field] of Object.entries(value ?? {}))
        if (isLater || !metadata.has(name)) metadata.set(name, field);
    } else if (key === "type" && (value === EXTERNAL_TYPE || values.get(key) === EXTERNAL_TYPE)) {
      if (value !== EXTERNAL_TYPE || !values.has(key)) values.set(key, value);
    } else if (isLater || !values.has(key)) {
      values.set(key, value);
    }
  }
  return merged;
}

/** A field besides the metadata; undefined when absent. */
export function fieldOf({ first, merged }: FieldsInTime, name: string): unknown {
  const value = merged ? merged.values.get(name) : Object.hasOwn(first, name) ? first[name] : undefined;
  return value ?? undefined;
}

/** The metadata that remain. */
export function metadataOf({ first, merged }: FieldsInTime): Fields {
  const entries = merged ? [...merged.metadata] : Object.entries(first.metadata ?? {});
  // Object.fromEntries defines keys, so that a key "__proto__" stays plain data.
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}

/** All fields besides the metadata. */
export function plainFields({ first, merged }: FieldsInTime): Fields {
  const entries = merged ? [...merged.values] : Object.entries(first);
  return Object.fromEntries(entries.filter(([key, value]) => key !== "metadata" && value !== null));
}
