import { nameKey, type SqlDialect, type SqlName, type SqlNamePart } from "../sql/index.ts";
import type { Connection } from "./connection.ts";
import type { Resource } from "./resource.ts";
import { isConstant, joinText, type Text } from "./text.ts";

/**
 * A table of a connection under its full name. Missing parts come from the connection; parts unknown there are left
 * out.
 */
export function tableResource(
  name: SqlName,
  connection: Connection,
  dialect: SqlDialect,
  system: string,
): Resource {
  // `database..table` omits the schema.
  const written = name.filter(({ fragments }) => fragments.length > 0);
  const full = [...missingParts(written, connection).map(asPart), ...written];
  const texts = full.map(({ fragments }) => fragments);
  const [table, ...above] = texts.toReversed();
  // A name with one part, in the database of the connection.
  const lacksSchema = full.length === 2 && written.length === 1 && (connection.database ?? []).length > 0;
  const [schema, database] = connection.levels > 2 && lacksSchema ? [undefined, above[0]] : above;
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

/** The parts of the connection that precede a name. */
function missingParts(
  written: readonly SqlNamePart[],
  { levels, database, schema }: Connection,
): readonly Text[] {
  // A single expression may contain several parts.
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
  if (isConstant(part.fragments)) return [nameKey([part], dialect)];
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
