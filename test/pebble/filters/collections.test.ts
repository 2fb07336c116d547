import { describe, expect, it } from "vitest";
import { unknown } from "../../../src/pebble/values/unknown.ts";
import {
  array,
  double,
  hashMap,
  immutableList,
  integer,
  list,
  long,
  mapWithRest,
  NULL,
  string,
  stringMap,
  type Value,
} from "../../../src/pebble/values/value.ts";
import { filtered, shown } from "./context.ts";

const s = string;
const n = (value: number): Value => long(value);
const open = unknown("an item", { word: true });
const numbers = (): Value => list([n(3), n(1), n(2)]);
const split = (): Value => array([s("b"), s("a")], "String");
const map = (): Value =>
  stringMap([
    ["z", integer(1)],
    ["a", open],
  ]);

type Case = readonly [filter: string, input: Value, args: readonly Value[], expected: string];
const cases: readonly Case[] = [
  ["chunk", numbers(), [n(2)], "[[3, 1], [2]]"],
  ["chunk", list([open, n(1), n(2)]), [n(2)], "[[<an item>, 1], [2]]"],
  ["chunk", numbers(), [n(0)], 'error: the argument "size" must be greater than zero'],
  ["chunk", split(), [n(1)], "error: the input must be a List, not [Ljava.lang.String;"],
  ["distinct", list([n(1), integer(1), s("a"), n(1)]), [], "[1, 1, a]"],
  ["distinct", NULL, [], "null"],
  ["first", s("abc"), [], "a"],
  ["first", s(""), [], "error: the text is empty"],
  ["first", list([]), [], "null"],
  ["first", list([s("a"), open]), [], "a"],
  [
    "first",
    map(),
    [],
    "error: the input must be a String, a collection or an array, not java.util.LinkedHashMap",
  ],
  ["last", list([s("a"), open]), [], "<an item>"],
  ["last", split(), [], "a"],
  ["flatten", list([n(1), list([n(2), list([n(3)])])]), [], "[1, 2, [3]]"],
  ["join", list([n(1), NULL, double(1)]), [s("-")], "1-null-1.0"],
  ["join", list([s("a"), open]), [s("-")], "a-+"],
  ["join", s("a"), [], "error: the input must be a collection or an array, not java.lang.String"],
  ["keys", map(), [], "[z, a]"],
  ["keys", split(), [], "[0, 1]"],
  ["values", map(), [], "[1, <an item>]"],
  ["values", numbers(), [], "error: the input must be a map, not java.util.ArrayList"],
  ["length", list([open, n(1)]), [], "2"],
  ["length", map(), [], "2"],
  ["length", NULL, [], "0"],
  ["length", n(5), [], "0"],
  ["merge", list([open]), [list([n(1)])], "[<an item>, 1]"],
  ["merge", stringMap([["a", n(1)]]), [stringMap([["a", n(2)]])], '{"a":2}'],
  ["merge", NULL, [list([n(1)])], "[1]"],
  ["merge", NULL, [NULL], "error: both sides are null"],
  ["reverse", list([n(1), open]), [], "[<an item>, 1]"],
  ["reverse", split(), [], "error: the input must be a List, not [Ljava.lang.String;"],
  ["slice", list([n(1), open, n(3)]), [n(1), n(2)], "[<an item>]"],
  ["slice", s("abcdef"), [n(2)], "cdef"],
  ["slice", s("abc"), [n(0), n(9)], "error: toIndex must not be greater than the size 3"],
  ["slice", s("abc"), [n(2), n(2)], "error: toIndex must be greater than fromIndex"],
  ["sort", numbers(), [], "[1, 2, 3]"],
  ["sort", split(), [], "[a, b]"],
  ["sort", list([n(2), open]), [], "[<an item>, <an item>]"],
  ["sort", list([n(1), s("a")]), [], "error: java.lang.String and java.lang.Long have no order"],
  ["sort", immutableList([n(2), n(1)]), [], "error: the list cannot be changed"],
  ["rsort", numbers(), [], "[3, 2, 1]"],
  ["split", s("a,b,,"), [s(",")], "[a, b]"],
  ["split", s("a,b,,"), [s(","), n(-1)], "[a, b, , ]"],
  ["split", s("a,b,c"), [s(","), n(2)], "[a, b,c]"],
  ["split", s("a.b"), [s(".")], "[]"],
  ["split", s("ab"), [s("")], "[a, b]"],
  ["className", n(1), [], "java.lang.Long"],
  ["className", integer(1), [], "java.lang.Integer"],
  ["className", NULL, [], "null"],
  ["string", list([n(1), s("a"), open]), [], "[1, a, +]"],
  ["toJson", list([n(1), s("a"), open]), [], '[1,"a",*]'],
  ["toJson", NULL, [], "null"],
  ["toJson", stringMap([["a", NULL]]), [], "{}"],
];

describe("collection filters", () => {
  it.each(cases)(
    "given the filter $0 (case %#), when applied, then the result is $3",
    (filter, input, args, expected) => {
      expect(shown(() => filtered(filter, input, args))).toBe(expected);
    },
  );

  it("given a list, when sorted or reversed, then the list itself changes", () => {
    const variable = list([n(2), n(1)]);
    filtered("sort", variable);
    expect(shown(() => variable)).toBe("[1, 2]");
    filtered("reverse", variable);
    expect(shown(() => variable)).toBe("[2, 1]");
  });

  it("given a partly known map, when its keys or length are read, then they are unknown", () => {
    const part = mapWithRest(new Map(), unknown("outputs of the run"));
    expect(shown(() => filtered("keys", part))).toBe("<outputs of the run>");
    expect(shown(() => filtered("length", part))).toBe("<outputs of the run>");
  });

  it("given two maps, one with an unknown value, when merged, then the keys of both are known", () => {
    const merged = filtered("merge", hashMap([[s("a"), open]]), [hashMap([[s("b"), n(1)]])]);
    expect(shown(() => filtered("keys", merged))).toBe("[a, b]");
  });
});
