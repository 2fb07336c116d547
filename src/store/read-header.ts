import { firstBytes } from "../files/regular-file.ts";
import { checkShape } from "./check-shape.ts";
import { LISTS, OPTIONAL_LISTS, type StoreHeader } from "./layout.ts";
import { readStore } from "./read-store.ts";

/** Far larger than the settings of a scan. */
const HEAD_BYTES = 64 * 1024;

/**
 * The head of a store, before its lists. A JSON store of this program is not read further. Throws a StoreError like
 * `readStore`.
 */
export function readHeader(path: string, shown: string = path): StoreHeader {
  return readHeaderPrefix(path) ?? readStore(path, shown).inventory;
}

function readHeaderPrefix(path: string): StoreHeader | undefined {
  if (path.toLowerCase().endsWith(".ion")) return undefined;
  try {
    const text = firstBytes(path, HEAD_BYTES).toString("utf8");
    const end = text.indexOf(',\n  "flows": [');
    const head = JSON.parse(`${text.slice(0, Math.max(end, 0))}}`) as StoreHeader;
    const required = LISTS.filter((name) => !OPTIONAL_LISTS.has(name));
    const lists = Object.fromEntries(required.map((name) => [name, []]));
    checkShape({ ...head, ...lists }, path);
    return head;
  } catch {
    // Reading the complete store gives the error.
    return undefined;
  }
}
