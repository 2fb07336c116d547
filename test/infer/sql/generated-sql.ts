import fc from "fast-check";

/** A query. It determines its text and the tables read and written by it. */
export interface Query {
  readonly ctes: readonly { readonly name: string; readonly query: Query }[];
  readonly selects: Selects;
  readonly operator: string;
}

type Selects = readonly [Select] | readonly [Select, Select];

interface Select {
  readonly columns: readonly Expression[];
  readonly from: readonly Joined[];
  readonly where: Expression | undefined;
  readonly tail: string;
}

interface Joined {
  readonly join: string;
  readonly table: Factor;
}

type Factor =
  | { readonly kind: "table"; readonly name: string; readonly alias: string }
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "brackets"; readonly first: Factor; readonly second: Factor };

type Expression =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "query"; readonly before: string; readonly query: Query; readonly after: string };

export type Statement =
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "insert"; readonly target: string; readonly columns: boolean; readonly query: Query }
  | { readonly kind: "create"; readonly words: string; readonly target: string; readonly query: Query }
  | {
      readonly kind: "update";
      readonly target: string;
      readonly value: Expression;
      readonly where: Expression;
    }
  | { readonly kind: "delete"; readonly target: string; readonly where: Expression };

/** Names of tables and of common table expressions. */
const NAMES = ["a", "b", "c", "orders", "Stage"];
const QUALIFIED = ["s.a", "s.orders", "raw.t1", "raw.b"];
const ALIASES = ["", "", "x", "AS y", "AS b"];
const JOINS = ["JOIN", "LEFT JOIN", "INNER JOIN", "CROSS JOIN", ","];
/** Expressions that look like tables. */
const TEXTS = [
  "1",
  "i",
  "x.y",
  "'FROM q'",
  "'it''s; DROP TABLE q'",
  "count(*)",
  "coalesce(i, 'JOIN q')",
  "CASE WHEN i = 1 THEN 2 ELSE 3 END",
  "(((i)))",
  "f(g(1, 2), ',')",
  "CAST(i AS int)",
];
const QUERY_CONTEXTS = [
  ["(", ")"],
  ["i IN (", ")"],
  ["EXISTS (", ")"],
  ["coalesce((", "), 1)"],
  ["CASE WHEN (", ") = 1 THEN 2 END"],
];
const TAILS = ["", "", "GROUP BY 1", "GROUP BY i, j", "ORDER BY i, j", "LIMIT 3"];
const OPERATORS = ["UNION", "UNION ALL", "EXCEPT", "INTERSECT"];

/** The maximum depth of nested queries. */
const DEPTH = 3;

function queryOf(depth: number): fc.Arbitrary<Query> {
  const inner = depth === 0 ? undefined : queryOf(depth - 1);
  const factor = factorOf(inner);
  const expression = expressionOf(inner);
  const select: fc.Arbitrary<Select> = fc.record({
    columns: fc.array(expression, { minLength: 1, maxLength: 2 }),
    from: fc.array(fc.record({ join: fc.constantFrom(...JOINS), table: factor }), { maxLength: 3 }),
    where: fc.option(expression, { nil: undefined }),
    tail: fc.constantFrom(...TAILS),
  });
  const cte = inner && fc.record({ name: fc.constantFrom(...NAMES), query: inner });
  return fc.record({
    ctes: cte === undefined ? fc.constant([]) : fc.array(cte, { maxLength: 2 }).map(unique),
    selects: fc.oneof(
      { weight: 3, arbitrary: select.map((only): Selects => [only]) },
      { weight: 1, arbitrary: fc.tuple(select, select) },
    ),
    operator: fc.constantFrom(...OPERATORS),
  });
}

function factorOf(inner: fc.Arbitrary<Query> | undefined): fc.Arbitrary<Factor> {
  const table: fc.Arbitrary<Factor> = fc.record({
    kind: fc.constant("table"),
    name: fc.constantFrom(...NAMES, ...QUALIFIED),
    alias: fc.constantFrom(...ALIASES),
  });
  if (inner === undefined) return table;
  const query: fc.Arbitrary<Factor> = inner.map((query) => ({ kind: "query", query }));
  const brackets: fc.Arbitrary<Factor> = fc.record({
    kind: fc.constant("brackets"),
    first: table,
    second: fc.oneof(table, query),
  });
  return fc.oneof(
    { weight: 4, arbitrary: table },
    { weight: 1, arbitrary: query },
    { weight: 1, arbitrary: brackets },
  );
}

function expressionOf(inner: fc.Arbitrary<Query> | undefined): fc.Arbitrary<Expression> {
  const text: fc.Arbitrary<Expression> = fc.constantFrom(...TEXTS).map((text) => ({ kind: "text", text }));
  if (inner === undefined) return text;
  const query: fc.Arbitrary<Expression> = fc
    .tuple(fc.constantFrom(...QUERY_CONTEXTS), inner)
    .map(([[before = "", after = ""], query]) => ({ kind: "query", before, query, after }));
  return fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: query });
}

const query = queryOf(DEPTH);

function unique<T extends { readonly name: string }>(ctes: readonly T[]): T[] {
  return ctes.filter(({ name }, at) => ctes.findIndex((other) => other.name === name) === at);
}

const target = fc.constantFrom(...NAMES, ...QUALIFIED);
const expression = expressionOf(queryOf(1));

/** Statements supported by the parsers of many dialects. */
export const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({ kind: fc.constant("query" as const), query }),
  fc.record({ kind: fc.constant("insert" as const), target, columns: fc.boolean(), query }),
  fc.record({
    kind: fc.constant("create" as const),
    words: fc.constantFrom("CREATE TABLE", "CREATE VIEW", "CREATE TABLE IF NOT EXISTS"),
    target,
    query,
  }),
  fc.record({ kind: fc.constant("update" as const), target, value: expression, where: expression }),
  fc.record({ kind: fc.constant("delete" as const), target, where: expression }),
);

/** White space between tokens: a space, line ends, comments. */
const BLANKS = [" ", "\n", "\t", " /* FROM q */ ", " -- FROM q ' \" (\n"];

/** Replaces the white space outside strings by other white space or comments. */
export const spaced = fc.constantFrom(...BLANKS).map(
  (blank) => (sql: string) =>
    sql
      .split("'")
      .map((piece, at) => (at % 2 === 0 ? piece.replaceAll(/ (?=[A-Z(])/g, blank) : piece))
      .join("'"),
);

export function printStatement(generated: Statement): string {
  switch (generated.kind) {
    case "query":
      return printQuery(generated.query);
    case "insert":
      return `INSERT INTO ${generated.target} ${generated.columns ? "(i, j) " : ""}${printQuery(generated.query)}`;
    case "create":
      return `${generated.words} ${generated.target} AS ${printQuery(generated.query)}`;
    case "update":
      return `UPDATE ${generated.target} SET i = ${printExpression(generated.value)} WHERE i = ${printExpression(generated.where)}`;
    case "delete":
      return `DELETE FROM ${generated.target} WHERE i = ${printExpression(generated.where)}`;
  }
}

function printQuery({ ctes, selects, operator }: Query): string {
  const list = ctes.map(({ name, query: inner }) => `${name} AS (${printQuery(inner)})`).join(", ");
  const body = selects.map(printSelect).join(` ${operator} `);
  return ctes.length === 0 ? body : `WITH ${list} ${body}`;
}

function printSelect({ columns, from, where, tail }: Select): string {
  const tables = from.map(({ join, table }, at) => (at === 0 ? printFactor(table) : printJoin(join, table)));
  return [
    `SELECT ${columns.map(printExpression).join(", ")}`,
    from.length === 0 ? "" : `FROM ${tables.join("")}`,
    where === undefined ? "" : `WHERE i = ${printExpression(where)}`,
    // After a set operator, ORDER BY and LIMIT are not allowed everywhere.
    from.length === 0 || tail.startsWith("GROUP") ? tail.replace(/^(?:ORDER|LIMIT).*/, "") : "",
  ]
    .filter((piece) => piece !== "")
    .join(" ");
}

function printJoin(join: string, table: Factor): string {
  if (join === ",") return `, ${printFactor(table)}`;
  return ` ${join} ${printFactor(table)}${join === "CROSS JOIN" ? "" : " ON i = 1"}`;
}

function printFactor(factor: Factor): string {
  if (factor.kind === "table") return `${factor.name} ${factor.alias}`.trim();
  if (factor.kind === "query") return `(${printQuery(factor.query)}) q`;
  return `(${printFactor(factor.first)} JOIN ${printFactor(factor.second)} ON i = 2)`;
}

function printExpression(part: Expression): string {
  return part.kind === "text" ? part.text : `${part.before}${printQuery(part.query)}${part.after}`;
}

/**
 * The tables according to the scoping rules: the preceding common table expressions are visible in a query and, in some
 * dialects, also the one that it defines.
 */
export function tablesOf(generated: Statement, seesItself = false): { reads: string[]; writes: string[] } {
  const reads = new Set<string>();
  const scope: Scope = { seen: new Set(), seesItself };
  if ("query" in generated) readQuery(generated.query, scope, reads);
  if (generated.kind === "update") readExpression(generated.value, scope, reads);
  if (generated.kind === "update" || generated.kind === "delete")
    readExpression(generated.where, scope, reads);
  return {
    reads: [...reads].sort(),
    writes: generated.kind === "query" ? [] : [generated.target.toLowerCase()],
  };
}

interface Scope {
  readonly seen: ReadonlySet<string>;
  readonly seesItself: boolean;
}

function readQuery({ ctes, selects }: Query, { seen: outer, seesItself }: Scope, reads: Set<string>): void {
  const seen = new Set(outer);
  for (const { name, query: inner } of ctes) {
    if (seesItself) seen.add(name.toLowerCase());
    readQuery(inner, { seen: new Set(seen), seesItself }, reads);
    seen.add(name.toLowerCase());
  }
  const scope = { seen, seesItself };
  for (const { columns, from, where } of selects) {
    for (const column of columns) readExpression(column, scope, reads);
    for (const { table } of from) readFactor(table, scope, reads);
    if (where !== undefined) readExpression(where, scope, reads);
  }
}

function readFactor(factor: Factor, scope: Scope, reads: Set<string>): void {
  if (factor.kind === "query") readQuery(factor.query, scope, reads);
  else if (factor.kind === "brackets") {
    readFactor(factor.first, scope, reads);
    readFactor(factor.second, scope, reads);
  } else if (!scope.seen.has(factor.name.toLowerCase())) reads.add(factor.name.toLowerCase());
}

function readExpression(part: Expression, scope: Scope, reads: Set<string>): void {
  if (part.kind === "query") readQuery(part.query, scope, reads);
}
