import type { Drift } from "../drift/answer.ts";
import { findDrift } from "../drift/drift.ts";
import { count } from "../util/text.ts";
import { currentInventory, type QueryOptions } from "./current-inventory.ts";
import type { Project } from "./project.ts";
import { readExport } from "./read-export.ts";

export interface DriftOptions extends QueryOptions {
  /** Content of standard input, for the name `-`. */
  readonly readStdin: () => Uint8Array;
}

/** The differences between the current inventory and an export of Kestra's AssetShipper. */
export async function driftOf(project: Project, name: string, options: DriftOptions): Promise<Drift> {
  const { inventory } = await currentInventory(project, options);
  const recorded = readExport(project, name, inventory.tenant, options.readStdin);
  if (recorded.otherTenants > 0)
    project.note(
      `note: ${count(recorded.otherTenants, "record")} of other tenants left out; the inventory is of the tenant "${inventory.tenant}"`,
    );
  return findDrift(inventory, recorded);
}
