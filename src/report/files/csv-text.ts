import { jsonLine } from "./json-line.ts";

/**
 * CSV as RFC 4180 has it: commas, CRLF, quotes doubled. A cell never begins with a character that a spreadsheet takes
 * for a formula, neither in its own column nor where a program splits it at other separators: a `'` stands before such
 * a character and is taken away again on reading, so that nothing is lost.
 */

/** What begins a formula (source: OWASP, "CSV Injection"), and the `'` that marks it. */
const START = "=+\\-@\\t\\r\\n'＝＋－＠";
const AT_START = new RegExp(`^(?=[${START}])`);
const AFTER_SEPARATOR = new RegExp(`([;\\t\\r\\n|])(?=[${START}])`, "g");
const MARK_AFTER_SEPARATOR = new RegExp(`([;\\t\\r\\n|])'(?=[${START}])`, "g");

/** Characters that a terminal may take for a command. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Text as a cell holds it. The empty text is `'`, since an empty cell means that there is no value. Text with control
 * characters is a JSON string behind a `'`, which no other text begins with.
 */
export function guardCell(text: string): string {
  if (text === "") return "'";
  if (CONTROL.test(text)) return `'${jsonLine(text).replaceAll(";", "\\u003b").replaceAll("|", "\\u007c")}`;
  return text.replace(AFTER_SEPARATOR, "$1'").replace(AT_START, "'");
}

/** Takes back what `guardCell` added. */
export function unguardCell(cell: string): string {
  if (cell.startsWith(`'"`)) return JSON.parse(cell.slice(1)) as string;
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return text.replace(MARK_AFTER_SEPARATOR, "$1");
}

/** One line, with its end. Undefined is an empty cell. */
export function csvLine(cells: readonly (string | undefined)[]): string {
  return `${cells.map((cell) => (cell === undefined ? "" : quoteCell(guardCell(cell)))).join(",")}\r\n`;
}

function quoteCell(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Reads CSV into rows of cells; an empty cell is undefined. Throws a SyntaxError with the line when a quote is not
 * closed, or when text follows it.
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
  /** Where the comma or the line end after it stands. */
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
