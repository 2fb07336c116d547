import type { Inventory } from "../model/model.ts";
import { formatIonStore, parseIonStore } from "./ion-format.ts";
import { formatJsonStore, parseJsonStore } from "./json-format.ts";

interface StoreFormat {
  readonly name: string;
  readonly serialize: (inventory: Inventory) => string;
  readonly parse: (text: string) => unknown;
}

/** The format of a store by its extension: `.ion` is Ion, everything else JSON. */
export function formatOf(path: string): StoreFormat {
  return path.toLowerCase().endsWith(".ion")
    ? { name: "Ion", serialize: formatIonStore, parse: parseIonStore }
    : { name: "JSON", serialize: formatJsonStore, parse: parseJsonStore };
}
