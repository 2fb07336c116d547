/**
 * The names in a text, one per line or NUL-terminated, as in the output of `git diff --name-only` and its option `-z`.
 * Names quoted by git are unquoted. Spaces around a name are removed, except with NUL, where a name may contain any
 * character.
 */
export function namedLines(text: string): string[] {
  const names = text.includes("\0")
    ? text.split("\0")
    : text.split(/\r?\n/).map((line) => unquoted(line.trim()));
  return names.filter((name) => name !== "");
}

/** Source: git's `quote.c`. */
const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Unquotes a name in git's quotes, with the escapes of C; other text is unchanged. */
function unquoted(line: string): string {
  const [, prefix = "", quoted] =
    /^(id:|path:)?"((?:[^"\\]|\\(?:[abtnvfr"\\]|[0-3][0-7]{2}))*)"$/.exec(line) ?? [];
  if (quoted === undefined) return line;
  const pieces = quoted.match(/\\(?:[0-7]{3}|.)|[^\\]+/g) ?? [];
  const bytes = pieces.map((piece) => {
    if (!piece.startsWith("\\")) return Buffer.from(piece);
    const code = piece.slice(1);
    return Buffer.from(
      code.length === 3 ? [Number.parseInt(code, 8)] : [ESCAPES[code] ?? code.charCodeAt(0)],
    );
  });
  return prefix + Buffer.concat(bytes).toString("utf8");
}
