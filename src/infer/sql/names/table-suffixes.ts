import type { SqlName, SqlNamePart } from "../access.ts";
import { type SqlFragment, WILDCARD } from "../sql-text.ts";

/** A part, or a moment, of a table of BigQuery: `t$20240101`, `t@-3600000`. */
const DECORATOR = /(?:\$(?:[0-9]+|__[A-Z_]+__)|@-?[0-9]+(?:-(?:-?[0-9]+)?)?)$/;

/** A table of BigQuery without the suffix that chooses a part of it; `*` at its end stands for many tables. */
export function withoutSuffixes(name: SqlName): SqlName {
  const last = name.at(-1);
  return last === undefined ? name : [...name.slice(0, -1), trimmed(last)];
}

function trimmed({ fragments, quoted }: SqlNamePart): SqlNamePart {
  const text = fragments.at(-1);
  if (typeof text !== "string") return { fragments, quoted };
  const plain = text.replace(DECORATOR, "");
  const ends: SqlFragment[] = quoted && plain.endsWith("*") ? [plain.slice(0, -1), WILDCARD] : [plain];
  return { fragments: [...fragments.slice(0, -1), ...ends.filter((each) => each !== "")], quoted };
}
