import { INVENTORY_VERSION, type Inventory } from "../model/model.ts";
import { StoreError } from "./store-error.ts";
import { validate as compiled } from "./validate-inventory.ts";

/** What the schema does not allow, as the compiled schema says it. */
interface SchemaError {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly message?: string;
}

/** The schema as code, made when the program is built. */
const validate = compiled as { (data: unknown): boolean; readonly errors?: readonly SchemaError[] | null };

/**
 * Says whether a value from a file is an inventory of this version: by the published schema, and every asset that
 * something reads or writes is listed once. Whoever wrote the repository can have written the store.
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
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    throw foreign(file, `${error?.instancePath || "it"} ${error?.message ?? "is not valid"}`);
  }
  const inventory = value as unknown as Inventory;
  const problem = referenceProblem(inventory);
  if (problem !== undefined) throw foreign(file, problem);
  return inventory;
}

function referenceProblem({ assets, bundles }: Inventory): string | undefined {
  const ids = new Set(assets.map(({ id }) => id));
  if (ids.size < assets.length) return "an asset is listed twice";
  for (const { inputs, outputs, flow, task } of bundles) {
    const missing = [...inputs, ...outputs].find(({ id }) => !ids.has(id));
    if (missing !== undefined)
      return `the task "${task}" of "${flow}" refers to the unlisted asset "${missing.id}"`;
  }
  return undefined;
}

function foreign(file: string, reason: string): StoreError {
  return new StoreError("foreign", `"${file}" is not an asset inventory: ${reason}`, {
    hint: "Choose another file with --store, or recreate the inventory with `assets scan <paths>`.",
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
