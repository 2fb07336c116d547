/** A position in YAML text, found by indentation, so that half-typed text has one too. */
export interface KeyPosition {
  /** The keys around, the outermost first; "-" is an item of a list. */
  readonly path: readonly string[];
  /** At a value: its key. */
  readonly key?: string;
  /** The part of the key or value before the offset, without an opening quote. */
  readonly typed: string;
  /** Other keys of the same mapping with their values as written. */
  readonly siblings: ReadonlyMap<string, string>;
}

interface Line {
  /** Columns of the dashes before the key. */
  readonly dashes: readonly number[];
  /** Column of the key or the text. */
  readonly column: number;
  readonly key?: string;
  readonly value: string;
}

/** Lines further away are not searched. */
const MOST_LINES = 2_000;

/** The position at an offset; undefined in a comment or in a text over several lines. */
export function keyPosition(text: string, offset: number): KeyPosition | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const own = readLine(before);
  const above = text.slice(0, lineStart).split("\n").slice(0, -1);
  const path = pathAbove(own, above);
  if (path === undefined) return undefined;
  const inline = inlinePosition(own.value);
  if (inline !== undefined)
    return { ...inline, path: [...path, ...(own.key === undefined ? [] : [own.key]), ...inline.path] };
  const below = text.slice(offset).split("\n").slice(1, MOST_LINES);
  return {
    path,
    ...(own.key !== undefined && { key: own.key }),
    typed: own.value.replace(/^["']/, ""),
    siblings: siblingsOf(own, above, below),
  };
}

/** The keys around a line; undefined inside a text over several lines. */
function pathAbove(own: Line, above: readonly string[]): readonly string[] | undefined {
  const path = own.dashes.map(() => "-");
  let column = own.dashes[0] ?? own.column;
  // The items of a list may have the column of its key.
  let isItem = own.dashes.length > 0;
  const last = Math.max(0, above.length - MOST_LINES);
  for (let at = above.length - 1; at >= last && (column > 0 || isItem); at--) {
    const written = above[at] ?? "";
    if (/^---(\s|$)/.test(written)) break;
    if (/^\s*(#.*)?$/.test(written)) continue;
    const line = readLine(written);
    const [dash] = line.dashes;
    const isAround = line.column < column || (isItem && line.column === column && dash === undefined);
    if (isAround && line.key !== undefined && /^[|>][+-]?\d*$/.test(line.value)) return undefined;
    if (isAround && line.key !== undefined && line.value === "") path.unshift(line.key);
    else if (dash === undefined || dash >= column) continue;
    path.unshift(...line.dashes.map(() => "-"));
    column = dash ?? line.column;
    isItem = dash !== undefined;
  }
  return path;
}

function siblingsOf(own: Line, above: readonly string[], below: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  /** Returns whether the mapping continues after this line. */
  const add = (written: string, isBelow: boolean): boolean => {
    if (/^\s*(#.*)?$/.test(written)) return true;
    const line = readLine(written);
    const [dash] = line.dashes;
    const isOwn = line.column === own.column;
    if (isOwn && line.key !== undefined && !(isBelow && dash !== undefined)) found.set(line.key, line.value);
    return (dash ?? line.column) >= own.column;
  };
  if (own.dashes.length === 0)
    for (let at = above.length - 1; at >= Math.max(0, above.length - MOST_LINES); at--)
      if (!add(above[at] ?? "", false)) break;
  for (const line of below) if (!add(line, true)) break;
  return found;
}

/** A position in brackets, such as `[{id: orders, type: `; the path begins inside the first. */
function inlinePosition(value: string): KeyPosition | undefined {
  if (!/^[[{]/.test(value) || value.startsWith("{{")) return undefined;
  const open: { readonly path: readonly string[]; readonly siblings: Map<string, string> }[] = [];
  let part = "";
  const keyed = () => keyedPart(part);
  for (const token of value.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{},]|[^[\]{},"']+|["']/g) ?? []) {
    const around = open.at(-1);
    if (token === "[" || token === "{") {
      const key = keyed()?.key;
      const path = [...(around?.path ?? []), ...(key === undefined ? [] : [key])];
      open.push({ path: token === "[" ? [...path, "-"] : path, siblings: new Map() });
      part = "";
    } else if (token === "]" || token === "}" || token === ",") {
      const { key, text = "" } = keyed() ?? {};
      if (key !== undefined) around?.siblings.set(key, text);
      if (token !== ",") open.pop();
      part = "";
    } else part += token;
  }
  const inner = open.at(-1);
  if (inner === undefined) return undefined;
  const { key, text = part.trimStart() } = keyed() ?? {};
  return { ...inner, ...(key !== undefined && { key }), typed: text.replace(/^["']/, "") };
}

/** The key and the text after it in a part such as ` type: Table`. */
function keyedPart(part: string): { readonly key: string; readonly text: string } | undefined {
  const colon = part.indexOf(":");
  const key = part
    .slice(0, Math.max(0, colon))
    .trim()
    .replace(/^["']|["']$/g, "");
  return /^[\w.-]+$/.test(key) ? { key, text: part.slice(colon + 1).trimStart() } : undefined;
}

function readLine(written: string): Line {
  const indent = /^ */.exec(written)?.[0] ?? "";
  const marks = /^(?:- +|-$)*/.exec(written.slice(indent.length))?.[0] ?? "";
  const rest = written.slice(indent.length + marks.length);
  const dashes: number[] = [];
  for (let at = 0; at < marks.length; at++) if (marks[at] === "-") dashes.push(indent.length + at);
  const column = indent.length + marks.length;
  const keyed = /^(?:"([^"]*)"|'([^']*)'|([\w.$-]+)) *:(?: (.*))?$/.exec(rest.trimEnd());
  if (keyed === null) return { dashes, column, value: rest };
  const [, double, single, plain, value = ""] = keyed;
  const key = double ?? single ?? plain ?? "";
  return { dashes, column, key, value: value.trimStart().replace(/(?:^|(?<!\s)\s+)#.*/, "") };
}
