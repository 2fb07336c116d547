import { init, parse } from "@guanmingchiu/sqlparser-ts";
import {
  type Ctes,
  createSink,
  finishSink,
  isNode,
  listOf,
  type Node,
  type Sink,
  type Tables,
} from "./tables.ts";

await init();

/** The dialects of sqlparser-rs, by our names. */
const SQLPARSER_DIALECTS: Readonly<Record<string, string>> = {
  postgresql: "postgresql",
  redshift: "redshift",
  duckdb: "duckdb",
  mysql: "mysql",
  mariadb: "mysql",
  bigquery: "bigquery",
  snowflake: "snowflake",
  databricks: "databricks",
  hive: "hive",
  clickhouse: "clickhouse",
  sqlserver: "mssql",
  sqlite: "sqlite",
  oracle: "oracle",
  trino: "generic",
  db2: "generic",
};

/** The tables of a text, by sqlparser-rs; undefined for a syntax error or an unsupported dialect. */
export function bySqlparser(sql: string, dialect: string): Tables | undefined {
  const name = SQLPARSER_DIALECTS[dialect];
  if (name === undefined) return undefined;
  let statements: readonly unknown[];
  try {
    statements = listOf(parse(sql, name as Parameters<typeof parse>[1]));
  } catch {
    return undefined;
  }
  const sink = createSink();
  for (const statement of statements) walk(statement, new Set(), sink);
  return finishSink(sink);
}

function walk(value: unknown, ctes: Ctes, sink: Sink): void {
  if (Array.isArray(value)) for (const item of value) walk(item, ctes, sink);
  if (!isNode(value)) return;
  const inner = withCtes(value, ctes, sink);
  for (const [kind, node] of Object.entries(value)) {
    if (kind === "with") continue;
    if (kind === "RenameTable") {
      for (const key of ["old_name", "new_name"])
        for (const name of namesIn(node, key)) sink.writes.add(nameOf(name));
      continue;
    }
    const read = READERS[kind];
    if (read !== undefined && isNode(node)) read(node, inner, sink);
    else walk(node, inner, sink);
  }
}

type Reader = (node: Node, ctes: Ctes, sink: Sink) => void;

const READERS: Readonly<Record<string, Reader>> = {
  Table: readTable,
  Insert: (node, ctes, sink) => {
    const target = node.table;
    if (isNode(target) && listOf(target.TableName).length > 0) sink.writes.add(nameOf(target.TableName));
    for (const name of namesIn([node.multi_table_into_clauses, node.multi_table_when_clauses], "table_name"))
      sink.writes.add(nameOf(name));
    walkWithout(node, ["table"], ctes, sink);
  },
  Update: (node, ctes, sink) => {
    writeFactor(node.table, ctes, sink);
    walkWithout(node, ["table"], ctes, sink);
  },
  Delete: readDelete,
  Merge: (node, ctes, sink) => {
    writeFactor({ relation: node.table, joins: [] }, ctes, sink);
    walkWithout(node, ["table"], ctes, sink);
  },
  CreateTable: (node, ctes, sink) => {
    sink.writes.add(nameOf(node.name));
    for (const key of ["like", "clone"]) readName(node[key], sink);
    walkWithout(node, ["name", "like", "clone", "constraints", "columns"], ctes, sink);
  },
  CreateView: (node, ctes, sink) => {
    sink.writes.add(nameOf(node.name));
    walkWithout(node, ["name"], ctes, sink);
  },
  Drop: (node, _ctes, sink) => {
    if (!["Table", "View", "MaterializedView"].includes(String(node.object_type))) return;
    for (const name of listOf(node.names)) sink.writes.add(nameOf(name));
  },
  Truncate: (node, _ctes, sink) => {
    for (const table of listOf(node.table_names)) sink.writes.add(nameOf((table as Node).name));
  },
  AlterTable: (node, _ctes, sink) => {
    sink.writes.add(nameOf(node.name));
    for (const operation of listOf(node.operations)) {
      if (!isNode(operation)) continue;
      if (isNode(operation.RenameTable)) {
        const renamed = Object.values(operation.RenameTable.table_name as Node)[0];
        sink.writes.add(nameOf(renamed));
      }
      if (isNode(operation.SwapWith)) sink.reads.add(nameOf(operation.SwapWith.table_name));
    }
  },
  into: (node, _ctes, sink) => {
    sink.writes.add(nameOf(node.name));
  },
  Copy: (node, ctes, sink) => {
    const source = node.source;
    const name = isNode(source) && isNode(source.Table) ? source.Table.table_name : undefined;
    if (name === undefined) walk(source, ctes, sink);
    else if (node.to === true) sink.reads.add(nameOf(name));
    else sink.writes.add(nameOf(name));
  },
  CopyIntoSnowflake: (node, ctes, sink) => {
    if (node.kind === "Table") sink.writes.add(nameOf(node.into));
    else if (node.from_obj !== undefined && node.from_obj !== null) sink.reads.add(nameOf(node.from_obj));
    walk(node.from_query, ctes, sink);
  },
  OptimizeTable: (node, _ctes, sink) => {
    sink.writes.add(nameOf(node.name));
  },
  Explain: (node, ctes, sink) => {
    if (node.analyze === true) walk(node.statement, ctes, sink);
  },
};

/** All values of a key in a tree. */
function namesIn(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, key));
  if (!isNode(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : namesIn(inner, key)));
}

/** Walks a statement without the given keys. */
function walkWithout(node: Node, keys: readonly string[], ctes: Ctes, sink: Sink): void {
  walk(Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key))), ctes, sink);
}

function readTable(node: Node, ctes: Ctes, sink: Sink): void {
  if (!Array.isArray(node.name)) return;
  // With arguments, the relation is a function.
  if (node.args === undefined || node.args === null) addRead(nameOf(node.name), node.name.length, ctes, sink);
  walkWithout(node, ["name", "alias"], ctes, sink);
}

function addRead(name: string, parts: number, ctes: Ctes, sink: Sink): void {
  if (parts > 1 || !ctes.has(name)) sink.reads.add(name);
}

function readName(value: unknown, sink: Sink): void {
  const found = Array.isArray(value) ? value : findName(value);
  if (found !== undefined) sink.reads.add(nameOf(found));
}

function findName(value: unknown): readonly unknown[] | undefined {
  if (!isNode(value)) return undefined;
  for (const inner of Object.values(value)) {
    const name = isNode(inner) && Array.isArray(inner.name) ? inner.name : findName(inner);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Adds a written table, and its joins. */
function writeFactor(value: unknown, ctes: Ctes, sink: Sink): void {
  if (!isNode(value)) return;
  const relation = value.relation;
  if (isNode(relation) && isNode(relation.Table)) sink.writes.add(nameOf(relation.Table.name));
  walk(value.joins, ctes, sink);
}

function readDelete(node: Node, ctes: Ctes, sink: Sink): void {
  const from = Object.values((node.from ?? {}) as Node).flatMap(listOf);
  if (listOf(node.tables).length > 0) {
    for (const name of listOf(node.tables)) sink.writes.add(nameOf(name));
    walk(from, ctes, sink);
  } else for (const factor of from) writeFactor(factor, ctes, sink);
  walkWithout(node, ["from", "tables"], ctes, sink);
}

function nameOf(name: unknown): string {
  return listOf(name)
    .map((part) => {
      const identifier = isNode(part) ? (isNode(part.Identifier) ? part.Identifier : part) : {};
      return String(identifier.value);
    })
    .join(".")
    .toLowerCase();
}

/** Walks the common table expressions of a query. Returns those in its scope. */
function withCtes(node: Node, ctes: Ctes, sink: Sink): Ctes {
  const clause = node.with;
  if (!isNode(clause)) return ctes;
  const entries = listOf(clause.cte_tables).filter(isNode);
  const all = new Set(ctes);
  const cteName = (entry: Node) => String(((entry.alias as Node).name as Node).value).toLowerCase();
  if (clause.recursive === true) for (const entry of entries) all.add(cteName(entry));
  for (const entry of entries) {
    walk(entry.query, new Set(all), sink);
    all.add(cteName(entry));
  }
  return all;
}
