import { existsSync } from "node:fs";
import type { Inventory } from "../model/model.ts";
import type { WrittenFile } from "../store/atomic-write.ts";
import { holdsText } from "../store/holds-text.ts";
import { parseJsonStore } from "../store/json-format.ts";
import { readHeader } from "../store/read-header.ts";
import { readStore } from "../store/read-store.ts";
import { createRope, type Rope } from "../store/rope.ts";
import { StoreError } from "../store/store-error.ts";
import type { UpdatedStore } from "../store/update-store.ts";
import { serializeStore, writeStoreInSteps } from "../store/write-store.ts";
import type { FilePath } from "./file-path.ts";
import type { RefreshedStore } from "./refreshed-store.ts";
import { isIon } from "./store-index.ts";

export interface WrittenStore extends Pick<RefreshedStore, "state" | "problem" | "inventory"> {
  /** The store, if it contains the result. */
  readonly file?: WrittenFile;
}

export interface WriteRequest {
  /** Whether the old store has been read. */
  readonly hasOld: boolean;
  /** False: only compares. */
  readonly write: boolean;
  /** Work during the flush. Not called if nothing is written. */
  readonly meanwhile: () => unknown;
}

/** Writes a store, unless it already contains the result. */
export async function writeUpdatedStore(
  updated: UpdatedStore,
  { path, shown }: FilePath,
  { hasOld, write, meanwhile }: WriteRequest,
): Promise<WrittenStore> {
  const text = textFor(updated, path);
  const stored = () => readStore(path, shown).inventory;
  const held = holdsText(path, text);
  if (held) return { state: "unchanged", file: held, inventory: stored };
  const state = hasOld || isReadable(path, shown) ? "changed" : "new";
  if (!write) return { state, inventory: inMemory(updated) };
  try {
    return { state, file: await writeStoreInSteps(path, text.blocks(), shown, meanwhile), inventory: stored };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { state, problem: error, inventory: inMemory(updated) };
  }
}

function textFor(updated: UpdatedStore, path: string): Rope {
  if (!isIon(path)) return updated.text;
  const text = createRope();
  text.addText(serializeStore(inventoryOf(updated), path));
  return text;
}

/** Read immediately, because the text borrows from the older store. */
function inMemory(updated: UpdatedStore): () => Inventory {
  const inventory = inventoryOf(updated);
  return () => inventory;
}

function inventoryOf({ text }: UpdatedStore): Inventory {
  const blocks = Array.from(text.blocks(), (block) => Buffer.from(block));
  return parseJsonStore(Buffer.concat(blocks).toString("utf8")) as Inventory;
}

function isReadable(path: string, shown: string): boolean {
  if (!existsSync(path)) return false;
  try {
    readHeader(path, shown);
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}
