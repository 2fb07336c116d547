import { loadModule, parseSync } from "libpg-query";
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

await loadModule();

/** The tables of a text, by PostgreSQL's parser; undefined for a syntax error. */
export function byLibpgQuery(sql: string): Tables | undefined {
  let statements: readonly unknown[];
  try {
    statements = listOf((parseSync(sql) as Node).stmts);
  } catch {
    return undefined;
  }
  const sink = createSink();
  for (const statement of statements) if (isNode(statement)) walk(statement.stmt, new Set(), sink);
  return finishSink(sink);
}

/** The keys of the written tables in each statement. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  InsertStmt: ["relation"],
  UpdateStmt: ["relation"],
  DeleteStmt: ["relation"],
  MergeStmt: ["relation"],
  RefreshMatViewStmt: ["relation"],
  CreateStmt: ["relation"],
  ViewStmt: ["view"],
  AlterTableStmt: ["relation"],
  TruncateStmt: ["relations"],
};

function walk(value: unknown, ctes: Ctes, sink: Sink): void {
  if (Array.isArray(value)) for (const item of value) walk(item, ctes, sink);
  if (!isNode(value)) return;
  for (const [kind, node] of Object.entries(value)) {
    if (isNode(node)) walkNode(kind, node, ctes, sink);
    else walk(node, ctes, sink);
  }
}

function walkNode(kind: string, node: Node, ctes: Ctes, sink: Sink): void {
  switch (kind) {
    case "RangeVar":
      readTable(node, ctes, sink);
      return;
    case "DropStmt":
      dropTables(node, sink);
      return;
    case "CreateForeignTableStmt":
      walkNode("CreateStmt", node.base as Node, ctes, sink);
      return;
    case "RenameStmt":
      renameTable(node, sink);
      return;
    case "CopyStmt":
      copyTable(node, ctes, sink);
      return;
    case "ExplainStmt":
      if (listOf(node.options).some((option) => JSON.stringify(option).includes('"analyze"')))
        walk(node.query, ctes, sink);
      return;
    // These do not run their statements or read the named table.
    case "CreateFunctionStmt":
    case "DoStmt":
    case "IndexStmt":
    case "VacuumStmt":
    case "LockStmt":
    case "GrantStmt":
    case "CommentStmt":
    case "RuleStmt":
    case "CreateTrigStmt":
    case "Constraint":
      return;
    default:
      walkStatement(kind, node, withCtes(node, ctes, sink), sink);
  }
}

function walkStatement(kind: string, node: Node, ctes: Ctes, sink: Sink): void {
  const targets = TARGETS[kind] ?? [];
  for (const [key, value] of Object.entries(node)) {
    if (key === "withClause") continue;
    if (targets.includes(key)) for (const target of [value].flat()) writeTable(target, sink);
    else if (key === "rel" && (kind === "intoClause" || kind === "into")) writeTable(value, sink);
    // `FOR UPDATE OF t` refers to tables of the query.
    else if (key === "lockingClause") continue;
    else if (kind === "TableLikeClause" && key === "relation" && isNode(value))
      readTable(value, new Set(), sink);
    else walk({ [key]: value }, ctes, sink);
  }
}

/** Walks the common table expressions of a statement. Returns those in its scope. */
function withCtes(node: Node, ctes: Ctes, sink: Sink): Ctes {
  const clause = node.withClause;
  if (!isNode(clause)) return ctes;
  const entries = listOf(clause.ctes).map((cte) => (cte as Node).CommonTableExpr as Node);
  const all = new Set(ctes);
  const recursive = clause.recursive === true;
  if (recursive) for (const entry of entries) all.add(String(entry.ctename));
  for (const entry of entries) {
    walk(entry.ctequery, new Set(all), sink);
    all.add(String(entry.ctename));
  }
  return all;
}

function nameOf(node: Node): string {
  return [node.catalogname, node.schemaname, node.relname].filter(Boolean).join(".").toLowerCase();
}

function readTable(node: Node, ctes: Ctes, sink: Sink): void {
  if (node.schemaname === undefined && ctes.has(String(node.relname))) return;
  sink.reads.add(nameOf(node));
}

function writeTable(value: unknown, sink: Sink): void {
  if (!isNode(value)) return;
  const node = isNode(value.RangeVar) ? value.RangeVar : value;
  sink.writes.add(nameOf(node));
}

function dropTables(node: Node, sink: Sink): void {
  if (
    !["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE"].includes(
      String(node.removeType),
    )
  )
    return;
  for (const object of listOf(node.objects)) {
    const items = listOf(((object as Node).List as Node).items);
    sink.writes.add(
      items
        .map((item) => ((item as Node).String as Node).sval)
        .join(".")
        .toLowerCase(),
    );
  }
}

function renameTable(node: Node, sink: Sink): void {
  const relation = node.relation;
  if (!isNode(relation)) return;
  sink.writes.add(nameOf(relation));
  if (!["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW"].includes(String(node.renameType))) return;
  sink.writes.add(nameOf({ ...relation, relname: node.newname }));
}

function copyTable(node: Node, ctes: Ctes, sink: Sink): void {
  walk(node.query, ctes, sink);
  if (!isNode(node.relation)) return;
  if (node.is_from === true) writeTable(node.relation, sink);
  else readTable(node.relation, ctes, sink);
}
