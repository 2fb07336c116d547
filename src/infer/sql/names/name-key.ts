import type { SqlName, SqlNamePart } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";

/** Equal for names of the same table on a connection. */
export function nameKey(name: SqlName, dialect: SqlDialect): string {
  return name.map((part) => partKey(part, dialect)).join("\u0001");
}

/** Equal for two spellings of one common table expression or alias. */
export function cteKey(part: SqlNamePart, dialect: SqlDialect): string {
  const key = partKey(part, dialect);
  return dialect.cteNames === "as-tables" ? key : key.toLowerCase();
}

function partKey({ fragments, quoted }: SqlNamePart, dialect: SqlDialect): string {
  return fragments
    .map((fragment) =>
      typeof fragment === "string" ? folded(fragment, quoted, dialect) : `\u0002${fragment.hole}\u0002`,
    )
    .join("");
}

function folded(text: string, quoted: boolean, { unquoted, quotedKeepsCase }: SqlDialect): string {
  if (unquoted === "kept" || (quoted && quotedKeepsCase)) return text;
  return unquoted === "upper" ? text.toUpperCase() : text.toLowerCase();
}
