import type { SqlGapKind, SqlSpan } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import { createLexer, type Lexer } from "../lexer/lexer.ts";
import type { SqlToken } from "../lexer/token.ts";
import { createTokenStream, type TokenStream } from "../lexer/token-stream.ts";
import type { SqlText } from "../sql-text.ts";
import type { QueryScope } from "./scope.ts";
import type { ReadingSession, StatementDraft } from "./session.ts";
import type { Sources } from "./sources.ts";

/** The mutually recursive parts of the grammar. */
export interface Grammar {
  /** Reads a query up to the end of its statement or brackets. */
  readonly query: (r: Reader, scope: QueryScope, into: Sources, options?: QueryReading) => QueryRead;
  /** Reads a pair of brackets and its content; the next token is the opening bracket. */
  readonly group: (
    r: Reader,
    scope: QueryScope,
    into: Sources,
    options?: { readonly tables: boolean },
  ) => void;
  /** Reads a statement that is a source of rows in a query. Returns the accesses that contain the rows. */
  readonly rows: (r: Reader, scope: QueryScope) => readonly number[];
  /** Reads the statements of a text inside a text. */
  readonly text: (r: Reader, source: SqlText, inBlock: boolean) => void;
}

export interface QueryReading {
  /**
   * `query`: the start of a query or of its prefix. `tables`: the first table of a FROM clause. `rest`: after the
   * tables of UPDATE, DELETE or MERGE.
   */
  readonly start?: "query" | "tables" | "rest";
  /** Keywords that end the query. */
  readonly stops?: ReadonlySet<string>;
  /** Whether the rest may begin with FROM. */
  readonly from?: boolean;
  /** Whether an earlier hole may make the tables something else, and the reason for doubt about the first one. */
  readonly holed?: boolean;
  readonly doubt?: string | undefined;
}

export interface QueryRead {
  /** The tables of the FROM clause; of the first branch in a set operation. */
  readonly tables: readonly TableItem[];
  /** Targets of INTO. */
  readonly targets: readonly number[];
  /** Targets of OUTPUT .. INTO, which receive the changed rows. */
  readonly outputs: readonly number[];
  /** Whether a hole is in the place of tables or clauses. */
  readonly holed: boolean;
}

/** A table of a FROM clause. */
export interface TableItem {
  /** The names for references within the query. */
  readonly keys: readonly string[];
  /** The access of a table; undefined for queries, functions and common table expressions. */
  readonly access: number | undefined;
  /** The sources of its rows. */
  readonly sources: Sources;
}

/** A SQL text and the position of the grammar in it. */
export interface Reader {
  readonly source: SqlText;
  readonly lexer: Lexer;
  readonly tokens: TokenStream;
  readonly session: ReadingSession;
  readonly grammar: Grammar;
  readonly dialect: SqlDialect;
  /** The current statement. */
  statement: StatementDraft;
  /** The number of open queries at this place, those around the text included. */
  depth: number;
  /** The number of open queries around the text. */
  readonly base: number;
  /** The number of texts around this one. */
  readonly nesting: number;
  /** Whether the text is the body of a block, in which INTO assigns variables. */
  inBlock: boolean;
  /** Whether the reader is in a list of variable declarations, each ended by `;`. */
  declaring: boolean;
}

/** Deeper than any query written by hand, and far below the limit of the stack. */
export const MOST_DEPTH = 200;
/** Texts in texts: `EXECUTE IMMEDIATE 'EXECUTE IMMEDIATE ''..'''`. */
export const MOST_NESTING = 4;

/** Starts reading a text, which may be inside another. */
export function createReader(
  source: SqlText,
  session: ReadingSession,
  grammar: Grammar,
  outer?: Reader,
): Reader {
  const lexer = createLexer(source, session.dialect);
  const tokens = createTokenStream(lexer.next);
  const reader: Reader = {
    source,
    lexer,
    tokens: { ...tokens, next },
    session,
    grammar,
    dialect: session.dialect,
    statement: createStatement(0),
    depth: outer?.depth ?? 0,
    base: outer?.depth ?? 0,
    nesting: outer === undefined ? 0 : outer.nesting + 1,
    inBlock: false,
    declaring: false,
  };
  return reader;

  function next(): SqlToken {
    const token = tokens.next();
    if (token.holed === true) reader.statement.holed = true;
    if (token.kind === "hole") session.firstHole ??= source.origin(token.start);
    return token;
  }
}

export function createStatement(start: number): StatementDraft {
  return {
    verb: "",
    start,
    end: start,
    accesses: [],
    flows: [],
    doubt: undefined,
    holed: false,
    mayCreateTemporary: false,
  };
}

/** Reads the next token if it is one of these words or symbols. */
export function accept(r: Reader, ...words: readonly string[]): SqlToken | undefined {
  return words.includes(r.tokens.peek().upper) ? r.tokens.next() : undefined;
}

/** Reads these words, all or none. */
export function acceptAll(r: Reader, ...words: readonly string[]): boolean {
  if (!words.every((word, at) => r.tokens.peek(at).upper === word)) return false;
  for (const _ of words) r.tokens.next();
  return true;
}

/** Whether the next token is one of these words or symbols. */
export function sees(r: Reader, ...words: readonly string[]): boolean {
  return words.includes(r.tokens.peek().upper);
}

/** The range of some tokens in the caller's text. */
export function spanOf(r: Reader, start: number, end: number): SqlSpan {
  const { origin } = r.source;
  return { start: origin(start), end: end > start ? origin(end - 1) + 1 : origin(start) };
}

export function addGap(r: Reader, kind: SqlGapKind, message: string, start: number, end: number): void {
  r.session.gaps.push({ kind, message, span: spanOf(r, start, end) });
}

/** Records a token that the grammar does not allow. If a hole may be the cause, nothing in the statement is certain. */
export function markUnexpected(r: Reader, token: SqlToken, message: string): void {
  addGap(r, "unexpected", message, token.start, token.end);
  if (r.statement.holed) doubtStatement(r, `${message} after an expression`);
}

/** Records that a hole may make the statement create a temporary table of any name. */
export function doubtTables(r: Reader): void {
  r.statement.mayCreateTemporary = true;
}

export function doubtStatement(r: Reader, reason: string): void {
  r.statement.doubt ??= reason;
}
