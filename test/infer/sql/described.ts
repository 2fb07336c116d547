import { expect, test } from "vitest";
import {
  readSql,
  type SqlAccess,
  type SqlFragment,
  type SqlReading,
  type SqlStatement,
} from "../../../src/infer/sql/index.ts";
import { dialectOf } from "./dialect-of.ts";
import { disagreements } from "./oracles/agreement.ts";
import { unsoundParts } from "./soundness.ts";

/**
 * A statement with its accesses, its flows from inputs to outputs, and its gaps.
 *
 * Accesses are `read a.b`: `temporary` after the verb marks a session table, `?` at the end an uncertain name. Quoted
 * names are in double quotes, files in single quotes, stages begin with `@`. `{{ x }}` is a hole.
 */
export type Described =
  | readonly [sql: string, accesses: string]
  | readonly [sql: string, accesses: string, flows: string]
  | readonly [sql: string, accesses: string, flows: string, gaps: string];

/**
 * Defines a test for each statement. Other parsers, if they support the statement, must find the same tables. An
 * expression in place of a part of the statement must not make another name exact.
 */
export function specify(dialect: string, title: string, statements: readonly Described[]): void {
  test.each(statements.map(([sql, accesses, flows = "", gaps = ""]) => ({ sql, accesses, flows, gaps })))(
    `given ${dialect} with ${title}, when read, then its accesses, flows and gaps are known: $sql`,
    ({ sql, accesses, flows, gaps }) => {
      expect(describeSql(sql, dialect)).toEqual({ accesses, flows, gaps });
      if (sql.includes("{{")) return;
      expect(disagreements(sql, dialect)).toEqual([]);
      if (!gaps.includes("unbalanced")) expect(unsoundParts(sql, dialect)).toEqual([]);
    },
  );
}

export function describeSql(sql: string, dialect: string) {
  const reading = readSql(withHoles(sql), dialectOf(dialect));
  return {
    accesses: reading.statements.flatMap(({ accesses }) => accesses.map(describeAccess)).join(", "),
    flows: reading.statements.flatMap(describeFlows).join("; "),
    gaps: describeGaps(reading),
  };
}

/** Text with `{{ x }}` as holes. */
export function withHoles(sql: string): SqlFragment[] {
  return sql
    .split(/(\{\{.*?\}\})/s)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("{{") ? { hole: piece.slice(2, -2).trim() } : piece));
}

function describeAccess(access: SqlAccess): string {
  const temporary = access.temporary ? "temporary " : "";
  const doubt = access.doubt === undefined ? "" : " ?";
  return `${access.kind} ${temporary}${describeName(access)}${doubt}`;
}

export function describeName({ resource }: SqlAccess): string {
  if (resource.kind === "file") return `'${text(resource.path)}'`;
  const name = resource.name.map(({ fragments, quoted }) =>
    quoted ? `"${text(fragments)}"` : text(fragments),
  );
  if (resource.kind === "table") return name.join(".");
  return `@${resource.name.map(({ fragments }) => text(fragments)).join(".")}/${text(resource.path)}`;
}

function describeFlows({ accesses, flows }: SqlStatement): string[] {
  const names = (indexes: readonly number[]) =>
    indexes.map((at) => accesses[at]).map((access) => (access === undefined ? "" : describeName(access)));
  return flows.map(({ inputs, outputs }) => `${names(inputs).join(" + ")} -> ${names(outputs).join(" + ")}`);
}

function describeGaps({ gaps }: SqlReading): string {
  return gaps.map(({ kind }) => kind).join(", ");
}

function text(fragments: readonly SqlFragment[]): string {
  return fragments.map((part) => (typeof part === "string" ? part : `{{ ${part.hole} }}`)).join("");
}
