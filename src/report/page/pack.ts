import { setOwn } from "../../model/draft.ts";
import type { Json } from "../../util/json.ts";

/**
 * JSON with each text, number and list of keys written once: an inventory repeats most of them. A leaf is its index; a
 * map is the index of its keys and its values; a list is -1 and its items.
 */
export interface Packed {
  readonly leaves: readonly (string | number | boolean | null)[];
  readonly keys: readonly (readonly string[])[];
  readonly root: PackedValue;
}

type PackedValue = number | readonly PackedValue[];

const LIST = -1;

export function pack(value: unknown): Packed {
  const leaves = new Map<unknown, number>();
  const shapes = new Map<string, number>();
  const keys: string[][] = [];
  const packed = (part: unknown): PackedValue => {
    if (Array.isArray(part)) return [LIST, ...part.map(packed)];
    if (typeof part === "object" && part !== null) {
      const entries = Object.entries(part).filter(([, item]) => item !== undefined);
      const names = entries.map(([name]) => name);
      const key = JSON.stringify(names);
      const shape = shapes.get(key) ?? keys.push(names) - 1;
      shapes.set(key, shape);
      return [shape, ...entries.map(([, item]) => packed(item))];
    }
    const known = leaves.get(part) ?? leaves.size;
    leaves.set(part, known);
    return known;
  };
  const root = packed(value);
  return { leaves: [...leaves.keys()] as (string | number | boolean | null)[], keys, root };
}

/** The value behind `pack`. */
export function unpack({ leaves, keys, root }: Packed): Json {
  const unpacked = (value: PackedValue): Json => {
    if (typeof value === "number") return leaves[value] ?? null;
    const [shape, ...items] = value;
    if (shape === LIST) return items.map(unpacked);
    const map: Record<string, Json> = {};
    (keys[Number(shape)] ?? []).forEach((name, index) => {
      setOwn(map, name, unpacked(items[index] ?? 0));
    });
    return map;
  };
  return unpacked(root);
}
