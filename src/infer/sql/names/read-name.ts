import { pushAll } from "../../../util/push-all.ts";
import type { SqlName, SqlNamePart } from "../access.ts";
import { unquoted } from "../lexer/quoted.ts";
import type { SqlToken } from "../lexer/token.ts";
import type { Reader } from "../reader/reader.ts";
import { fragmentsBetween, mergeTexts, type SqlFragment, WILDCARD } from "../sql-text.ts";
import { dottedParts } from "./dotted-parts.ts";
import { withoutMetadata, withoutSuffixes } from "./table-suffixes.ts";

export interface NameRead {
  readonly name: SqlName;
  readonly start: number;
  readonly end: number;
  /** The reason why the name may be longer. */
  readonly doubt: string | undefined;
}

/** Characters that continue a name in ways that none of the dialects defines. */
const GOES_ON = ["{", "$", "%", "&", "?", "\\", "@", "#", "!", "~", "^", "["];

/** Reads a dotted name. Undefined, with nothing read, if the next token is not a name. */
export function readName(r: Reader): NameRead | undefined {
  const first = r.tokens.peek();
  if (first.upper === "IDENTIFIER" && r.tokens.peek(1).upper === "(") return readIdentifierCall(r);
  if (!isNamePart(first) || isNumber(first)) return undefined;
  const parts: SqlNamePart[] = [];
  let doubt: string | undefined;
  for (;;) {
    pushAll(parts, readPart(r));
    if (!seesNextPart(r)) break;
    r.tokens.next();
    if (r.tokens.peek().upper === ".") parts.push({ fragments: [], quoted: false });
    else if (!isNamePart(r.tokens.peek())) {
      doubt = "the name ends with a dot";
      break;
    }
  }
  const link = readLink(r);
  if (link !== undefined) pushAll(parts, linked(parts.pop(), link));
  const last = r.tokens.last();
  const after = r.tokens.peek();
  if (after.holed === true && after.start === last.end) doubt ??= "an expression continues the name";
  const hint = after.upper === "@" && r.tokens.peek(1).upper === "{";
  if (after.start === last.end && GOES_ON.includes(after.upper) && !hint)
    doubt ??= "the name has an unknown continuation";
  const name = r.dialect.tableSuffixes
    ? withoutSuffixes(parts)
    : r.dialect.metadataTables
      ? withoutMetadata(parts)
      : parts;
  return { name, start: first.start, end: last.end, doubt };
}

/** Whether a dot, or the first of two (`database..table`), continues a name; `t.*` does not. */
function seesNextPart(r: Reader): boolean {
  return r.tokens.peek().upper === "." && r.tokens.peek(1).upper !== "*";
}

/** Whether a token can be a part of a name; the placeholder `?` cannot. */
export function isNamePart({ kind, start, end }: SqlToken): boolean {
  return kind === "word" || kind === "name" || kind === "hole" || (kind === "variable" && end > start + 1);
}

function isNumber({ upper }: SqlToken): boolean {
  return /^(?:[0-9]+(?:\.[0-9]+)?(?:E[0-9]*)?|0X[0-9A-F]+)$/.test(upper);
}

/** One part, all parts of a name quoted as a whole, or an empty part. */
function readPart(r: Reader): SqlNamePart[] {
  if (r.tokens.peek().upper === ".") return [];
  const token = r.tokens.next();
  const fragments = fragmentsOf(r, token);
  const quoted = token.kind === "name";
  if (quoted && r.dialect.dotsInBackticks) return dottedParts(fragments);
  if (!quoted && r.dialect.dashedNames) pushAll(fragments, readDashes(r));
  return [{ fragments: mergeTexts(fragments), quoted }];
}

/** `-b-c` directly after `a`. */
function readDashes(r: Reader): SqlFragment[] {
  const fragments: SqlFragment[] = [];
  for (;;) {
    const dash = r.tokens.peek();
    const word = r.tokens.peek(1);
    const touches = dash.start === r.tokens.last().end && word.start === dash.end;
    if (dash.upper !== "-" || !touches || (word.kind !== "word" && word.kind !== "hole")) return fragments;
    r.tokens.next();
    fragments.push("-", ...fragmentsOf(r, r.tokens.next()));
  }
}

/** `@link` of Oracle, without the sign. */
function readLink(r: Reader): SqlFragment[] | undefined {
  const sign = r.tokens.peek();
  if (r.dialect.at !== "link" || sign.upper !== "@" || sign.start !== r.tokens.last().end) return undefined;
  r.tokens.next();
  const fragments: SqlFragment[] = [];
  while (isNamePart(r.tokens.peek())) {
    pushAll(fragments, fragmentsOf(r, r.tokens.next()));
    if (r.tokens.peek().upper !== ".") break;
    r.tokens.next();
    fragments.push(".");
  }
  return fragments;
}

function linked(part: SqlNamePart | undefined, link: readonly SqlFragment[]): SqlNamePart[] {
  if (part === undefined) return [];
  return [{ ...part, fragments: mergeTexts([...part.fragments, "@", ...link]) }];
}

/** `IDENTIFIER('a.b')`: the name in a string, or in a variable. */
function readIdentifierCall(r: Reader): NameRead | undefined {
  const { start } = r.tokens.next();
  r.tokens.next();
  const argument = r.tokens.next();
  const end = r.tokens.peek().upper === ")" ? r.tokens.next().end : r.tokens.last().end;
  const closed = r.tokens.last().upper === ")";
  const doubt = closed ? undefined : "an expression determines the name";
  return { name: nameInString(r, argument), start, end, doubt };
}

/** The name in a string, or one hole for the name in a variable. */
export function nameInString(r: Reader, token: SqlToken): SqlName {
  if (token.kind === "string") return dottedParts(unquoted(r.source, token), '"');
  return [{ fragments: fragmentsOf(r, token), quoted: false }];
}

export function fragmentsOf(r: Reader, token: SqlToken): SqlFragment[] {
  if (token.kind === "name" || token.kind === "string") return unquoted(r.source, token);
  const fragments = fragmentsBetween(r.source, token.start, token.end);
  if (token.kind !== "variable" || r.dialect.tableVariables) return fragments;
  return [{ hole: r.source.text.slice(token.start, token.end) }];
}

/** Whether a name consists of one hole, so that it may be several names. */
export function isHoleOnly(name: SqlName): boolean {
  const [part, ...others] = name;
  if (part === undefined || others.length > 0 || part.quoted) return false;
  return part.fragments.every((fragment) => typeof fragment !== "string");
}

/** Whether a part of the name comes from an expression. */
export function hasHole(name: SqlName): boolean {
  return name.some(({ fragments }) =>
    fragments.some((fragment) => typeof fragment !== "string" && fragment !== WILDCARD),
  );
}
