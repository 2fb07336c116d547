import type { SqlDialect } from "../dialects/dialect.ts";
import type { SqlText } from "../sql-text.ts";
import { skipBlanks } from "./blanks.ts";
import { isDigit, isSpace, isWordCharacter, isWordOfAscii } from "./characters.ts";
import { endOfQuoted } from "./quoted.ts";
import type { Quotes, SqlToken } from "./token.ts";

export interface Lexer {
  /** The next token; `end` on every call after the last one. */
  readonly next: () => SqlToken;
  /** Skips the rest of the text, which is not SQL. */
  readonly finish: () => void;
  /** The start of an unclosed quote or comment, once the lexer has reached it. */
  readonly unclosed: () => { readonly start: number; readonly what: "quote" | "comment" } | undefined;
}

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}", "<": ">" };

/** Splits a SQL text into tokens, one at a time. Each character is visited a bounded number of times. */
export function createLexer(source: SqlText, dialect: SqlDialect): Lexer {
  const { text, holes } = source;
  let at = 0;
  let unclosed: ReturnType<Lexer["unclosed"]>;

  return { next, finish, unclosed: () => unclosed };

  function finish(): void {
    at = text.length;
    unclosed = undefined;
  }

  function next(): SqlToken {
    const blanks = skipBlanks(source, at, dialect);
    if (blanks.unclosed !== undefined) unclosed ??= { start: blanks.unclosed, what: "comment" };
    at = blanks.end;
    const token = at >= text.length ? end() : (special() ?? word() ?? symbol());
    at = token.end;
    return token;
  }

  function end(): SqlToken {
    return { kind: "end", upper: "", start: text.length, end: text.length };
  }

  function symbol(): SqlToken {
    return { kind: "symbol", upper: text[at] ?? "", start: at, end: at + 1 };
  }

  /** A token whose first character determines its kind. */
  function special(): SqlToken | undefined {
    if (holes.has(at)) return undefined;
    switch (text[at]) {
      case "'":
        return string(at, 0, dialect.backslash);
      case '"':
        return dialect.doubleQuote === "string" ? string(at, 0, dialect.backslash) : name('"');
      case "`":
        return dialect.backtick ? name("`") : undefined;
      case "[":
        return opensBracketName() ? name("]") : undefined;
      case "$":
        return dollar();
      case ":":
        return colon();
      case "@":
        return atSign();
      case "?":
        return { kind: "variable", upper: "", start: at, end: at + 1 };
      default:
        return undefined;
    }
  }

  /** A string with a prefix; its quote is at `quote`. */
  function string(quote: number, prefix: number, backslash: boolean): SqlToken {
    const character = text[quote] ?? "";
    const triple = character.repeat(3);
    if (dialect.tripleQuotes && text.startsWith(triple, quote))
      return quoted("string", triple, { open: prefix + 3, close: 3, doubled: "", backslash });
    // BigQuery has no doubled quotes, but adjacent strings without a space are an error there.
    return quoted("string", character, { open: prefix + 1, close: 1, doubled: character, backslash });
  }

  function name(close: string): SqlToken {
    const backslash = dialect.backslash && dialect.dotsInBackticks;
    return quoted("name", close, { open: 1, close: 1, doubled: close, backslash });
  }

  function quoted(kind: "name" | "string", close: string, quotes: Quotes): SqlToken {
    const stop = endOfQuoted(text, at + quotes.open, close, quotes);
    if (stop !== undefined) return { kind, upper: "", start: at, end: stop, quotes };
    unclosed ??= { start: at, what: "quote" };
    return { kind, upper: "", start: at, end: text.length, quotes: { ...quotes, close: 0 } };
  }

  function opensBracketName(): boolean {
    if (dialect.bracket !== "name-or-index") return dialect.bracket === "name";
    const before = text[at - 1] ?? "";
    return !isWordCharacter(before.charCodeAt(0)) && !['"', "]", ")"].includes(before);
  }

  /** `$$..$$`, `$tag$..$tag$`, `$1` or `$name`. */
  function dollar(): SqlToken | undefined {
    let stop = at + 1;
    while (isWordCharacter(text.charCodeAt(stop)) && !holes.has(stop)) stop += 1;
    const tagged = stop > at + 1;
    const allowed =
      dialect.dollarQuotes === "tagged"
        ? !isDigit(text.charCodeAt(at + 1))
        : dialect.dollarQuotes === "plain" && !tagged;
    if (text[stop] === "$" && allowed) {
      const close = text.slice(at, stop + 1);
      return quoted("string", close, {
        open: close.length,
        close: close.length,
        doubled: "",
        backslash: false,
      });
    }
    return tagged ? { kind: "variable", upper: "", start: at, end: stop } : undefined;
  }

  /** `:name` without a value before it: `a::int`, `a[1:2]` and `doc:field` have no variables. */
  function colon(): SqlToken | undefined {
    const before = text.charCodeAt(at - 1);
    const follows =
      at > 0 && (isWordCharacter(before) || [":", '"', "`", ")", "]", "'"].includes(text[at - 1] ?? ""));
    if (follows) return undefined;
    return variable(at + 1);
  }

  function atSign(): SqlToken | undefined {
    if (dialect.at === "stage") return stage();
    if (dialect.at !== "variable") return undefined;
    return variable(text[at + 1] === "@" ? at + 2 : at + 1);
  }

  function variable(from: number): SqlToken | undefined {
    let stop = from;
    while (isNameCharacter(stop)) stop += 1;
    return stop === from ? undefined : { kind: "variable", upper: "", start: at, end: stop };
  }

  /** `@db.schema.stage/path`, up to a space or a delimiter of the statement; quoted names may contain both. */
  function stage(): SqlToken {
    let stop = at + 1;
    while (stop < text.length) {
      const character = text[stop] ?? "";
      if (holes.has(stop)) stop += 1;
      else if (character === '"') {
        const close = text.indexOf('"', stop + 1);
        if (close === -1) {
          unclosed ??= { start: stop, what: "quote" };
          stop = text.length;
        } else stop = close + 1;
      } else if (isSpace(character.charCodeAt(0)) || "(),;'".includes(character)) break;
      else stop += 1;
    }
    return { kind: "stage", upper: "", start: at, end: stop };
  }

  /** A name without quotes, a number, or holes. */
  function word(): SqlToken | undefined {
    const start = at;
    const numeric = isDigit(text.charCodeAt(at)) && !holes.has(at);
    let stop = at;
    let holed = false;
    let literal = false;
    for (;;) {
      // The marker of a hole is outside ASCII.
      if (isWordOfAscii(text.charCodeAt(stop))) literal = true;
      else if (holes.has(stop)) holed = true;
      else if (isNameCharacter(stop)) literal = true;
      else if (!(numeric && text[stop] === "." && isDigit(text.charCodeAt(stop + 1)))) break;
      stop += 1;
    }
    if (stop === start) return undefined;
    if (holed) return { kind: literal ? "word" : "hole", upper: "", start, end: stop, holed };
    const upper = text.slice(start, stop).toUpperCase();
    return prefixed(upper, stop) ?? { kind: "word", upper, start, end: stop };
  }

  /** A string with a prefix. */
  function prefixed(prefix: string, quote: number): SqlToken | undefined {
    if (prefix.length > 2 || (text[quote] !== "'" && text[quote] !== '"')) return undefined;
    const opens = text[quote] === "'" || dialect.doubleQuote === "string";
    if (!opens) return undefined;
    if (prefix === "E" && dialect.escapeStrings) return string(quote, 1, true);
    if (prefix === "R" && dialect.rawStrings) return string(quote, 1, false);
    if (dialect.quoteOperator && (prefix === "Q" || prefix === "NQ")) return operatorQuoted(quote);
    if (["N", "B", "X", "R", "RB", "BR"].includes(prefix))
      return string(quote, prefix.length, dialect.backslash);
    return undefined;
  }

  /** `q'[..]'`: any character may replace the brackets. */
  function operatorQuoted(quote: number): SqlToken {
    const opening = text[quote + 1] ?? "";
    const close = `${CLOSING[opening] ?? opening}'`;
    return quoted("string", close, { open: quote + 2 - at, close: 2, doubled: "", backslash: false });
  }

  function isNameCharacter(offset: number): boolean {
    if (offset >= text.length || holes.has(offset)) return false;
    const code = text.charCodeAt(offset);
    if (isWordCharacter(code) || code === 36) return true;
    const character = text[offset] ?? "";
    if (dialect.nameCharacters.includes(character)) return true;
    return character === "#" && dialect.hashNames;
  }
}
