import { describe, expect, test } from "vitest";
import { long, string } from "../../src/pebble/values/value.ts";
import { rendered } from "./rendered.ts";

/* Surprising behaviour of Kestra's engine. Sources: runs of the engine, and its DateFilterTest. */

const data = {
  n: 7,
  big: 2 ** 40,
  d: 2.75,
  t: true,
  s: "abc",
  l: ["p", "q"],
  m: new Map<string, unknown>([["a", 1]]),
  nulls: new Map<string, unknown>([
    ["a", 1],
    ["b", null],
  ]),
};

describe("JSON text", () => {
  test.each([
    ["{{ '2024-01-05' is json }}", "false"],
    ["{{ '2024 ' is json }}", "true"],
    ["{{ '2024' is json }}", "true"],
    ["{{ '1,2' is json }}", "false"],
    ["{{ fromJson('12 apples') }}", "12"],
    ["{{ fromJson('[1]x') | first }}", "1"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  test.each(["{{ fromJson('2024-01-05') }}", "{{ fromJson('1,2') }}"])(
    "given %s, when rendered, then it fails",
    (template) => {
      expect(rendered(template, data)).toMatch(/^error: /);
    },
  );
});

describe("jq on an empty text", () => {
  test.each([
    ["x{{ '' | jq('.') | first }}", "x"],
    ["{{ '' | jq('.') | length }}", "1"],
    ["{{ ('' | jq('.') | first) is null }}", "false"],
    ["x{{ ('' | jq('.') | first) ?? 'd' }}", "x"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  test("given any other program, when rendered, then the result is unknown", () => {
    expect(rendered("{{ '' | jq('.a') }}", data)).toBe("*");
  });
});

describe("Java methods", () => {
  test.each([
    ["{{ n.intValue() }}", "7"],
    ["{{ n.longValue }}", "7"],
    ["{{ n.doubleValue() }}", "7.0"],
    ["{{ n.floatValue() }}", "7.0"],
    ["{{ big.intValue() }}", "0"],
    ["{{ d.intValue() }}", "2"],
    ["{{ t.booleanValue() }}", "true"],
    ["{{ s.contentEquals('abc') }}", "true"],
    ["{{ s.compareToIgnoreCase('ABD') }}", "-1"],
    ["{{ l.containsAll(['q', 'p']) }}", "true"],
    ["{{ l.containsAll(['z']) }}", "false"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  test.each([
    "{{ s.toCharArray() ?? 'd' }}",
    "{{ s.matches('a.c') ?? 'd' }}",
    "{{ s.substring(n) ?? 'd' }}",
    "{{ n.compareTo(n) ?? 'd' }}",
    "{{ n.shortValue() ?? 'd' }}",
    "{{ t.compareTo(t) ?? 'd' }}",
    "{{ l.subList(n, n) ?? 'd' }}",
    "{{ l.add('r') ?? 'd' }}",
    "{{ l.addAll(['r']) ?? 'd' }}{{ l | length }}",
    "{{ m.put('b', 2) ?? 'd' }}",
    "{{ m.forEach(n) ?? 'd' }}",
  ])("given %s, when rendered, then the result is unknown but defined", (template) => {
    expect(rendered(template, data)).toMatch(/^\*+$/);
  });

  test.each([
    ["{{ s.nothing() ?? 'd' }}", "d"],
    ["{{ n.nothing() ?? 'd' }}", "d"],
    ["{{ l.put('a', 1) ?? 'd' }}", "d"],
    ["{{ s.substring(1) ?? 'd' }}", "d"],
  ])("given %s, when rendered, then the method does not exist and ?? gives %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

describe("named arguments", () => {
  test.each([
    ["{{ 'A b' | slugify(format='x') }}", "a-b"],
    ["{{ 'A b' | slugify(timeZone='x', existingFormat='y', locale='z') }}", "a-b"],
    ["{{ 'a' | upper(x=1) }}", "A"],
    ["{{ 'A' | lower(x=1) }}", "a"],
    ["{{ ' a ' | trim(x=1) }}", "a"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  test.each([
    "{{ 'a' | slugify(x=1) }}",
    "{{ 'a' | slugify(1, 2, 3, 4, 5) }}",
    "{{ 'a' | abbreviate(x=1) }}",
  ])("given %s, when rendered, then it fails", (template) => {
    expect(rendered(template, data)).toMatch(/^error: /);
  });
});

describe("loop numbers that the engine computes late", () => {
  test.each(["loop.length is odd", "loop.length is even", "loop.revindex is odd", "loop.revindex is even"])(
    "given {{ %s }} in a loop, when rendered, then it fails",
    (expression) => {
      expect(rendered(`{% for x in l %}{{ ${expression} }}{% endfor %}`, data)).toMatch(/^error: /);
    },
  );

  test.each([
    ["{% for x in l %}{{ loop.index is even }}{% endfor %}", "truefalse"],
    ["{% for x in l %}{{ loop.length }}{{ loop.revindex }}{% endfor %}", "2120"],
    ["{% for x in l %}{{ loop.length - 1 }}{% endfor %}", "11"],
    ["{% for x in l %}{{ loop.length | abs }}{{ loop.index | abs }}{% endfor %}", "2.002.01"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

describe("isIn", () => {
  test.each([
    ["{{ 'a' isIn m }}{{ 1 isIn m }}{{ 'z' isIn m }}", "truetruefalse"],
    ["{{ 'a' isIn nulls }}", "true"],
    ["{{ '1' isIn nulls }}", "true"],
    ["{{ 'b' isIn nulls }}", "true"],
  ])("given %s, when rendered, then keys and values are searched entry by entry: %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  test.each([
    "{{ 'z' isIn nulls }}",
    "{{ 'q' isIn {'a': null, 'b': 'q'} }}",
    "{{ 1 isIn [1, null] }}",
    "{{ 2 isIn [null] }}",
  ])("given %s, when rendered, then it fails on the null", (template) => {
    expect(rendered(template, data)).toMatch(/^error: /);
  });
});

test.each(["uuid", "ksuid", "randomPort", "errorLogs"])(
  "given arguments of %s(), which takes none, when rendered, then they are ignored",
  (name) => {
    expect(rendered(`{{ ${name}('x', 2) is defined }}{{ ${name}(x=1) is defined }}`, data)).toBe("truetrue");
  },
);

test.each([
  ["{{ x | date(format='iso_sec', timeZone='Europe/Paris') }}", 1378653552n, "2013-09-08T17:19:12+02:00"],
  [
    "{{ x | date(format='iso_milli', timeZone='Europe/Paris') }}",
    1378653552123n,
    "2013-09-08T17:19:12.123+02:00",
  ],
  [
    "{{ x | date(format='iso', timeZone='Europe/Paris') }}",
    1378653552123456000n,
    "2013-09-08T17:19:12.123456+02:00",
  ],
  [
    "{{ x | date(format='iso', timeZone='Europe/Paris') }}",
    1378653552000123456n,
    "2013-09-08T17:19:12.123456+02:00",
  ],
  [
    "{{ x | date(format='sql', timeZone='Europe/Paris') }}",
    1378653552000123456n,
    "2013-09-08 17:19:12.123456",
  ],
  ["{{ x | date(format='iso', timeZone='Europe/Paris') }}", 1378653552123456789n, "*"],
])("given %s and the epoch %s, when rendered, then the text is %s", (template, epoch, text) => {
  expect(rendered(template, { x: long(epoch) })).toBe(text);
});

test.each(["regexMatch('a')", "regexReplace('a', 'b')", "regexExtract('a')"])(
  "given the filter %s, when rendered, then 2.0 has it and 1.x does not",
  (filter) => {
    expect(rendered(`{{ x | ${filter} }}`, { x: string("a") }, "1.x")).toMatch(/^error: /);
    expect(rendered(`{{ x | ${filter} }}`, { x: string("a") }, "2.0")).not.toMatch(/^error: /);
  },
);
