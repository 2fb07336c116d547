import type { SqlName } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import type { SqlFragment } from "../sql-text.ts";

/** Formats of Spark's ``format.`path` ``. */
const FORMATS = new Set([
  "parquet",
  "csv",
  "json",
  "orc",
  "avro",
  "text",
  "binaryfile",
  "delta",
  "iceberg",
  "hudi",
  "xml",
]);

/** Extensions of files that DuckDB reads as tables. */
const FILE_END = /\.(?:parquet|csv|tsv|txt|json|jsonl|ndjson|xlsx|avro|db|duckdb)(?:\.gz|\.zst)?$/i;

/** The path that a name in a FROM clause refers to; undefined for tables. */
export function filePath(name: SqlName, dialect: SqlDialect): readonly SqlFragment[] | undefined {
  const last = name.at(-1);
  if (last?.quoted !== true) return undefined;
  if (dialect.formatPaths && name.length === 2) {
    const [format, ...others] = name[0]?.fragments ?? [];
    if (others.length > 0) return undefined;
    return typeof format === "string" && FORMATS.has(format.toLowerCase()) ? last.fragments : undefined;
  }
  const end = last.fragments.at(-1);
  const isFile = dialect.filesAsTables && name.length === 1 && typeof end === "string" && FILE_END.test(end);
  return isFile ? last.fragments : undefined;
}
