import { firstBytes } from "../files/regular-file.ts";
import { INVENTORY_VERSION } from "../model/model.ts";
import type { StoreHead } from "./layout.ts";
import { readStore } from "./read-store.ts";

/** Far more than the settings of a scan are. */
const HEAD_BYTES = 64 * 1024;

/**
 * The head of a store, which stands before its lists: a JSON store as this program writes it is not read any further.
 * Throws a StoreError like `readStore`.
 */
export function readHead(path: string, shown: string = path): StoreHead {
  return quickHead(path) ?? readStore(path, shown).inventory;
}

function quickHead(path: string): StoreHead | undefined {
  if (path.toLowerCase().endsWith(".ion")) return undefined;
  try {
    const text = firstBytes(path, HEAD_BYTES).toString("utf8");
    const end = text.indexOf(',\n  "flows": [');
    const head = JSON.parse(`${text.slice(0, Math.max(end, 0))}}`) as StoreHead;
    const { version, tenant, roots, files } = head;
    const whole =
      version === INVENTORY_VERSION &&
      typeof tenant === "string" &&
      Array.isArray(roots) &&
      typeof files === "object";
    return whole ? head : undefined;
  } catch {
    // What is wrong with it, the whole store tells.
    return undefined;
  }
}
