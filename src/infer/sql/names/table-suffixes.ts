import type { SqlName, SqlNamePart } from "../access.ts";
import { type SqlFragment, WILDCARD } from "../sql-text.ts";

/** A partition or a snapshot of a BigQuery table: `t$20240101`, `t@-3600000`. */
const DECORATOR = /(?:\$(?:[0-9]+|__[A-Z_]+__)|@-?[0-9]+(?:-(?:-?[0-9]+)?)?)$/;

/** A BigQuery table without the suffix that selects a partition. `*` at the end selects several tables. */
export function withoutSuffixes(name: SqlName): SqlName {
  const last = name.at(-1);
  return last === undefined ? name : [...name.slice(0, -1), trimmed(last)];
}

/** The metadata tables of Hive, Iceberg and Delta Lake in Trino: `"t$partitions"`. */
const METADATA =
  /(?<=.)\$(?:partitions|properties|history|snapshots|manifests|all_manifests|files|entries|all_entries|refs|metadata_log_entries|timeline|transactions)$/i;

/** A table of Trino for the name of its metadata. */
export function withoutMetadata(name: SqlName): SqlName {
  const last = name.at(-1);
  const text = last?.fragments.at(-1);
  if (last === undefined || typeof text !== "string" || !text.includes("$")) return name;
  const fragments = [...last.fragments.slice(0, -1), text.replace(METADATA, "")];
  return [...name.slice(0, -1), { ...last, fragments }];
}

function trimmed({ fragments, quoted }: SqlNamePart): SqlNamePart {
  const text = fragments.at(-1);
  if (typeof text !== "string") return { fragments, quoted };
  const plain = text.replace(DECORATOR, "");
  const ends: SqlFragment[] = quoted && plain.endsWith("*") ? [plain.slice(0, -1), WILDCARD] : [plain];
  return { fragments: [...fragments.slice(0, -1), ...ends.filter((fragment) => fragment !== "")], quoted };
}
