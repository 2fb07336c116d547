import { changeText, isConstant, type Text } from "../../resource/text.ts";
import type { SqlStatement } from "../../sql/index.ts";
import type { PropertyText } from "../properties.ts";
import type { DataSource, LocalFile } from "../reading.ts";

/** A file of the working directory, or an expression in its place. */
export function localSource(path: Text, property: PropertyText): readonly DataSource[] {
  const links = path.flatMap((fragment): DataSource[] => {
    const expression = property.expressions.get(fragment);
    return expression === undefined ? [] : [{ kind: "link", expression }];
  });
  return [localFile(path), ...links];
}

export function localFile(path: Text): LocalFile {
  // `{{ workingDir }}/orders.csv`
  const name = changeText(path, (text) => text.replace(/^[^A-Za-z0-9_./-]*\//, "").replace(/^\.\//, ""));
  return name !== undefined && isConstant(name) && name.length > 0
    ? { kind: "file", name: name.join("") }
    : { kind: "file" };
}

/** The expressions in a statement; some may name files stored by other tasks. */
export function linksOf({
  text,
  expressions,
}: PropertyText): (statement: SqlStatement) => readonly DataSource[] {
  if (expressions.size === 0) return () => [];
  const offsets: number[] = [];
  const links: DataSource[] = [];
  let offset = 0;
  for (const fragment of text) {
    const expression = expressions.get(fragment);
    if (expression !== undefined) {
      offsets.push(offset);
      links.push({ kind: "link", expression });
    }
    offset += typeof fragment === "string" ? fragment.length : 1;
  }
  return ({ span }) => links.slice(firstFrom(offsets, span.start), firstFrom(offsets, span.end));
}

/** Index of the first sorted number that is at least the given one; their count if there is none. */
function firstFrom(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
