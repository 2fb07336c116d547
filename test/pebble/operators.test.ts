import { describe, expect, test } from "vitest";
import { double } from "../../src/pebble/index.ts";
import { rendered } from "./rendered.ts";

const data = {
  i: 7,
  big: 2147483647,
  d: 2.5,
  one: double(1),
  s: "5",
  l: [1, 2, 3],
  m: { b: 1, a: "t" },
  n: null,
};

describe("operators", () => {
  test.each([
    ["{{ i / 2 }}", "3"],
    ["{{ -7 / 2 }}{{ -7 % 2 }}", "-3-1"],
    ["{{ 6 / 4.0 }}", "1.5"],
    ["{{ big + big }}", "-2"],
    ["{{ big + 1 }}", "2147483648"],
    ["{{ 1.0 / 0 }}", "Infinity"],
    ["{{ 1 == 1.0 }}{{ one == 1 }}{{ '1' == 1 }}", "truetruefalse"],
    ["{{ l == [1, 2, 3] }}", "false"],
    ["{{ l ~ m ~ n ~ 1.0 }}", "[1, 2, 3]{b=1, a=t}1.0"],
    ["{{ 'a' + n }}{{ 5 + '' + 3 }}", "anull53"],
    ["{{ l + 4 }}{{ l + [5, 6] }}{{ l }}", "[1,2,3,4][1,2,3,5,6][1,2,3]"],
    ["{{ l - [1] }}{{ l - i }}", "[1,2,3][1,2,3]"],
    ["{{ n < 1 }}{{ '10' > '9' }}", "falsefalse"],
    ["{{ 'false' and 1 }}{{ '' or 0 }}", "truefalse"],
    ["{{ n ? 1 : 2 }}", "2"],
    ["{{ m contains 'b' }}{{ 'abc' contains 'bc' }}{{ n contains 1 }}", "truetruefalse"],
    ["{{ 1 isIn l }}{{ 't' isIn m }}{{ n isIn l }}", "truetruefalse"],
    ["{{ u ?? n ?? 'd' }}{{ n ??? 'd' }}|", "d|"],
    ["{{ n | default('x') }}{{ ' ' | default('y') }}{{ 0 | default('z') }}", "xy0"],
    ["{{ u is defined }}{{ n is defined }}{{ i is defined }}", "falsefalsetrue"],
    ["{{ 3..1 }}{{ 1..3 }}", "[][1,2,3]"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

describe("operator errors that ?? does not catch", () => {
  test.each([
    "{{ (1 + u) ?? 2 }}",
    "{{ (u == 1) ?? 2 }}",
    "{{ 1 / 0 }}",
    "{{ n and true }}",
    "{{ l and true }}",
    "{{ 'a' < 1 }}",
    "{{ 'a' * 2 }}",
    "{{ noSuch() ?? 1 }}",
    "{{ 1 | noSuch ?? 1 }}",
    "{{ m[1] ?? 'd' }}",
    "{% if n %}{% endif %}",
  ])("given %s, when rendered, then it is an error", (template) => {
    expect(rendered(template, data)).toMatch(/^error: /);
  });
});

describe("operators in 1.x", () => {
  test.each([
    ["{% set a = [1] %}{% set b = a + 2 %}{{ a }}{{ b }}", "[1,2][1,2]"],
    ["{{ 'b' > 'a' }}", "error: "],
    ["{{ '2' * '3' }}", "error: "],
  ])("given %s, when rendered, then the text begins with %s", (template, text) => {
    expect(rendered(template, data, "1.x").slice(0, text.length)).toBe(text);
  });
});
