import type { SourceText } from "../flows/source-text.ts";
import { yamlLibrary } from "../flows/yaml-library.ts";
import { between, type Range } from "./range.ts";

/** A comment `# assets-ignore rule[, rule]: reason`. */
export interface Suppression {
  readonly range: Range;
  readonly rules: readonly string[];
  /** "" when none is given. */
  readonly reason: string;
  /** Its lines, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
}

const COMMENT = /^#+\s*assets-ignore\b([^:]*)(?::(.*))?$/;

/**
 * The suppressions of a file, in order. At the end of a line, a suppression applies to that line; on its own line, to
 * the next line that is not a comment, and to the block that this line opens.
 */
export function suppressionsIn(source: SourceText): readonly Suppression[] {
  if (!source.text.includes("assets-ignore")) return [];
  const lines = source.text.split("\n").map((line) => line.replace(/\r$/, ""));
  const found: Suppression[] = [];
  for (const { offset, text } of commentsIn(source.text)) {
    const match = COMMENT.exec(text.trimEnd());
    if (match === null) continue;
    const range = between(source, offset, offset + text.trimEnd().length);
    const rules = (match[1] ?? "").split(/[\s,]+/).filter((rule) => rule !== "");
    found.push({ range, rules, reason: (match[2] ?? "").trim(), ...held(lines, range) });
  }
  return found;
}

/** The comments of a text; block and quoted scalars may contain similar text. */
function* commentsIn(text: string): Generator<{ offset: number; text: string }> {
  const { CST, Lexer } = yamlLibrary();
  let offset = 0;
  let before = "";
  for (const lexeme of new Lexer().lex(text)) {
    const isControl = lexeme === "\u0002" || lexeme === "\u0018" || lexeme === "\u001f";
    if (!isControl) {
      // The lexer announces a scalar, whose text may start with "#" in a block.
      if (before !== "\u001f" && CST.tokenType(lexeme) === "comment") yield { offset, text: lexeme };
      offset += lexeme.length;
    }
    before = lexeme;
  }
}

function held(
  lines: readonly string[],
  { line, column }: Range,
): Pick<Suppression, "firstLine" | "lastLine"> {
  const own = lines[line - 1] ?? "";
  if (own.slice(0, column - 1).trim() !== "") return { firstLine: line, lastLine: line };
  let first = line;
  while (first < lines.length && /^\s*(#.*)?$/.test(lines[first] ?? "")) first++;
  return { firstLine: first + 1, lastLine: lastLineOfBlock(lines, first) + 1 };
}

/** The index of the last line of the block opened at this line, without trailing blank lines. */
function lastLineOfBlock(lines: readonly string[], first: number): number {
  const opening = lines[first] ?? "";
  const indent = indentOf(opening);
  const isItem = /^\s*-(\s|$)/.test(opening);
  let last = first;
  for (let index = first + 1; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line.trim() === "") continue;
    const deeper = indentOf(line) > indent;
    // List items can have the same column as their key.
    const ownItem = !isItem && indentOf(line) === indent && /^\s*-(\s|$)/.test(line) && line.trim() !== "---";
    if (!deeper && !ownItem) break;
    if (!line.trim().startsWith("#")) last = index;
  }
  return last;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
