import { escapeRegExp } from "../../util/reg-exp.ts";
import { invalid, unsupported } from "../error.ts";

/** Whether one code point belongs to a class. */
export type CharTest = (codePoint: number) => boolean;

const between =
  (from: number, to: number): CharTest =>
  (c) =>
    c >= from && c <= to;
const anyOf =
  (...tests: readonly CharTest[]): CharTest =>
  (c) =>
    tests.some((test) => test(c));

export const not =
  (test: CharTest): CharTest =>
  (c) =>
    !test(c);

const digit = between(0x30, 0x39);
const upper = between(0x41, 0x5a);
const lower = between(0x61, 0x7a);
const alpha = anyOf(upper, lower);
const alnum = anyOf(alpha, digit);
const graph = between(0x21, 0x7e);
const oneOf = (codePoints: readonly number[]): CharTest => {
  const set = new Set(codePoints);
  return (c) => set.has(c);
};

/** `\w`, and what `\b` looks at since Java 19 (ASCII only). */
export const isWordChar = anyOf(alnum, (c) => c === 0x5f);

const space = oneOf([0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d]);
const horizontal = anyOf(
  oneOf([0x20, 0x09, 0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000]),
  between(0x2000, 0x200a),
);
const vertical = oneOf([0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029]);

/** Java's predefined classes: `\d \w \s \h \v` are ASCII-only unless the flag U is set. */
export const predefinedClasses: ReadonlyMap<string, CharTest> = new Map([
  ["d", digit],
  ["D", not(digit)],
  ["w", isWordChar],
  ["W", not(isWordChar)],
  ["s", space],
  ["S", not(space)],
  ["h", horizontal],
  ["H", not(horizontal)],
  ["v", vertical],
  ["V", not(vertical)],
]);

function native(property: string): CharTest {
  const regex = new RegExp(`^\\p{${escapeRegExp(property)}}$`, "u");
  return (c) => regex.test(String.fromCodePoint(c));
}

const posixClasses: ReadonlyMap<string, CharTest> = new Map([
  ["Lower", lower],
  ["Upper", upper],
  ["ASCII", between(0, 0x7f)],
  ["Alpha", alpha],
  ["Digit", digit],
  ["Alnum", alnum],
  ["Punct", (c: number) => graph(c) && !alnum(c)],
  ["Graph", graph],
  ["Print", between(0x20, 0x7e)],
  ["Blank", oneOf([0x20, 0x09])],
  ["Cntrl", anyOf(between(0, 0x1f), (c) => c === 0x7f)],
  ["XDigit", anyOf(digit, between(0x41, 0x46), between(0x61, 0x66))],
  ["Space", space],
]);

/** Binary properties behind `\p{Is...}` and their names in JavaScript. */
const binaryProperties: ReadonlyMap<string, string> = new Map([
  ["ALPHABETIC", "Alphabetic"],
  ["IDEOGRAPHIC", "Ideographic"],
  ["LETTER", "L"],
  ["LOWERCASE", "Lowercase"],
  ["UPPERCASE", "Uppercase"],
  ["TITLECASE", "Lt"],
  ["PUNCTUATION", "P"],
  ["CONTROL", "Cc"],
  ["WHITESPACE", "White_Space"],
  ["WHITE_SPACE", "White_Space"],
  ["DIGIT", "Nd"],
  ["ASSIGNED", "Assigned"],
  ["EMOJI", "Emoji"],
]);

const javaMethods: ReadonlyMap<string, () => CharTest> = new Map([
  ["javaLowerCase", () => native("Lowercase")],
  ["javaUpperCase", () => native("Uppercase")],
  ["javaAlphabetic", () => native("Alphabetic")],
  ["javaDigit", () => native("Nd")],
  ["javaLetter", () => native("L")],
  ["javaLetterOrDigit", () => anyOf(native("L"), native("Nd"))],
  ["javaTitleCase", () => native("Lt")],
  [
    "javaWhitespace",
    () =>
      anyOf(
        (c) => (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f),
        (c) => c !== 0xa0 && c !== 0x2007 && c !== 0x202f && native("Z")(c),
      ),
  ],
  ["javaSpaceChar", () => native("Z")],
]);

const generalCategory = /^(?:L|M|N|Z|C|P|S|LC|L[ultmo]|M[nec]|N[dlo]|Z[slp]|C[cfson]|P[dsecoif]|S[mcko])$/;

function script(name: string): CharTest {
  const normal = name
    .toLowerCase()
    .replace(/(^|[_ ])([a-z])/g, (_, sep: string, ch: string) => (sep === "" ? "" : "_") + ch.toUpperCase());
  try {
    return native(`Script=${normal}`);
  } catch {
    throw invalid(`Unknown character script name {${name}}`);
  }
}

function category(name: string): CharTest {
  if (name === "LD") return anyOf(native("L"), native("Nd"));
  if (name === "L1") return between(0, 0xff);
  if (!generalCategory.test(name)) throw invalid(`Unknown character property name {${name}}`);
  return native(name);
}

/**
 * The class named in `\p{name}`: POSIX names (ASCII), general categories, `Is` scripts, categories and binary
 * properties, `java` methods. Blocks (`InGreek`) are not supported. Names are those of java.util.regex.Pattern.
 */
export function unicodeClass(name: string): CharTest {
  const equals = name.indexOf("=");
  if (equals >= 0) {
    const key = name.slice(0, equals).toLowerCase();
    const value = name.slice(equals + 1);
    if (key === "sc" || key === "script") return script(value);
    if (key === "gc" || key === "general_category") return category(value);
    if (key === "blk" || key === "block") throw unsupported(`\\p{${name}} (a Unicode block)`);
    throw invalid(`Unknown Unicode property {name=<${key}>, value=<${value}>}`);
  }
  const posix = posixClasses.get(name);
  if (posix !== undefined) return posix;
  const method = javaMethods.get(name);
  if (method !== undefined) return method();
  if (name.startsWith("java")) throw unsupported(`\\p{${name}}`);
  if (name.startsWith("In")) throw unsupported(`\\p{${name}} (a Unicode block)`);
  if (name === "all") return () => true;
  if (name.startsWith("Is")) {
    const rest = name.slice(2);
    const binary = binaryProperties.get(rest.toUpperCase());
    if (binary !== undefined) return native(binary);
    if (generalCategory.test(rest)) return native(rest);
    return script(rest);
  }
  return category(name);
}

/** The class with letter case ignored: ASCII letters only, or all of Unicode with the flag `u`. */
export function ignoringCase(test: CharTest, unicodeCase: boolean): CharTest {
  return (c) => {
    if (test(c)) return true;
    if (!unicodeCase && c >= 0x80) return false;
    const text = String.fromCodePoint(c);
    for (const variant of [text.toUpperCase(), text.toLowerCase(), text.toUpperCase().toLowerCase()]) {
      const code = variant.codePointAt(0) ?? c;
      if (code === c || String.fromCodePoint(code) !== variant) continue;
      if (!unicodeCase && code >= 0x80) continue;
      if (test(code)) return true;
    }
    return false;
  };
}
