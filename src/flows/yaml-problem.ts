import type { CST, YAMLParseError } from "yaml";
import type { Problem } from "./problem.ts";
import type { SourceText } from "./source-text.ts";
import { MAX_DEPTH, tokensWithin } from "./yaml-tokens.ts";

/** Place of an error: its line, and the text before it on that line. */
interface Spot {
  readonly line: string;
  readonly before: string;
}

interface Words {
  readonly code: YAMLParseError["code"];
  /** Of the library's message. */
  readonly message?: RegExp;
  readonly when?: (spot: Spot) => boolean;
  readonly words: string;
}

/** Problem and remedy, by the library's error; the first match applies. */
const PROBLEM_MESSAGES: readonly Words[] = [
  {
    code: "BAD_SCALAR_START",
    words: "text cannot start with this character: quote it",
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    message: /sequence/,
    words: "found a list item instead of a key: check the indentation of this line",
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    when: ({ line, before }) => /:\s/.test(line.slice(before.length)),
    words: 'unquoted text cannot contain ": ": quote it',
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    words:
      "the next line is indented too far and continues this text: indent it like the key before this text",
  },
  {
    code: "MULTILINE_IMPLICIT_KEY",
    when: ({ line }) => /^\s*(?:- )?[\w.-]+:[^\s:/]/.test(line),
    words: 'a key needs a space after its ":": add the space',
  },
  {
    code: "MULTILINE_IMPLICIT_KEY",
    words:
      'a key needs its ":" on the same line: add the ":", or check the indentation of this line and the next',
  },
  {
    code: "MISSING_CHAR",
    message: /^Implicit map keys need/,
    words: 'this line is parsed as a key without ":": add the ":", or check its indentation',
  },
  {
    code: "TAB_AS_INDENT",
    words: "the indentation contains a tab, but YAML allows only spaces: replace the tab with spaces",
  },
  {
    code: "BAD_INDENT",
    message: /end with a \]$/,
    words: 'a list that starts with "[" is not closed before this line: add the "]"',
  },
  {
    code: "BAD_INDENT",
    message: /end with a \}$/,
    words: 'a mapping that starts with "{" is not closed before this line: add the "}"',
  },
  {
    code: "UNEXPECTED_TOKEN",
    message: /at node end$/,
    when: ({ before }) => before.trim() === "",
    words:
      "this line does not belong to any line above: check its indentation, or make it part of a text block",
  },
  {
    code: "UNEXPECTED_TOKEN",
    message: /at node end$/,
    words: "there is text after the end of a value: double the quotes inside quotes, or use the other kind",
  },
  {
    code: "BAD_INDENT",
    message: /must start at the same column$/,
    words:
      "the indentation of this line differs from its siblings: indent all keys of a mapping, or all items of a list, equally",
  },
  {
    code: "MISSING_CHAR",
    message: /^Sequence item without/,
    words: 'this line is between list items but does not start with "- ": add it, or check the indentation',
  },
  {
    code: "UNEXPECTED_TOKEN",
    message: /^Unexpected flow-(?:map|seq)-end/,
    words: "unmatched closing bracket: remove it, or quote the text",
  },
  {
    code: "UNEXPECTED_TOKEN",
    message: /^Block scalar header/,
    words: 'a text block starts on the line after its "|" or ">": move the text there, indented',
  },
  {
    code: "UNEXPECTED_TOKEN",
    message: /^(?:Unexpected|Not a YAML token)/,
    words: "unexpected content after the preceding text: quote the text, or check the indentation",
  },
  { code: "KEY_OVER_1024_CHARS", words: "a key is longer than 1,024 characters: shorten it" },
  {
    code: "BAD_DQ_ESCAPE",
    words: "invalid escape sequence in double quotes: double the backslash, or use single quotes",
  },
];

/** The library's error as a problem. `document` is the token with the error, if there is one. */
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
      message: "not valid YAML: this quote is never closed: close it, or use the other kind of quotes",
      place: source.place(opening),
    };
  }
  const start = source.place(offset);
  const line = source.line(start.line);
  // The library places wrong indentation before it; the indented text is a better place.
  const indent =
    error.code === "BAD_INDENT" && start.column === 1 ? line.length - line.trimStart().length : 0;
  const place = { ...start, column: start.column + indent };
  const spot: Spot = { line, before: line.slice(0, place.column - 1) };
  const fits = ({ code, message, when }: Words): boolean =>
    code === error.code && (message?.test(error.message) ?? true) && (when?.(spot) ?? true);
  return { message: `not valid YAML: ${PROBLEM_MESSAGES.find(fits)?.words ?? error.message}`, place };
}

/** The start of the unclosed quoted scalar of an error. */
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
    message: `mappings and lists are nested more than ${MAX_DEPTH} deep: exclude or flatten the file (the rest is skipped)`,
    place: source.place(offset),
  };
}

/** A value, item or key that begins with a template tag outside quotes, after any indicators before it. */
const UNQUOTED = /^(?:\s*-\s+|\s*[^\s#'"{[][^#'"{[]*:\s+|\s*)(\{\{|\{%|\{#)/;

/**
 * A problem for an unquoted expression at the start of a value on the line of an offset: YAML parses `{` as the start
 * of a mapping, and later errors are consequences.
 */
export function unquotedExpression(source: SourceText, offset: number): Problem | undefined {
  const { line } = source.place(offset);
  const text = source.line(line);
  const match = UNQUOTED.exec(text);
  const tag = match?.[1];
  if (match === null || tag === undefined) return undefined;
  const at = match[0].length - tag.length;
  const value = shorten(text.slice(at).trimEnd());
  const place = { file: source.file, line, column: at + 1 };
  if (tag !== "{{" || text[at + 2] === "-" || text.slice(0, at).trim() === "") {
    return {
      message: `not valid YAML: "${value}" is a template tag, not YAML: exclude the file if it is a template, otherwise quote the tag or move it into a text block`,
      place,
    };
  }
  return {
    message: `not valid YAML: the expression "${value}" is not quoted, so YAML parses its "{" as the start of a mapping: quote the whole value`,
    place,
  };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
