import { nameKey, type SqlDialect, type SqlName, type SqlNamePart } from "../sql/index.ts";
import type { Connection } from "./connection.ts";
import type { Resource } from "./resource.ts";
import { isLiteral, joinText, type Text } from "./text.ts";

/**
 * A table of a connection under its full name, as far as that is known: parts that the name leaves out come from the
 * connection, and what that does not know is left out.
 */
export function tableResource(
  name: SqlName,
  connection: Connection,
  dialect: SqlDialect,
  system: string,
): Resource {
  // `database..table` leaves the schema out.
  const written = name.filter(({ fragments }) => fragments.length > 0);
  const full = [...missingParts(written, connection).map(asPart), ...written];
  const texts = full.map(({ fragments }) => fragments);
  const [table, schema, database] = texts.toReversed();
  return {
    namespace: [
      (written.length >= connection.levels ? connection.ofFullNames : undefined) ?? connection.namespace,
    ],
    name: dotted(texts),
    folded: dotted(full.map((part) => nameKeyOf(part, dialect))),
    system,
    kind: "table",
    ...(table && { table }),
    ...(connection.levels > 2
      ? { ...(schema && { schema }), ...(database && { database }) }
      : schema && { database: schema }),
  };
}

/** The parts of the connection that go before a name. */
function missingParts(
  written: readonly SqlNamePart[],
  { levels, database, schema }: Connection,
): readonly Text[] {
  // An expression alone may hold several parts.
  const [first] = written;
  if (
    first === undefined ||
    (!first.quoted && first.fragments.every((fragment) => typeof fragment !== "string"))
  )
    return [];
  const missing = levels - written.length;
  if (missing <= 0) return [];
  const known = levels > 2 ? [database, schema] : [database];
  return known.slice(0, missing).flatMap((part) => (part === undefined || part.length === 0 ? [] : [part]));
}

function asPart(fragments: Text): SqlNamePart {
  return { fragments, quoted: false };
}

function nameKeyOf(part: SqlNamePart, dialect: SqlDialect): Text {
  if (isLiteral(part.fragments)) return [nameKey([part], dialect)];
  return part.fragments.map((fragment) =>
    typeof fragment === "string"
      ? nameKey([{ fragments: [fragment], quoted: part.quoted }], dialect)
      : fragment,
  );
}

function dotted(parts: readonly Text[]): Text {
  let all: Text = parts[0] ?? [];
  for (const part of parts.slice(1)) all = joinText(all, ".", part);
  return all;
}
