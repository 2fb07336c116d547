import { invalid } from "../error.ts";
import { type CharTest, ignoringCase, not, predefinedClasses, unicodeClass } from "./char-class.ts";
import { type RegexSource, readEscapedChar } from "./source.ts";

/**
 * Parses a bracket expression, the opening `[` already consumed: ranges, nested unions, `&&` intersections,
 * negation of the whole (Java 9 and later). reference: java.util.regex.Pattern, "Character classes".
 */
export function parseClass(source: RegexSource): CharTest {
  source.enter();
  const negated = source.accept("^");
  let test = parseUnion(source, true);
  while (source.accept("&&")) {
    const right = parseUnion(source, false);
    if (right.empty) continue;
    const left = test;
    test = { empty: false, test: (c) => left.test(c) && right.test(c) };
  }
  if (!source.accept("]")) throw invalid("Unclosed character class");
  source.leave();
  return negated ? not(test.test) : test.test;
}

interface Union {
  readonly empty: boolean;
  readonly test: CharTest;
}

function parseUnion(source: RegexSource, first: boolean): Union {
  const parts: CharTest[] = [];
  let atStart = first;
  for (;;) {
    source.skipComments();
    if (source.done()) throw invalid("Unclosed character class");
    if (source.peek("&&")) {
      // Java accepts `[&&x]` and `[x&&&&y]`: an empty side has no effect.
      break;
    }
    if (source.peek("]") && !(atStart && parts.length === 0)) break;
    atStart = false;
    if (source.accept("[")) {
      parts.push(parseClass(source));
      continue;
    }
    parts.push(parseItem(source));
  }
  return {
    empty: parts.length === 0,
    test: parts.length === 0 ? () => true : (c) => parts.some((part) => part(c)),
  };
}

function parseItem(source: RegexSource): CharTest {
  const { flags } = source;
  if (source.peek("\\")) {
    const named = parseNamedClass(source);
    if (named !== undefined) return named;
  }
  const from = readClassChar(source);
  if (source.peek("-") && !source.peek("-]") && !source.peek("-[") && !source.peek("-&&")) {
    source.accept("-");
    if (source.done()) throw invalid("Illegal character range");
    const to = readClassChar(source);
    if (to < from) throw invalid("Illegal character range");
    const range: CharTest = (c) => c >= from && c <= to;
    return flags.ignoreCase ? ignoringCase(range, flags.unicodeCase) : range;
  }
  const single: CharTest = (c) => c === from;
  return flags.ignoreCase ? ignoringCase(single, flags.unicodeCase) : single;
}

function readClassChar(source: RegexSource): number {
  if (source.accept("\\")) return readEscapedChar(source, true);
  return source.next();
}

/** `\d`, `\p{..}` and their like, inside or outside brackets; undefined (nothing consumed) for any other escape. */
export function parseNamedClass(source: RegexSource): CharTest | undefined {
  const letter = source.text[source.position + 1] ?? "";
  const { flags } = source;
  const predefined = predefinedClasses.get(letter);
  if (predefined !== undefined) {
    source.position += 2;
    return predefined;
  }
  if (letter !== "p" && letter !== "P") return undefined;
  source.position += 2;
  let name: string;
  if (source.accept("{")) {
    const end = source.text.indexOf("}", source.position);
    if (end < 0) throw invalid("Unclosed character family");
    name = source.text.slice(source.position, end);
    if (name === "") throw invalid("Empty character family");
    source.position = end + 1;
  } else {
    name = String.fromCodePoint(source.next());
  }
  const foldsCase =
    flags.ignoreCase && /^(?:Lower|Upper|IsLowercase|IsUppercase|L[ult]|IsL[ult])$/.test(name);
  const found = unicodeClass(name);
  const test = foldsCase ? ignoringCase(found, true) : found;
  return letter === "P" ? not(test) : test;
}
