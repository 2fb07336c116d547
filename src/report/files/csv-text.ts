import { jsonLine } from "./json-line.ts";

/**
 * CSV by RFC 4180: commas, CRLF, doubled quotes. No cell starts with a character that a spreadsheet treats as a
 * formula, even if a program splits cells at other separators: a `'` precedes it and is removed on reading, without
 * loss.
 */

/** Start of a formula (source: OWASP, "CSV Injection"), and the `'` that marks it. */
const START = "=+\\-@\\t\\r\\n'＝＋－＠";
const AT_START = new RegExp(`^(?=[${START}])`);
const AFTER_SEPARATOR = new RegExp(`([;\\t\\r\\n|])(?=[${START}])`, "g");
const MARK_AFTER_SEPARATOR = new RegExp(`([;\\t\\r\\n|])'(?=[${START}])`, "g");

/** Control characters of a terminal. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Text in a cell. Empty text is `'`, because an empty cell means no value. Text with control characters is a JSON
 * string after a `'`, a unique start.
 */
export function guardCell(text: string): string {
  if (text === "") return "'";
  if (CONTROL.test(text)) return `'${jsonLine(text).replaceAll(";", "\\u003b").replaceAll("|", "\\u007c")}`;
  return text.replace(AFTER_SEPARATOR, "$1'").replace(AT_START, "'");
}

/** Reverses `guardCell`. */
export function unguardCell(cell: string): string {
  if (cell.startsWith(`'"`)) return JSON.parse(cell.slice(1)) as string;
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return text.replace(MARK_AFTER_SEPARATOR, "$1");
}

/** One line with its line end. Undefined is an empty cell. */
export function csvLine(cells: readonly (string | undefined)[]): string {
  return `${cells.map((cell) => (cell === undefined ? "" : quoteCell(guardCell(cell)))).join(",")}\r\n`;
}

function quoteCell(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Parses CSV into rows of cells; an empty cell is undefined. Throws a SyntaxError with the line for an unclosed quote,
 * or text after a closing one.
 */
export function* csvRows(text: string): Generator<(string | undefined)[]> {
  let row: (string | undefined)[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at, line) : plainCell(text, at);
    row.push(cell.value === "" ? undefined : unguardCell(cell.value));
    line += cell.value.split("\n").length - 1;
    at = cell.end;
    if (text[at] === ",") {
      at++;
      if (at < text.length) continue;
      row.push(undefined);
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    line++;
    yield row;
    row = [];
  }
}

interface Cell {
  readonly value: string;
  /** Position of the following comma or line end. */
  readonly end: number;
}

function plainCell(text: string, start: number): Cell {
  let end = start;
  while (end < text.length && !isCellEnd(text[end])) end++;
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number, line: number): Cell {
  let value = "";
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at + 1);
    if (quote < 0) throw new SyntaxError(`line ${line}: unclosed quoted cell`);
    value += text.slice(at + 1, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
  }
  if (at < text.length && !isCellEnd(text[at])) {
    throw new SyntaxError(`line ${line}: text after the end of a quoted cell`);
  }
  return { value, end: at };
}

function isCellEnd(char: string | undefined): boolean {
  return char === "," || char === "\r" || char === "\n";
}
