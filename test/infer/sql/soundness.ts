import { createLexer } from "../../../src/infer/sql/lexer/lexer.ts";
import type { SqlToken } from "../../../src/infer/sql/lexer/token.ts";
import { joinFragments, type SqlFragment } from "../../../src/infer/sql/sql-text.ts";
import { dialectOf } from "./dialect-of.ts";
import { exactNames } from "./tables-of-text.ts";

/** The maximum number of tokens replaced by an expression. */
const MAX_TOKENS = 8;

/**
 * The parts of a text that, replaced by an expression, give an exact name missing in the text. Each is an error,
 * because the expression can have this part as its value.
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

/** The possible values of an expression: sequences of tokens, and halves of words. */
function partsOf(sql: string, dialect: string): (readonly [number, number])[] {
  const lexer = createLexer(joinFragments([sql]), dialectOf(dialect));
  const tokens: SqlToken[] = [];
  for (let token = lexer.next(); token.kind !== "end"; token = lexer.next()) tokens.push(token);
  const parts: (readonly [number, number])[] = [];
  for (const [first, token] of tokens.entries()) {
    const middle = (token.start + token.end) >> 1;
    if (token.kind === "word" && middle > token.start) parts.push([token.start, middle], [middle, token.end]);
    for (let last = first; last < Math.min(tokens.length, first + MAX_TOKENS); last++) {
      const run = tokens.slice(first, last + 1);
      const end = run.at(-1)?.end ?? 0;
      const around = { before: tokens[first - 1], after: tokens[last + 1] };
      if (isWhole(run) && isSeparate(run, around) && isPossibleAt(run, around))
        parts.push([token.start, end]);
    }
  }
  return parts;
}

const PAIRS: Readonly<Record<string, number>> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/** Whether the brackets in the tokens are balanced and no statement ends in them. */
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

/** Whether the tokens are separate from adjacent words and dots, or are a part of a name. */
function isSeparate(run: readonly SqlToken[], { before, after }: Around): boolean {
  const touches = before?.end === run[0]?.start || after?.start === run.at(-1)?.end;
  return !touches || isName(run);
}

/** Whether the tokens are a name, or a part of a name with its dots. */
function isName(run: readonly SqlToken[]): boolean {
  return run.every(({ kind, upper }, at) => {
    const dot = upper === ".";
    return (dot || kind === "word" || kind === "name") && (at === 0 || dot !== (run[at - 1]?.upper === "."));
  });
}

/** After these words, an expression is a name. */
const BEFORE_NAME = ["INTO", "TABLE", "VIEW", "UPDATE"];

/**
 * Whether an expression is possible here: in place of a name it is a name, and it does not end within `IS DISTINCT
 * FROM`.
 */
function isPossibleAt(run: readonly SqlToken[], { before, after }: Around): boolean {
  if (run.at(-1)?.upper === "DISTINCT" && after?.upper === "FROM") return false;
  return run.length === 1 || !BEFORE_NAME.includes(before?.upper ?? "") || isName(run);
}
