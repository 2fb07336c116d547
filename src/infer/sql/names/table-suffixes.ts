import type { SqlName, SqlNamePart } from "../access.ts";
import { type SqlFragment, WILDCARD } from "../sql-text.ts";

/** A partition or a snapshot of a BigQuery table: `t$20240101`, `t@-3600000`. */
const DECORATOR = /(?:\$(?:[0-9]+|__[A-Z_]+__)|@-?[0-9]+(?:-(?:-?[0-9]+)?)?)$/;

/** A BigQuery table without the suffix that selects a partition. `*` at the end selects several tables. */
export function withoutSuffixes(name: SqlName): SqlName {
  const last = name.at(-1);
  return last === undefined ? name : [...name.slice(0, -1), trimmed(last)];
}

function trimmed({ fragments, quoted }: SqlNamePart): SqlNamePart {
  const text = fragments.at(-1);
  if (typeof text !== "string") return { fragments, quoted };
  const plain = text.replace(DECORATOR, "");
  const ends: SqlFragment[] = quoted && plain.endsWith("*") ? [plain.slice(0, -1), WILDCARD] : [plain];
  return { fragments: [...fragments.slice(0, -1), ...ends.filter((fragment) => fragment !== "")], quoted };
}
