import { createLexer } from "../../../src/infer/sql/lexer/lexer.ts";
import type { SqlToken } from "../../../src/infer/sql/lexer/token.ts";
import { joinFragments, type SqlFragment } from "../../../src/infer/sql/sql-text.ts";
import { dialectOf } from "./dialect-of.ts";
import { exactNames } from "./tables-of-text.ts";

/** The largest number of tokens that an expression replaces. */
const LONGEST = 8;

/**
 * The parts of a text which, replaced by an expression, make a name exact that was not in the text: each is a mistake,
 * since the expression may stand for just that part.
 */
export function unsoundParts(sql: string, dialect: string): string[] {
  const names = exactNames([sql], dialect);
  return partsOf(sql, dialect).flatMap(([start, end]) => {
    const fragments: SqlFragment[] = [sql.slice(0, start), { hole: "x" }, sql.slice(end)];
    const unexpected = [...exactNames(fragments, dialect)].filter((name) => !names.has(name));
    return unexpected.map(
      (name) => `${sql.slice(0, start)}⟦${sql.slice(start, end)}⟧${sql.slice(end)}: ${name}`,
    );
  });
}

/** Every run of tokens, and both halves of every word, for which an expression may stand. */
function partsOf(sql: string, dialect: string): (readonly [number, number])[] {
  const lexer = createLexer(joinFragments([sql]), dialectOf(dialect));
  const tokens: SqlToken[] = [];
  for (let token = lexer.next(); token.kind !== "end"; token = lexer.next()) tokens.push(token);
  const parts: (readonly [number, number])[] = [];
  for (const [first, token] of tokens.entries()) {
    const middle = (token.start + token.end) >> 1;
    if (token.kind === "word" && middle > token.start) parts.push([token.start, middle], [middle, token.end]);
    for (let last = first; last < Math.min(tokens.length, first + LONGEST); last++) {
      const run = tokens.slice(first, last + 1);
      const end = run.at(-1)?.end ?? 0;
      const around = { before: tokens[first - 1], after: tokens[last + 1] };
      if (isWhole(run) && isApart(run, around) && isInPlace(run, around)) parts.push([token.start, end]);
    }
  }
  return parts;
}

const PAIRS: Readonly<Record<string, number>> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/** An expression closes the brackets that it opens, and ends no statement. */
function isWhole(run: readonly SqlToken[]): boolean {
  let depth = 0;
  for (const { upper } of run) {
    depth += PAIRS[upper] ?? 0;
    if (depth < 0 || upper === ";") return false;
  }
  return depth === 0;
}

interface Around {
  readonly before: SqlToken | undefined;
  readonly after: SqlToken | undefined;
}

/** An expression that touches a word, or a dot, is a part of a name. */
function isApart(run: readonly SqlToken[], { before, after }: Around): boolean {
  const touches = before?.end === run[0]?.start || after?.start === run.at(-1)?.end;
  return !touches || isName(run);
}

/** A name, or a part of one with its dots. */
function isName(run: readonly SqlToken[]): boolean {
  return run.every(({ kind, upper }, at) => {
    const dot = upper === ".";
    return (dot || kind === "word" || kind === "name") && (at === 0 || dot !== (run[at - 1]?.upper === "."));
  });
}

/** Behind these words, an expression is a name. */
const BEFORE_NAME = ["INTO", "TABLE", "VIEW", "UPDATE"];

/** An expression in the place of a name is a name, and it does not end within `IS DISTINCT FROM`. */
function isInPlace(run: readonly SqlToken[], { before, after }: Around): boolean {
  if (run.at(-1)?.upper === "DISTINCT" && after?.upper === "FROM") return false;
  return run.length === 1 || !BEFORE_NAME.includes(before?.upper ?? "") || isName(run);
}
