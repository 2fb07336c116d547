import { matchesPattern } from "../../model/pattern.ts";
import { AWS } from "./aws.ts";
import { AZURE } from "./azure.ts";
import { BIGQUERY_TASKS } from "./bigquery.ts";
import type { CatalogueEntry, CatalogueGroup } from "./entry.ts";
import { FILES } from "./files.ts";
import { GOOGLE } from "./google.ts";
import { CONTAINER_TASKS, INFRASTRUCTURE } from "./infrastructure.ts";
import { MESSAGING } from "./messaging.ts";
import { SNOWFLAKE_STAGES } from "./snowflake.ts";
import { SQL_DATABASES } from "./sql-databases.ts";
import { STORES } from "./stores.ts";
import { TOOL_ENTRIES } from "./tools.ts";
import { WAREHOUSES } from "./warehouses.ts";

/** The first entry of a type applies. */
const CATALOGUE: readonly CatalogueEntry[] = [
  ...INFRASTRUCTURE,
  ...CONTAINER_TASKS,
  ...SQL_DATABASES,
  ...SNOWFLAKE_STAGES,
  ...BIGQUERY_TASKS,
  ...WAREHOUSES,
  ...AWS,
  ...GOOGLE,
  ...AZURE,
  ...FILES,
  ...MESSAGING,
  ...STORES,
  ...TOOL_ENTRIES,
];

const PREFIX = "io.kestra.plugin.";

/** Finds the entry of a type. Entries of the user take precedence over the catalogue. Disabled groups are excluded. */
export type FindEntry = (type: string) => CatalogueEntry | undefined;

export function createCatalogue(
  groups: readonly CatalogueGroup[],
  own: readonly CatalogueEntry[] = [],
): FindEntry {
  const entries = [...own, ...CATALOGUE].filter(({ group }) => group === undefined || groups.includes(group));
  const exact = new Map<string, CatalogueEntry>();
  const patterns: { readonly pattern: string; readonly entry: CatalogueEntry }[] = [];
  for (const entry of entries) {
    for (const type of entry.types.flatMap((name) => [name, PREFIX + name])) {
      if (type.includes("*")) patterns.push({ pattern: type, entry });
      else if (!exact.has(type)) exact.set(type, entry);
    }
  }
  const found = new Map<string, CatalogueEntry | undefined>();
  return (type) => {
    if (found.has(type)) return found.get(type);
    const entry = exact.get(type) ?? patterns.find(({ pattern }) => matchesPattern(pattern, type))?.entry;
    found.set(type, entry);
    return entry;
  };
}
