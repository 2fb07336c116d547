import { isExact, isWrite, readSql, type SqlFragment } from "../../../src/infer/sql/index.ts";
import { dialectOf } from "./dialect-of.ts";

/** The tables of a text with a certain name, including temporary tables, as sorted lower-case dotted names. */
export function tablesOfText(text: string | readonly SqlFragment[], dialect: string) {
  const { statements } = readSql(typeof text === "string" ? [text] : text, dialectOf(dialect));
  const reads = new Set<string>();
  const writes = new Set<string>();
  for (const access of statements.flatMap(({ accesses }) => accesses)) {
    if (access.resource.kind !== "table" || access.doubt !== undefined) continue;
    const name = access.resource.name.map(({ fragments }) => fragments.map(shown).join("")).join(".");
    (isWrite(access) ? writes : reads).add(name.toLowerCase());
  }
  return { reads: [...reads].sort(), writes: [...writes].sort() };
}

function shown(fragment: SqlFragment): string {
  return typeof fragment === "string" ? fragment : "*";
}

/** All exact names of permanent tables in a text. */
export function exactNames(text: readonly SqlFragment[], dialect: string): Set<string> {
  const { statements } = readSql(text, dialectOf(dialect));
  const names = new Set<string>();
  for (const access of statements.flatMap(({ accesses }) => accesses)) {
    if (access.temporary || !isExact(access)) continue;
    const { resource } = access;
    const name =
      resource.kind === "file" ? "" : resource.name.map(({ fragments }) => fragments.join("")).join(".");
    const path = resource.kind === "table" ? "" : resource.path.join("");
    names.add(`${resource.kind} ${name} ${path}`);
  }
  return names;
}
