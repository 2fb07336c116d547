import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFilter } from "../../../src/pebble/evaluate/apply.ts";
import { FILTERS } from "../../../src/pebble/filters/index.ts";
import { Failure } from "../../../src/pebble/values/failure.ts";
import { textWithHoles } from "../../../src/pebble/values/text-with-holes.ts";
import { findUnknown, unknown } from "../../../src/pebble/values/unknown.ts";
import {
  bool,
  hashMap,
  integer,
  list,
  long,
  NULL,
  string,
  type Unknown,
  type Value,
} from "../../../src/pebble/values/value.ts";
import { callContext } from "./context.ts";
import { covers } from "./covers.ts";

const hole = unknown("known at run time");
const word = unknown("an id", { word: true });

const literal = fc.stringMatching(/^[aAbzß0 .,_\-/'\n\r\tÉ%+:{}]{0,6}$/);
const wordText = fc.stringMatching(/^[aAbBz01]{1,4}$/);
const anyText = fc.oneof(literal, wordText, fc.constantFrom("", " ", "--", "aXa", "\r\n", "a.b", ".", "%2"));

interface Piece {
  readonly part: string | Unknown;
  readonly filled: string;
}
const piece: fc.Arbitrary<Piece> = fc.oneof(
  literal.map((text) => ({ part: text, filled: text })),
  anyText.map((filled) => ({ part: hole, filled })),
  wordText.map((filled) => ({ part: word, filled })),
);
const pieces = fc.array(piece, { minLength: 1, maxLength: 5 });

/** Arguments of a filter for text. */
function argumentsOf(name: string): fc.Arbitrary<readonly (Value | undefined)[]> {
  const short = fc.oneof(
    fc.constantFrom("-", ".", "a", "--", "a-", "-a", "aa", "a.b", "/", "ab", ", "),
    literal,
  );
  switch (name) {
    case "abbreviate":
      return fc.integer({ min: 0, max: 12 }).map((n) => [long(n)]);
    case "replace":
      return fc
        .array(fc.tuple(short, literal), { minLength: 1, maxLength: 2 })
        .map((pairs) => [hashMap(pairs.map(([from, to]) => [string(from), string(to)]))]);
    case "split":
      return fc.constantFrom(",", "[.]", "\\.", "-", "a", "/", " ", "\\s+").map((sign) => [string(sign)]);
    case "slice":
      return fc
        .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 6 }))
        .map(([a, b]) => [long(a), long(b)]);
    case "indent":
    case "nindent":
      return fc.integer({ min: 0, max: 3 }).map((n) => [long(n)]);
    case "escapeChar":
      return fc.constantFrom("single", "double", "shell").map((type) => [string(type)]);
    case "startsWith":
    case "endsWith":
    case "substringBefore":
    case "substringAfter":
    case "substringBeforeLast":
    case "substringAfterLast":
      return short.map((text) => [string(text)]);
    case "regexMatch":
      return fc.constantFrom("a", "^a", "[.]$").map((regex) => [string(regex)]);
    case "regexExtract":
      return fc.constantFrom("a+", "(b)?", "[.]").map((regex) => [string(regex)]);
    case "regexReplace":
      return fc.constantFrom("a+", "-").map((regex) => [string(regex), string("x")]);
    default:
      return fc.constant([]);
  }
}

function actual(action: () => Value): Value | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

const skipped = ["jq", "date", "dateAdd"];
// Filters that fail for all texts above, and filters that fail for all lists below.
const rejectText = [
  ..."abs chunk distinct flatten join keys numberFormat reverse rsort sort values".split(" "),
  ..."timestamp timestampMicro timestampMilli timestampNano".split(" "),
];
const rejectLists = [
  ..."abbreviate abs base64decode capitalize format number numberFormat split title trim urlencode".split(
    " ",
  ),
  ..."md5 sha1 sha256 sha512 timestamp timestampMicro timestampMilli timestampNano values".split(" "),
];

const filtersExcept = (...names: readonly string[]) => FILTERS.filter(({ name }) => !names.includes(name));

describe("given text with unknown parts", () => {
  for (const filter of filtersExcept(...skipped, ...rejectText)) {
    it(`when ${filter.name} is applied, then the result allows every possible text`, () => {
      let compared = 0;
      fc.assert(
        fc.property(pieces, argumentsOf(filter.name), (given, args) => {
          const context = callContext();
          const filled = string(given.map(({ filled }) => filled).join(""));
          const known = actual(() => applyFilter(filter, filled, args, context));
          if (known === undefined || findUnknown(known) !== undefined) return true;
          compared++;
          const partial = actual(() =>
            applyFilter(filter, textWithHoles(given.map(({ part }) => part)), args, context),
          );
          return partial !== undefined && covers(partial, known);
        }),
        { seed: 20_240_501, numRuns: 400 },
      );
      expect(compared).toBeGreaterThan(0);
    });
  }
});

describe("given a list with unknown items", () => {
  const value: fc.Arbitrary<Value> = fc.oneof(
    anyText.map(string),
    fc.integer({ min: -3, max: 30 }).map(integer),
    fc.constantFrom<Value>(NULL, bool(true)),
    fc.array(anyText.map(string), { maxLength: 2 }).map((items) => list(items)),
  );
  const open = unknown("an item", { maybeNull: true });
  const item = fc.tuple(value, fc.boolean());
  const args: Readonly<Record<string, readonly Value[]>> = {
    chunk: [long(2)],
    join: [string("-")],
    slice: [long(1), long(3)],
    merge: [list([string("x")])],
    escapeChar: [string("single")],
    indent: [long(2)],
    nindent: [long(2)],
    regexReplace: [string("a"), string("b")],
    replace: [hashMap([[string("a"), string("b")]])],
  };
  // The argument of all other filters with an argument is a search text.
  const search = [string("a")];
  const searching = /^(starts|ends|substring|regex)/;
  for (const filter of filtersExcept(...skipped, ...rejectLists)) {
    it(`when ${filter.name} is applied, then the result allows every possible item`, () => {
      let compared = 0;
      fc.assert(
        fc.property(fc.array(item, { maxLength: 4 }), (items) => {
          const context = callContext();
          const given = args[filter.name] ?? (searching.test(filter.name) ? search : []);
          const known = actual(() =>
            applyFilter(filter, list(items.map(([known]) => known)), given, context),
          );
          if (known === undefined || findUnknown(known) !== undefined) return true;
          compared++;
          const withUnknowns = list(items.map(([known, isOpen]) => (isOpen ? open : known)));
          const partial = actual(() => applyFilter(filter, withUnknowns, given, context));
          return partial !== undefined && covers(partial, known);
        }),
        { seed: 20_240_501, numRuns: 150 },
      );
      expect(compared).toBeGreaterThan(0);
    });
  }
});

describe("the comparison that both properties use", () => {
  it("given holes, words and lists, when compared with values, then only possible values are covered", () => {
    expect(covers(textWithHoles(["a-", word]), string("a-7"))).toBe(true);
    expect(covers(textWithHoles(["a-", word]), string("a-"))).toBe(false);
    expect(covers(textWithHoles(["a-", hole]), string("a-"))).toBe(true);
    expect(covers(hole, NULL)).toBe(false);
    expect(covers(list([hole]), list([]))).toBe(false);
  });
});
