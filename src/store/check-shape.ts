import { INVENTORY_VERSION, type Inventory } from "../model/model.ts";
import { StoreError } from "./store-error.ts";

const LISTS = ["roots", "flows", "tasks", "assets", "bundles", "activations", "gaps", "inert"] as const;

/**
 * Says whether a value from a file is an inventory of this version. Looks at the version and the top level only: a store
 * is written by this program, and the full JSON Schema is for those who write one themselves.
 * Throws a StoreError that names the file.
 */
export function checkShape(value: unknown, file: string): Inventory {
  if (!isRecord(value)) throw foreign(file, "it contains no inventory");
  const { version } = value;
  if (typeof version !== "number") throw foreign(file, 'it has no "version"');
  if (version > INVENTORY_VERSION) {
    throw new StoreError(
      "newer",
      `the inventory "${file}" has version ${version}, but this program reads version ${INVENTORY_VERSION}`,
      { hint: "Update flow-assets, or recreate the inventory with `assets scan <paths>`." },
    );
  }
  if (version !== INVENTORY_VERSION) {
    throw new StoreError("older", `the inventory "${file}" has the unsupported version ${version}`, {
      hint: "Recreate it with `assets scan <paths>`.",
    });
  }
  if (typeof value.tenant !== "string") throw foreign(file, 'it has no "tenant"');
  if (!isRecord(value.files)) throw foreign(file, 'it has no "files"');
  for (const key of LISTS) {
    if (!Array.isArray(value[key])) throw foreign(file, `it has no list "${key}"`);
  }
  return value as unknown as Inventory;
}

function foreign(file: string, reason: string): StoreError {
  return new StoreError("foreign", `"${file}" is not an asset inventory: ${reason}`, {
    hint: "Choose another file with --store, or recreate the inventory with `assets scan <paths>`.",
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
