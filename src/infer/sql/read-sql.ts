import type { SqlReading } from "./access.ts";
import type { SqlDialect } from "./dialects/dialect.ts";
import { finishReading } from "./finish.ts";
import { readGroup, unbalanced } from "./query/group.ts";
import { readQuery } from "./query/query.ts";
import {
  accept,
  addGap,
  createReader,
  createStatement,
  doubtStatement,
  doubtTables,
  type Grammar,
  type Reader,
} from "./reader/reader.ts";
import { createScope, type QueryScope } from "./reader/scope.ts";
import type { ReadingSession } from "./reader/session.ts";
import { createTemporaries } from "./reader/temporaries.ts";
import { joinFragments, type SqlFragment, type SqlText } from "./sql-text.ts";
import { readControl } from "./statements/control.ts";
import { readStatement } from "./statements/read-statement.ts";
import { atEnd, skipOne } from "./statements/rest.ts";
import { VERBS } from "./statements/verbs.ts";

const GRAMMAR: Grammar = { query: readQuery, group: readGroup, rows: readRows, text: readInnerText };

/**
 * The accesses and flows of the statements of a SQL text, and its unreadable parts. Literal text is given as strings,
 * unknown text as holes. Never throws. Time and memory are linear in the length of the text.
 *
 * A hole is assumed to be balanced: it closes the quotes, comments and brackets that it opens. A hole next to a word is
 * a part of the word, and a hole in the place of a name is a name. Anywhere else it may contain any clauses of the
 * statement, so that names which these could change are in doubt.
 */
export function readSql(fragments: readonly SqlFragment[], dialect: SqlDialect): SqlReading {
  const session: ReadingSession = {
    dialect,
    statements: [],
    settings: [],
    gaps: [],
    temporaries: createTemporaries(dialect),
    unsure: undefined,
    accesses: 0,
    firstHole: undefined,
  };
  readText(createReader(joinFragments(fragments), session, GRAMMAR));
  return finishReading(session);
}

/** Reads statement by statement. */
function readText(r: Reader): void {
  for (;;) {
    while (accept(r, ";") !== undefined);
    const token = r.tokens.peek();
    if (token.kind === "end") break;
    const statement = createStatement(r.source.origin(token.start));
    r.statement = statement;
    r.session.statements.push(statement);
    if (r.tokens.last().holed === true && r.dialect.batches) {
      doubtTables(r);
      doubtStatement(r, "an expression precedes the statement");
    }
    if (readControl(r)) statement.verb = token.upper;
    else {
      readStatement(r, createScope());
      readLeftover(r);
    }
    if (statement.mayCreateTemporary) doubtLater(r);
    statement.end = r.source.origin(Math.max(token.start, r.tokens.last().end - 1)) + 1;
  }
  readUnclosed(r);
}

function doubtLater({ session, statement }: Reader): void {
  const span = { start: statement.start, end: statement.start };
  session.settings.push({ kind: "unknown", what: "", name: [], target: [], span });
  session.unsure ??= "an expression before it may create a temporary table of its name";
  session.temporaries.doubtDropped("an expression after it may create a temporary table of its name");
}

/** The rest of a statement after the grammar has ended it: a bracket without an opening one, or a syntax error. */
function readLeftover(r: Reader): void {
  const { kind, upper, start, end } = r.tokens.peek();
  if (kind === "end" || upper === ";") return;
  if (upper === ")" || upper === "]" || upper === "}") {
    unbalanced(r, `"${upper}" has no open bracket`);
    while (r.tokens.peek().kind !== "end" && r.tokens.peek().upper !== ";") r.tokens.next();
  } else if (!atEnd(r)) {
    addGap(r, "unexpected", "expected the end of the statement", start, end);
    while (!atEnd(r)) skipOne(r, createScope());
  }
}

/**
 * An unclosed quote or comment: nothing in the last statement is certain. With holes, all quotes since the first hole
 * may be misread.
 */
function readUnclosed(r: Reader): void {
  const unclosed = r.lexer.unclosed();
  if (unclosed === undefined) return;
  const message = `unclosed ${unclosed.what}`;
  addGap(r, "unbalanced", message, unclosed.start, unclosed.start + 1);
  doubtStatement(r, message);
  const { firstHole, statements } = r.session;
  if (firstHole === undefined) return;
  for (const statement of statements) {
    if (statement.end > firstHole) statement.doubt ??= message;
  }
}

/** Reads a text inside a text, then continues with the surrounding statement. */
function readInnerText(outer: Reader, source: SqlText, inBlock: boolean): void {
  const inner = createReader(source, outer.session, GRAMMAR, outer);
  inner.inBlock = inBlock;
  const first = outer.session.statements.length;
  readText(inner);
  for (const statement of outer.session.statements.slice(first)) statement.doubt ??= outer.statement.doubt;
}

/** INSERT, UPDATE, DELETE or MERGE as a source of rows in a query; the next token is the verb. */
function readRows(r: Reader, scope: QueryScope): readonly number[] {
  const read = VERBS.get(r.tokens.next().upper);
  return read?.(r, scope) ?? [];
}
