import type { SqlName } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import type { SqlFragment } from "../sql-text.ts";
import { dottedParts } from "./dotted-parts.ts";
import { withoutSuffixes } from "./table-suffixes.ts";

/** The table name in a property that contains only the name, with or without quotes. */
export function readTableName(fragments: readonly SqlFragment[], dialect: SqlDialect): SqlName {
  const plain = fragments.map((fragment) =>
    typeof fragment === "string" ? fragment.replace(/[[\]]/g, '"') : fragment,
  );
  const quote = plain.some((fragment) => typeof fragment === "string" && fragment.includes("`")) ? "`" : '"';
  if (!dialect.tableSuffixes) return dottedParts(plain, quote);
  // The older form of BigQuery, `project:dataset.table`.
  const dots = plain.map((fragment) =>
    typeof fragment === "string" ? fragment.replace(":", ".").replaceAll("`", "") : fragment,
  );
  return withoutSuffixes(dottedParts(dots, '"'));
}
