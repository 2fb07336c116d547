import type { SqlGapKind, SqlSpan } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import { createLexer, type Lexer } from "../lexer/lexer.ts";
import type { SqlToken } from "../lexer/token.ts";
import { createTokenStream, type TokenStream } from "../lexer/token-stream.ts";
import type { SqlText } from "../sql-text.ts";
import type { QueryScope } from "./scope.ts";
import type { ReadingSession, StatementDraft } from "./session.ts";
import type { Sources } from "./sources.ts";

/** The parts of the grammar that hold one another. */
export interface Grammar {
  /** Reads a query up to the end of its statement or brackets. */
  readonly query: (r: Reader, scope: QueryScope, into: Sources, options?: QueryReading) => QueryRead;
  /** Reads brackets with what they hold; the next token opens them. */
  readonly group: (
    r: Reader,
    scope: QueryScope,
    into: Sources,
    options?: { readonly tables: boolean },
  ) => void;
  /** Reads a statement that stands for its rows in a query, and gives the accesses that hold them. */
  readonly rows: (r: Reader, scope: QueryScope) => readonly number[];
  /** Reads the statements of a text inside a text. */
  readonly text: (r: Reader, source: SqlText, inBlock: boolean) => void;
}

export interface QueryReading {
  /**
   * `query`: from the beginning of a query, or of what may stand before it. `tables`: from the first table of a FROM
   * clause. `rest`: behind the tables of UPDATE, DELETE or MERGE.
   */
  readonly start?: "query" | "tables" | "rest";
  /** Keywords that end it. */
  readonly stops?: ReadonlySet<string>;
  /** Whether the rest may begin with FROM. */
  readonly from?: boolean;
  /** Whether a hole before may make the tables something else, and why the first one is in doubt. */
  readonly holed?: boolean;
  readonly doubt?: string | undefined;
}

export interface QueryRead {
  /** The tables of its FROM clause; of the first query where several are combined. */
  readonly tables: readonly TableItem[];
  /** What INTO names. */
  readonly targets: readonly number[];
  /** What INTO behind OUTPUT names: it takes the rows that the statement changed. */
  readonly outputs: readonly number[];
  /** Whether a hole stands where tables or clauses may be. */
  readonly holed: boolean;
}

/** A table of a FROM clause. */
export interface TableItem {
  /** The names by which the query may call it. */
  readonly keys: readonly string[];
  /** Its access, where it is a table; undefined for queries, functions and common table expressions. */
  readonly access: number | undefined;
  /** The tables behind it. */
  readonly sources: Sources;
}

/** A SQL text on its way through the grammar. */
export interface Reader {
  readonly source: SqlText;
  readonly lexer: Lexer;
  readonly tokens: TokenStream;
  readonly session: ReadingSession;
  readonly grammar: Grammar;
  readonly dialect: SqlDialect;
  /** The statement that is read. */
  statement: StatementDraft;
  /** How many queries are open around this place, those around the text included. */
  depth: number;
  /** How many are around the text. */
  readonly base: number;
  /** How many texts are around this one. */
  readonly nesting: number;
  /** Whether the text is the body of a block, where INTO names variables. */
  inBlock: boolean;
  /** Whether variables are declared here, each ended by `;`. */
  declaring: boolean;
}

/** Deeper than any query that a person writes, and far from the end of the stack. */
export const MOST_DEPTH = 200;
/** Texts in texts: `EXECUTE IMMEDIATE 'EXECUTE IMMEDIATE ''..'''`. */
export const MOST_NESTING = 4;

/** Begins to read a text, which may stand inside another. */
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

/** Reads the next token when it is one of these words or symbols. */
export function accept(r: Reader, ...words: readonly string[]): SqlToken | undefined {
  return words.includes(r.tokens.peek().upper) ? r.tokens.next() : undefined;
}

/** Reads these words, all or none. */
export function acceptAll(r: Reader, ...words: readonly string[]): boolean {
  if (!words.every((word, at) => r.tokens.peek(at).upper === word)) return false;
  for (const _ of words) r.tokens.next();
  return true;
}

/** The next token is one of these words or symbols. */
export function sees(r: Reader, ...words: readonly string[]): boolean {
  return words.includes(r.tokens.peek().upper);
}

/** The place of some tokens in the text that the caller gave. */
export function spanOf(r: Reader, start: number, end: number): SqlSpan {
  const { origin } = r.source;
  return { start: origin(start), end: end > start ? origin(end - 1) + 1 : origin(start) };
}

export function addGap(r: Reader, kind: SqlGapKind, message: string, start: number, end: number): void {
  r.session.gaps.push({ kind, message, span: spanOf(r, start, end) });
}

/** A place where the grammar does not go on; nothing in the statement is certain when a hole may be the cause. */
export function markUnexpected(r: Reader, token: SqlToken, message: string): void {
  addGap(r, "unexpected", message, token.start, token.end);
  if (r.statement.holed) doubtStatement(r, `${message} after an expression`);
}

/** A hole may make the statement create a temporary table of any name. */
export function doubtTables(r: Reader): void {
  r.statement.mayCreateTemporary = true;
}

export function doubtStatement(r: Reader, reason: string): void {
  r.statement.doubt ??= reason;
}
