import { describe, expect, it } from "vitest";
import { unknown } from "../../../src/pebble/values/unknown.ts";
import {
  double,
  hashMap,
  list,
  long,
  NULL,
  string,
  stringMap,
  type Value,
} from "../../../src/pebble/values/value.ts";
import { filtered, shown } from "./context.ts";

const s = string;
const person = (): Value =>
  stringMap([
    ["name", s("Ann")],
    ["tags", list([s("a"), unknown("a tag")])],
  ]);

describe("filters for data formats, regular expressions and jq", () => {
  const cases: readonly (readonly [string, Value, readonly Value[], string])[] = [
    ["yaml", list([long(1), s("a"), list([long(2)])]), [], " - 1\n - a\n -\n   - 2\n"],
    [
      "yaml",
      stringMap([
        ["a", list([long(1), long(2)])],
        ["m", NULL],
      ]),
      [],
      "a:\n - 1\n - 2\nm: null\n",
    ],
    ["yaml", s("true"), [], '"true"\n'],
    ["yaml", s("1"), [], "1\n"],
    ["yaml", s("multi\nline"), [], "|-\n  multi\n  line\n"],
    ["yaml", NULL, [], "null"],
    [
      "toIon",
      stringMap([
        ["empty_object", stringMap([])],
        ["null", NULL],
      ]),
      [],
      "{empty_object:{},'null':null}",
    ],
    ["toIon", double(1.5), [], "1.5e0"],
    ["toIon", NULL, [], "null"],
    ["regexMatch", s("abc"), [s("^b")], "false"],
    ["regexMatch", NULL, [s("b")], "false"],
    ["regexMatch", s("abc"), [], 'error: the argument "regex" is missing'],
    ["regexReplace", s("a1b2"), [s("([a-z])(\\d)"), s("$2$1")], "1a2b"],
    ["regexReplace", s("a"), [s("a"), s("$9")], "error: the replacement is malformed: No group 9"],
    ["regexExtract", s("v1.2.3"), [s("(\\d+)\\.(\\d+)"), long(2)], "2"],
    ["regexExtract", s("abc"), [s("z")], "null"],
    [
      "regexExtract",
      s("abc"),
      [s("["), long(0)],
      'error: "[" is not a valid regular expression: Unclosed character class',
    ],
    [
      "regexMatch",
      s(`${"a".repeat(60)}b`),
      [s("(a+)+$")],
      '<"(a+)+$": the regular expression takes too many steps>',
    ],
    [
      "regexMatch",
      s("a"),
      [s("\\p{InGreek}")],
      '<the regular expression "\\p{InGreek}" uses \\p{InGreek} (a Unicode block), which is not supported>',
    ],
    ["jq", person(), [s(".name")], "[Ann]"],
    ["jq", person(), [s(".tags[]")], "[a, <a tag>]"],
    ["jq", person(), [s(".missing")], "[null]"],
    ["jq", person(), [s(".tags | length")], "<a tag>"],
    ["jq", s('{"a":[1,null]}'), [s(".a[]")], "[1, null]"],
    ["jq", s('{"a":[1,2]}'), [s(".a | map(. * 2)")], "[[2, 4]]"],
    ["jq", s("{"), [s(".")], "error: not JSON: unexpected end at position 1"],
    ["jq", NULL, [s(".")], "null"],
    ["jq", list([]), [], 'error: the argument "expression" is missing'],
  ];
  it.each(cases)(
    "given the filter $0 (case %#), when applied, then the result is $3",
    (filter, input, args, expected) => {
      expect(shown(() => filtered(filter, input, args))).toBe(expected);
    },
  );

  it("given the regular-expression flag, when replacing, then the pairs are Java regular expressions", () => {
    const pairs = hashMap([[s("(\\d)"), s("-$1-")]]);
    expect(
      shown(() => filtered("replace", s("a1b"), [pairs, { ...filtered("regexMatch", s("a"), [s("a")]) }])),
    ).toBe("a-1-b");
  });
});
