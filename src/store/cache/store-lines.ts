import type { Inventory } from "../../inventory/model.ts";

const LISTS = ["flows", "tasks", "assets", "bundles", "activations", "gaps", "inert"] as const;
export type ListName = (typeof LISTS)[number];

/** Where the records of a list stand in a JSON store: each on a line of its own. */
export interface Lines {
  /** The first byte of each record, and one more for where the next would be. */
  readonly starts: Uint32Array;
}

export type StoreLines = Readonly<Record<ListName, Lines>>;

const NEWLINE = 0x0a;

/**
 * Finds the records in the bytes of a store as this program writes it; undefined when they are not laid out like that, or
 * are too many bytes to count.
 */
export function findLines(bytes: Buffer, inventory: Inventory): StoreLines | undefined {
  if (bytes.length > 0xffff_fff0) return undefined;
  const found = new Map<ListName, Lines>();
  let from = 0;
  for (const list of LISTS) {
    const count = inventory[list].length;
    const opening = Buffer.from(count === 0 ? `  "${list}": []` : `  "${list}": [\n`);
    const at = bytes.indexOf(opening, from);
    if (at === -1) return undefined;
    const starts = new Uint32Array(count + 1);
    let line = at + opening.length;
    for (let index = 0; index < count; index++) {
      starts[index] = line;
      const end = bytes.indexOf(NEWLINE, line);
      if (end === -1) return undefined;
      line = end + 1;
    }
    starts[count] = line;
    if (count > 0 && bytes.toString("latin1", line, line + 3) !== "  ]") return undefined;
    found.set(list, { starts });
    from = line;
  }
  return Object.fromEntries(found) as StoreLines;
}

export { LISTS };
