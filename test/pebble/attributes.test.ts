import { describe, expect, test } from "vitest";
import { rendered } from "./rendered.ts";

const data = {
  m: new Map<string, unknown>([
    ["a", 1],
    ["b", { c: "C" }],
    ["x-y", "dash"],
    ["1", "one"],
    ["nul", null],
  ]),
  e: {},
  l: ["p", "q"],
  s: "abc",
  n: null,
  i: 1,
};

describe("attributes, elements and methods", () => {
  test.each([
    ["{{ m.b.c }}{{ m['x-y'] }}{{ m['1'] }}", "Cdashone"],
    ["{{ m.nul }}{{ m.nul is null }}", "true"],
    ["{{ l[0] }}{{ l['1'] }}{{ l[i] }}", "pqq"],
    ["{{ m . a }}{{ m [ 'a' ] }}", "11"],
    ["{{ s.length }}{{ s.length() }}{{ s.toUpperCase() }}", "33ABC"],
    ["{{ s.replace('b', 'X') }}{{ s.bytes }}", 'aXc"YWJj"'],
    ["{{ l.size }}{{ l.empty }}{{ l.indexOf('q') }}{{ l.first }}", "2false1p"],
    ["{{ m.size() }}{{ m.keySet() }}", '5["a","b","x-y","1","nul"]'],
    ["{{ m.get('a') }}{{ m.getOrDefault('zz', 'D') }}", "1D"],
    ["{{ m.toString() }}", "{a=1, b={c=C}, x-y=dash, 1=one, nul=null}"],
    ["{{ (['x'])[0] }}{{ ({'a': 5}).a }}{{ 'abc'.length() }}", "x53"],
    ["{{ m.zz ?? 'd' }}{{ n.a ?? 'd' }}{{ l[9] ?? 'd' }}{{ s.foo ?? 'd' }}", "dddd"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

describe("missing attributes and elements", () => {
  test.each([
    "m.zz",
    "m.size",
    "n.a",
    "l[9]",
    "l[-1]",
    "l['a']",
    "s[0]",
    "l.get(0)",
    "s.substring(1)",
    "e.a",
    "s.class",
  ])("given {{ %s }}, when rendered, then it is an error", (expression) => {
    expect(rendered(`{{ ${expression} }}`, data)).toMatch(/^error: /);
  });

  test.each(["m[1]", "e[1]", "s.class", "_context.x"])(
    "given {{ %s ?? 'd' }}, when rendered, then ?? does not catch the error",
    (expression) => {
      expect(rendered(`{{ ${expression} ?? 'd' }}`, data)).toMatch(/^error: /);
    },
  );
});
