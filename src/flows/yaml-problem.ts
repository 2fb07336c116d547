import type { CST, YAMLParseError } from "yaml";
import type { Problem } from "./problem.ts";
import type { SourceText } from "./source-text.ts";
import { MAX_DEPTH, tokensWithin } from "./yaml-tokens.ts";

/** What is wrong and what to do, by the library's code and the beginning of its message; the first that fits is used. */
const WORDS: readonly (readonly [code: string, message: RegExp, words: string])[] = [
  ["BAD_SCALAR_START", /^/, "text cannot begin with this character: put it in quotes"],
  [
    "BLOCK_AS_IMPLICIT_KEY",
    /^/,
    'text outside quotes cannot hold ": ", nor go on in a line that does: put it in quotes, or check the indentation here',
  ],
  [
    "MULTILINE_IMPLICIT_KEY",
    /^/,
    'a key needs its ":" on the same line: add the ":", or check the indentation of this line and the next',
  ],
  [
    "MISSING_CHAR",
    /^Implicit map keys need/,
    'this line is read as a key and has no ":" after it: add the ":", or check its indentation',
  ],
  [
    "TAB_AS_INDENT",
    /^/,
    "a tab stands in the indentation, where YAML allows only spaces: replace it by spaces",
  ],
  ["BAD_INDENT", /end with a \]$/, 'a list that begins with "[" is not closed before this line: add the "]"'],
  [
    "BAD_INDENT",
    /end with a \}$/,
    'a mapping that begins with "{" is not closed before this line: add the "}"',
  ],
  [
    "UNEXPECTED_TOKEN",
    /at node end$/,
    "text follows a value that has already ended: a quote inside quotes must be doubled",
  ],
  ["KEY_OVER_1024_CHARS", /^/, "a key is longer than 1,024 characters: shorten it"],
  [
    "BAD_DQ_ESCAPE",
    /^/,
    "in double quotes a backslash begins an escape, and this is none: write it twice, or use single quotes",
  ],
];

/** The library's error as a problem. `document` is the token the error lies in, if it lies in one. */
export function syntaxProblem(
  source: SourceText,
  error: YAMLParseError,
  document: CST.Token | undefined,
): Problem {
  const offset = error.pos[0];
  const unquoted = unquotedExpression(source, offset);
  if (unquoted !== undefined) return unquoted;
  const opening = document === undefined ? undefined : unclosedQuote(error, document);
  if (opening !== undefined) {
    return {
      message:
        "not valid YAML: the quote that opens here is never closed: close it, or put the text in other quotes",
      place: source.place(opening),
    };
  }
  const words = WORDS.find(([code, message]) => code === error.code && message.test(error.message))?.[2];
  return { message: `not valid YAML: ${words ?? error.message}`, place: source.place(offset) };
}

/** Where the quoted scalar begins that an error says is not closed. */
export function unclosedQuote(error: YAMLParseError, document: CST.Token): number | undefined {
  if (error.code !== "MISSING_CHAR" || !error.message.startsWith("Missing closing ")) return undefined;
  for (const token of tokensWithin(document)) {
    if (token.type !== "single-quoted-scalar" && token.type !== "double-quoted-scalar") continue;
    if (token.offset + token.source.length === error.pos[0]) return token.offset;
  }
  return undefined;
}

export function tooDeepProblem(source: SourceText, offset: number): Problem {
  return {
    message: `mappings and lists are nested more than ${MAX_DEPTH} deep, which no flow is: exclude the file, or flatten it (the rest of it is not read)`,
    place: source.place(offset),
  };
}

/** A value, item or key that begins with a template tag outside quotes, after any indicators before it. */
const UNQUOTED = /^(?:\s*-\s+|\s*[^\s#'"{[][^#'"{[]*:\s+|\s*)(\{\{|\{%|\{#)/;

/**
 * When the line of an offset has an expression that begins a value outside quotes, a problem that says so:
 * YAML takes `{` for the start of a mapping, and whatever it complains about is a consequence.
 */
export function unquotedExpression(source: SourceText, offset: number): Problem | undefined {
  const { line } = source.place(offset);
  const text = source.line(line);
  const match = UNQUOTED.exec(text);
  const tag = match?.[1];
  if (match === null || tag === undefined) return undefined;
  const at = match[0].length - tag.length;
  const value = text.slice(at).trimEnd();
  return {
    message:
      `the expression "${shorten(value)}" is not in quotes, and YAML takes its "{" for the start of a mapping: ` +
      `put the whole value in quotes (a template for another tool can be left out with "exclude")`,
    place: { file: source.file, line, column: at + 1 },
  };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
