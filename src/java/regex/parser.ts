import { invalid, unsupported } from "../error.ts";
import { type CharTest, ignoringCase } from "./char-class.ts";
import { parseClass, parseNamedClass } from "./class-parser.ts";
import { type AnchorKind, captures, type RegexNode, repeatsGroup, some, width } from "./node.ts";
import { lineBreak, parseQuantifier } from "./quantifier.ts";
import { type RegexFlags, RegexSource, readEscapedChar } from "./source.ts";

export interface ParsedRegex {
  readonly root: RegexNode;
  /** Number of capturing groups; group 0 is not counted. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

interface ParserState {
  readonly source: RegexSource;
  readonly names: Map<string, number>;
  groups: number;
}

/** Parses the syntax of java.util.regex.Pattern (Java 21). Throws a JavaError, `invalid` or `unsupported`. */
export function parseRegex(pattern: string): ParsedRegex {
  const state: ParserState = { source: new RegexSource(pattern), names: new Map(), groups: 0 };
  const root = parseAlternatives(state);
  if (!state.source.done()) throw invalid("Unmatched closing ')'");
  return { root, groups: state.groups, names: state.names };
}

function parseAlternatives(state: ParserState): RegexNode {
  const options = [parseSequence(state)];
  while (state.source.accept("|")) options.push(parseSequence(state));
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: "alternatives", options };
}

function parseSequence(state: ParserState): RegexNode {
  const { source } = state;
  const items: RegexNode[] = [];
  for (;;) {
    source.skipComments();
    if (source.done() || source.peek("|") || source.peek(")")) break;
    if (source.accept("\\Q")) {
      const end = source.text.indexOf("\\E", source.position);
      const quoted = end < 0 ? source.text.slice(source.position) : source.text.slice(source.position, end);
      source.position = end < 0 ? source.text.length : end + 2;
      const chars = [...quoted].map((ch) => literal(ch.codePointAt(0) ?? 0, source.flags));
      const last = chars.pop();
      items.push(...chars);
      if (last !== undefined) items.push(parseQuantifier(source, last));
      continue;
    }
    const atom = parseAtom(state);
    if (atom !== undefined) items.push(parseQuantifier(source, atom));
  }
  return { kind: "sequence", items };
}

const anchors: Readonly<Record<string, AnchorKind>> = {
  A: "input-start",
  Z: "before-final-terminator",
  z: "input-end",
  b: "word-boundary",
  B: "not-word-boundary",
  G: "last-match-end",
};

function parseAtom(state: ParserState): RegexNode | undefined {
  const { source } = state;
  const { flags } = source;
  const anchor = (what: AnchorKind): RegexNode => ({ kind: "anchor", what, unixLines: flags.unixLines });
  const ch = source.text[source.position] ?? "";
  switch (ch) {
    case "(":
      return parseGroup(state);
    case "[":
      source.position++;
      return { kind: "char", test: parseClass(source) };
    case ".":
      source.position++;
      return { kind: "char", test: dot(flags) };
    case "^":
      source.position++;
      return anchor(flags.multiline ? "line-start" : "input-start");
    case "$":
      source.position++;
      return anchor(flags.multiline ? "line-end" : "before-final-terminator");
    case "*":
    case "+":
    case "?":
      if (flags.comments) throw unsupported("a repetition without anything to repeat");
      throw invalid(`Dangling meta character '${ch}'`);
    case "{":
      if (flags.comments) throw unsupported("a repetition without anything to repeat");
      throw invalid("Illegal repetition");
    case "\\":
      return parseEscape(state);
    default:
      return literal(source.next(), flags);
  }
}

function parseEscape(state: ParserState): RegexNode {
  const { source } = state;
  const { flags } = source;
  const named = parseNamedClass(source);
  if (named !== undefined) return { kind: "char", test: named };
  const letter = source.text[source.position + 1] ?? "";
  if (letter === "b" && source.peek("\\b{")) throw unsupported("\\b{g} (a grapheme boundary)");
  const what = anchors[letter];
  if (what !== undefined) {
    source.position += 2;
    return { kind: "anchor", what, unixLines: flags.unixLines };
  }
  if (letter === "R") {
    source.position += 2;
    return lineBreak;
  }
  if (letter === "X") throw unsupported("\\X (a grapheme cluster)");
  if (letter === "k") return parseNamedReference(state);
  if (/[1-9]/.test(letter)) return parseNumberedReference(state);
  source.position++;
  return literal(readEscapedChar(source, false), flags);
}

function reference(index: number, flags: RegexFlags): RegexNode {
  return { kind: "back-reference", index, ignoreCase: flags.ignoreCase, unicodeCase: flags.unicodeCase };
}

function parseNamedReference(state: ParserState): RegexNode {
  const { source } = state;
  source.position += 2;
  const match = /^<([A-Za-z][A-Za-z0-9]*)>/.exec(source.text.slice(source.position));
  if (match === null) throw invalid("\\k is not followed by '<' for named capturing group");
  source.position += match[0].length;
  const index = state.names.get(match[1] ?? "");
  if (index === undefined) throw invalid(`named capturing group <${match[1]}> does not exist`);
  return reference(index, source.flags);
}

/** Takes further digits only while a group of that number has been opened, as Java does. */
function parseNumberedReference(state: ParserState): RegexNode {
  const { source } = state;
  source.position++;
  let index = source.next() - 0x30;
  for (;;) {
    const digit = source.text[source.position] ?? "";
    if (!/[0-9]/.test(digit) || index * 10 + Number(digit) > state.groups) break;
    index = index * 10 + Number(digit);
    source.position++;
  }
  return reference(index, source.flags);
}

const flagLetters: Readonly<Record<string, keyof RegexFlags>> = {
  i: "ignoreCase",
  u: "unicodeCase",
  m: "multiline",
  s: "dotAll",
  d: "unixLines",
  x: "comments",
};

function parseGroup(state: ParserState): RegexNode | undefined {
  const { source } = state;
  source.enter();
  source.position++;
  const outer = source.flags;
  const close = (): void => {
    if (!source.accept(")")) throw invalid("Unclosed group");
    source.flags = outer;
    source.leave();
  };
  const body = (): RegexNode => {
    const parsed = parseAlternatives(state);
    close();
    return parsed;
  };
  if (!source.accept("?")) {
    const index = ++state.groups;
    return { kind: "group", index, body: body() };
  }
  if (source.accept(":")) return body();
  if (source.accept(">")) return { kind: "atomic", body: body() };
  if (source.accept("=")) return { kind: "look", behind: false, negative: false, body: body() };
  if (source.accept("!")) return { kind: "look", behind: false, negative: true, body: refused(body()) };
  if (source.accept("<=")) return lookBehind(false, body());
  if (source.accept("<!")) return lookBehind(true, body());
  if (source.accept("<")) {
    const match = /^([A-Za-z][A-Za-z0-9]*)>/.exec(source.text.slice(source.position));
    if (match === null) throw invalid("Unknown look-behind group");
    source.position += match[0].length;
    const name = match[1] ?? "";
    if (state.names.has(name)) throw invalid(`Named capturing group <${name}> is already defined`);
    const index = ++state.groups;
    state.names.set(name, index);
    return { kind: "group", index, body: body() };
  }
  return parseFlags(state, outer, body);
}

function parseFlags(state: ParserState, outer: RegexFlags, body: () => RegexNode): RegexNode | undefined {
  const { source } = state;
  const flags: Record<keyof RegexFlags, boolean> = { ...outer };
  let on = true;
  for (;;) {
    if (source.done()) throw invalid("Unknown inline modifier");
    const letter = String.fromCodePoint(source.next());
    if (letter === ")") {
      // Flags alone: they hold to the end of the group around.
      source.flags = flags;
      source.leave();
      return undefined;
    }
    if (letter === ":") {
      source.flags = flags;
      return body();
    }
    if (letter === "-" && on) {
      on = false;
      continue;
    }
    if (letter === "U") throw unsupported("(?U) (Unicode character classes)");
    const flag = flagLetters[letter];
    if (flag === undefined) throw invalid("Unknown inline modifier");
    flags[flag] = on;
  }
}

function lookBehind(negative: boolean, body: RegexNode): RegexNode {
  // Java's notion of an "obvious" maximum is narrower in places and wider in others.
  if (width(body).max === Infinity || repeatsGroup(body))
    throw unsupported("a look-behind without a maximum length");
  return { kind: "look", behind: true, negative, body: negative ? refused(body) : body };
}

/** The body of a negative look-around; what its groups captured in a failed attempt can stay behind in Java. */
function refused(body: RegexNode): RegexNode {
  if (some(body, (part) => part.kind === "repeat" && captures(part.body)))
    throw unsupported("a repeated capturing group in a negative look-around");
  return body;
}

function literal(codePoint: number, flags: RegexFlags): RegexNode {
  const same: CharTest = (c) => c === codePoint;
  return { kind: "char", test: flags.ignoreCase ? ignoringCase(same, flags.unicodeCase) : same };
}

function dot(flags: RegexFlags): CharTest {
  if (flags.dotAll) return () => true;
  if (flags.unixLines) return (c) => c !== 0x0a;
  return (c) => c !== 0x0a && c !== 0x0d && c !== 0x85 && c !== 0x2028 && c !== 0x2029;
}
