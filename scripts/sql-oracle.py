#!/usr/bin/env python3
"""Compares the tables found in SQL texts with the results of sqlglot.

Reads lines of JSON with `dialect`, `sql`, `reads` and `writes` (scripts/sql-texts.mjs) from standard input. Texts that
sqlglot cannot parse are skipped. Exit code 1 if the tables of a text differ and SETTLED does not list the text.
Usage: node scripts/sql-texts.mjs FOLDER | python3 scripts/sql-oracle.py
"""

import json
import logging
import sys

import sqlglot
from sqlglot import exp

# sqlglot's names of our dialects. Other dialects are skipped.
DIALECTS = {
    "athena": "athena",
    "bigquery": "bigquery",
    "clickhouse": "clickhouse",
    "databricks": "databricks",
    "druid": "druid",
    "duckdb": "duckdb",
    "mariadb": "mysql",
    "mysql": "mysql",
    "oracle": "oracle",
    "postgresql": "postgres",
    "redshift": "redshift",
    "snowflake": "snowflake",
    "sqlite": "sqlite",
    "sqlserver": "tsql",
    "trino": "trino",
}

# Texts with different tables in sqlglot, each with the reason why ours are correct. Reviewed by hand.
SETTLED = {
    "SELECT * FROM 'data/*.parquet' p JOIN md.main.dim d USING (id)": "a string in FROM names files",
    "DELETE t1 FROM shop.t1 JOIN shop.t2 USING (id)": "the target is the table with this name in FROM",
    "SELECT * INTO #tmp FROM dbo.a; INSERT INTO dbo.b SELECT * FROM #tmp": "# is a part of the name",
}

SYSTEM_SCHEMAS = {"information_schema", "sys", "pg_catalog", "system"}
SYSTEM_TABLES = {"dual"}


class NotParsed(Exception):
    """sqlglot represents the text as an opaque command."""


def name_of(table):
    parts = [part.name for part in table.parts]
    return ".".join(parts).lower()


def is_table(table):
    if not isinstance(table.this, (exp.Identifier, exp.Dot)):
        return False
    *schemas, last = name_of(table).split(".")
    is_system = any(schema in SYSTEM_SCHEMAS for schema in schemas) or (not schemas and last in SYSTEM_TABLES)
    return not is_system and last != "" and not last.startswith("@") and "/" not in last


def targets_of(node):
    """The tables written by a statement; None for statements that are not compared."""
    if isinstance(node, (exp.Create, exp.Drop)):
        kind = str(node.args.get("kind") or "TABLE").upper()
        return [node.this] if kind in ("TABLE", "VIEW", "MATERIALIZED VIEW") else None
    if isinstance(node, exp.Delete):
        return node.args.get("tables") or [node.this]
    if isinstance(node, exp.TruncateTable):
        return node.expressions
    if isinstance(node, exp.Copy):
        # The kind is true for COPY .. FROM.
        return [node.this] if node.args.get("kind") else []
    if isinstance(node, (exp.Insert, exp.Update, exp.Merge, exp.Alter, exp.LoadData, exp.Into)):
        return [node.this]
    return []


def visit(node, ctes, reads, writes, skipped=()):
    if isinstance(node, (exp.Command, exp.Execute)):
        raise NotParsed
    if isinstance(node, (exp.Reference, exp.ForeignKey, exp.Use)):
        return
    clause = node.args.get("with_") or node.args.get("with")
    if isinstance(clause, exp.With):
        ctes = set(ctes)
        if clause.args.get("recursive"):
            ctes |= {cte.alias.lower() for cte in clause.expressions}
        for cte in clause.expressions:
            visit(cte.this, set(ctes), reads, writes)
            ctes.add(cte.alias.lower())
    targets = targets_of(node)
    if targets is None:
        return
    for target in targets:
        table = target.this if isinstance(target, exp.Schema) else target
        if isinstance(table, exp.Table) and is_table(table):
            writes.add(name_of(table))
            skipped = (*skipped, id(table))
    if isinstance(node, exp.Table) and is_table(node) and id(node) not in skipped:
        name = name_of(node)
        if "." in name or name not in ctes:
            reads.add(name)
    for value in node.args.values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, exp.Expression) and not isinstance(child, exp.With):
                visit(child, ctes, reads, writes, skipped)


def tables_of(sql, dialect):
    reads, writes = set(), set()
    for statement in sqlglot.parse(sql, dialect=dialect):
        if statement is not None:
            visit(statement, set(), reads, writes)
    return sorted(reads), sorted(writes)


def main():
    logging.disable(logging.CRITICAL)
    parsed = failed = 0
    for line in sys.stdin:
        case = json.loads(line)
        dialect = DIALECTS.get(case["dialect"])
        if dialect is None:
            continue
        try:
            reads, writes = tables_of(case["sql"], dialect)
        except (sqlglot.errors.SqlglotError, NotParsed, RecursionError):
            continue
        parsed += 1
        if (reads, writes) == (case["reads"], case["writes"]) or case["sql"].strip() in SETTLED:
            continue
        failed += 1
        print(f"{case['dialect']}: {case['sql']}\n  ours     {case['reads']} {case['writes']}\n  sqlglot  {reads} {writes}")
    print(f"sqlglot {sqlglot.__version__}: {parsed} texts parsed, {failed} disagreements")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
