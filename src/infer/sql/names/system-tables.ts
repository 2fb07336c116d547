import type { SqlName } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";

/** Whether a name is a system table, which is not an asset: `dual`, `information_schema.tables`. */
export function isSystemTable(name: SqlName, dialect: SqlDialect): boolean {
  const texts = name.map(({ fragments }) =>
    fragments.length === 1 && typeof fragments[0] === "string" ? fragments[0].toLowerCase() : "",
  );
  const last = texts.at(-1) ?? "";
  if (texts.slice(0, -1).some((text) => dialect.systemSchemas.has(text))) return true;
  if (texts.length > 1) return false;
  return dialect.systemTables.has(last) || dialect.systemPrefixes.some((prefix) => last.startsWith(prefix));
}
