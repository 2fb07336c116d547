import { describe, expect, it } from "vitest";
import { unknown } from "../../../src/pebble/values/unknown.ts";
import { hashMap, integer, list, long, NULL, string, type Value } from "../../../src/pebble/values/value.ts";
import { filtered, parseNotation, shown } from "./context.ts";

const s = string;
const n = (value: number): Value => long(value);
const pairs = (...given: readonly [string, string][]): Value => hashMap(given.map(([a, b]) => [s(a), s(b)]));

type Case = readonly [filter: string, input: Value, args: readonly Value[], expected: string];

const known: readonly Case[] = [
  ["abbreviate", s("abcdef"), [n(5)], "ab..."],
  ["abbreviate", s("abcdef"), [n(6)], "abc..."],
  ["abbreviate", s("abc"), [n(2)], "abc"],
  ["abbreviate", s("abcdef"), [n(3)], "abc"],
  [
    "abbreviate",
    s("abcdef"),
    [integer(5)],
    'error: the argument "length" must be a Long literal, not java.lang.Integer',
  ],
  ["base64encode", n(5), [], "NQ=="],
  ["base64decode", s("aGk="), [], "hi"],
  ["base64decode", s("!!"), [], "error: the input is not Base64"],
  ["capitalize", s(" \nthis"), [], " \nThis"],
  ["capitalize", n(12), [], "error: the input must be a String, not java.lang.Long"],
  ["endsWith", s("abc"), [s("bc")], "true"],
  ["startsWith", NULL, [s("a")], "false"],
  ["endsWith", NULL, [s("a")], "false"],
  ["escapeChar", s("it's"), [s("single")], "it\\'s"],
  ["escapeChar", s("L'eau"), [s("SHELL")], "L'\\''eau"],
  ["escapeChar", s("a"), [s("x")], 'error: the argument "type" must be "single", "double" or "shell"'],
  ["escapeChar", list([NULL]), [s("single")], "error: a null inside a list or map cannot be escaped"],
  ["indent", s("a\r\nb\nc"), [n(2)], "a\r\n  b\nc"],
  ["indent", s("a\nb"), [n(2), s("-")], "a\n--b"],
  ["nindent", s("a\nb"), [n(1)], "\n a\n b"],
  ["nindent", s(""), [n(2)], ""],
  ["lower", s("ÉA"), [], "éa"],
  ["upper", s("straße"), [], "STRASSE"],
  ["nl2br", s("a\r\nb\rc\n"), [], "a<br />b<br />c<br />"],
  ["replace", s("a.b"), [pairs([".", "-"])], "a-b"],
  ["replace", list([s("a.b"), n(1)]), [pairs([".", "-"])], "[a-b, 1]"],
  ["replace", s("a"), [], 'error: the argument "replace_pairs" is missing'],
  ["slugify", s("prod.schema.table_name"), [], "prodschematable-name"],
  ["slugify", s("Crème Brûlée"), [], "creme-brulee"],
  ["slugify", s("straße"), [], "strae"],
  ["slugify", s("2024-01-01T00:00:00Z"), [], "2024-01-01t000000z"],
  ["slugify", s("___"), [], ""],
  ["slugify", list([s("a b"), s("c")]), [], "a-b-c"],
  ["substringBefore", s("a.b.c"), [s(".")], "a"],
  ["substringAfter", s("a.b.c"), [s(".")], "b.c"],
  ["substringBeforeLast", s("a.b.c"), [s(".")], "a.b"],
  ["substringAfterLast", s("abc"), [s("/")], ""],
  ["substringBefore", NULL, [], 'error: the argument "separator" is missing'],
  ["title", s("ab-cd ef"), [], "Ab-cd Ef"],
  ["trim", s(" \t a b \n"), [], "a b"],
  ["trim", n(1), [], "error: the input must be a String, not java.lang.Long"],
  ["urlencode", s("The string ü@foo-bar~*"), [], "The+string+%C3%BC%40foo-bar%7E*"],
  ["urldecode", s("a%20b+c"), [], "a b c"],
  ["urldecode", s("a%zz"), [], "error: the text has a malformed escape (%)"],
  ["md5", s("abc"), [], "900150983cd24fb0d6963f7d28e17f72"],
  ["sha1", s("abc"), [], "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["sha256", s("abc"), [], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "sha512",
    s("abc"),
    [],
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" +
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  ],
];

const nullToNull = [
  "abbreviate",
  "base64encode",
  "base64decode",
  "capitalize",
  "lower",
  "upper",
  "nl2br",
  "slugify",
  "title",
  "trim",
  "urlencode",
  "urldecode",
  "md5",
  "sha1",
  "sha256",
  "sha512",
  "string",
];

describe("text filters", () => {
  it.each(known)(
    "given the filter $0 (case %#), when applied, then the result is $3",
    (filter, input, args, expected) => {
      expect(shown(() => filtered(filter, input, args))).toBe(expected);
    },
  );

  it.each(nullToNull)("given null, when %s is applied, then the result is null", (filter) => {
    expect(shown(() => filtered(filter, NULL, []))).toBe("null");
  });
});

describe("text filters with unknown parts (* any text, + letters and digits)", () => {
  const hole = unknown("not known");
  const word = unknown("an id", { word: true });
  const partial: readonly (readonly [
    filter: string,
    picture: string,
    args: readonly Value[],
    expected: string,
  ])[] = [
    ["slugify", "LIC-+", [], "lic-+"],
    ["slugify", "A B*", [], "a-b*"],
    ["upper", "a-+", [], "A-+"],
    ["lower", "A*B", [], "a*b"],
    ["trim", " a* ", [], "a*"],
    ["trim", " + ", [], "+"],
    ["capitalize", "a*", [], "A*"],
    ["capitalize", "*abc", [], "*bc"],
    ["capitalize", "+abc", [], "+abc"],
    ["title", "a +b c", [], "A +b C"],
    ["replace", "a-+-b", [pairs(["-", "_"])], "a_+_b"],
    ["replace", "x*y", [pairs(["ab", "c"])], "x*y"],
    ["replace", "xa*by", [pairs(["ab", "c"])], "x*y"],
    ["substringBefore", "a.b*", [s(".")], "a"],
    ["substringAfterLast", "*/name", [s("/")], "name"],
    ["substringAfter", "+-rest", [s("-")], "rest"],
    ["substringBefore", "+-rest", [s("-")], "+"],
    ["abbreviate", "abcdefgh*", [n(6)], "abc..."],
    ["split", "a.+.b", [s("\\.")], "[a, +, b]"],
    ["startsWith", "dev_*", [s("dev")], "true"],
    ["startsWith", "dev_*", [s("prod")], "false"],
    ["md5", "a*", [], "+"],
    ["urlencode", "a b*", [], "a+b*"],
    ["string", "a*", [], "a*"],
  ];
  it.each(partial)(
    "given the text $1, when $0 is applied, then the result is $3",
    (filter, picture, args, expected) => {
      expect(shown(() => filtered(filter, parseNotation(picture, hole, word), args))).toBe(expected);
    },
  );
});
