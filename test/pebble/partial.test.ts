import { describe, expect, test } from "vitest";
import { openMap, render, type Unknown, unknown } from "../../src/pebble/index.ts";
import { anything, maybeMissing, maybeNull, rendered, variables, word } from "./rendered.ts";

const execution = openMap({ id: word }, unknown("known only at run time"));
const data = {
  u: anything,
  n: maybeNull,
  x: maybeMissing,
  w: word,
  execution,
  l: [anything, 1],
  m: { k: anything },
};

describe("results that are certain despite unknown variables", () => {
  test.each([
    ["{{ x is defined ? 'a' : 'a' }}", "a"],
    ["{{ true or u }}{{ u or true }}{{ false and u }}", "truetruefalse"],
    ["{{ l | length }}{{ l.size }}{{ l[1] }}", "221"],
    ["{{ u ?? 'd' }}", "*"],
    ["{{ u is defined }}", "true"],
    ["{{ m is empty }}", "false"],
    ["{% if u %}same{% else %}same{% endif %}", "same"],
    ["{{ u == null }}{{ ('a-' ~ u) == 'b' }}{{ ('a-' ~ u) == 1 }}", "falsefalsefalse"],
    ["{{ w == 'a-b' }}", "false"],
    ["{{ ('a' ~ u) ? 1 : 2 }}", "1"],
    ["{{ ('ab' ~ u) contains 'b' }}", "true"],
    ["{{ (u ~ 'x') | default('d') }}", "*x"],
    ["{{ [1, 1] contains 1 or x }}", "true"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

describe("text with holes", () => {
  test.each([
    ["a-{{ u }}-b", "a-*-b"],
    ["{{ ('LIC-' ~ execution.id) | slugify }}", "lic-+"],
    ["{{ ('LIC-' ~ u) | slugify }}", "lic*"],
    ["{{ 'x_' ~ w | upper }}", "X_+"],
    ["{% if u %}trips_dev{% else %}trips_prod{% endif %}", "trips_+"],
    ["{{ u ? 'ax' : 'bx' }}", "+x"],
    ["{{ x ?? 'd' }}", "*"],
    ["{% for i in u %}{{ i }},{% endfor %}|", "*|"],
    ["{% macro f(a) %}<{{ a }}>{% endmacro %}{{ f(u) }}", "<*>"],
    ["{{ [u, 'a'] }}", '[*,"a"]'],
    ["{{ {'k': n} }}", "*"],
    ["{{ ['a', u] ~ '' }}", "[a, *]"],
    ["{{ render('a-' ~ w) }}{{ render('a-' ~ u) }}", "a-+a-*"],
    ["{{ u ? noSuch() : 'a' }}", "*"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

describe("variables set in branches or loops that may not run", () => {
  test.each([
    ["{% for i in [1, 2] %}{% set x = i %}{{ x }}{% endfor %}{{ x ?? 'd' }}", "12*"],
    ["{% set a = 'x' %}{% if u %}{% set a = 'y' %}{% endif %}{{ a }}", "+"],
    ["{% set a = 'x' %}{% if u %}{% set a = 'x' %}{% endif %}{{ a }}", "x"],
    ["{% if u %}{% set a = 'y' %}{% endif %}{{ a ?? 'd' }}", "*"],
    ["{% set a = 1 %}{% for i in u %}{% set a = a + 1 %}{% endfor %}{{ a }}", "*"],
    ["{% set l = [2, 1] %}{% if u %}{{ l | sort }}{% endif %}{{ l }}", "*"],
    ["{% if u %}{{ [2, 1] | sort }}{% endif %}", "*"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

test("given a failure, when every path has it, then it is an error; when one path has it, then it is a hole", () => {
  expect(rendered("{{ u }}{{ nope }}", data)).toMatch(/^error: /);
  expect(rendered("{% if u %}{{ nope }}{% else %}{{ nada }}{% endif %}", data)).toMatch(/^error: /);
  expect(rendered("{% if u %}{{ nope }}{% endif %}", data)).toBe("*");
});

test("given a possibly undefined value, when a failure after it is under `is defined`, then it is a hole", () => {
  expect(rendered("{{ ({'a': x.k, 'b': ([] or 1)}) is defined }}", data)).toBe("*");
});

test("given several unknowns, when rendered, then exactly the consulted ones are reported", () => {
  const seen: Unknown[] = [];
  const region = unknown("region is an input", { origin: "inputs.region" });
  const scope = { variables: variables({ ...data, region }), dialect: "2.0" as const };
  render("{{ region == 'eu' ? 'a' : 'b' }}{{ true or u }}", {
    ...scope,
    onUnknown: (found) => seen.push(found),
  });
  expect(new Set(seen.map((found) => found.origin))).toEqual(new Set(["inputs.region"]));
});

test("given a hole in the text, when rendered, then it has the range of its expression", () => {
  const result = render("a-{{ u }}-{{ 1 }}", { variables: variables(data), dialect: "2.0" });
  expect(result).toMatchObject({
    kind: "holes",
    parts: ["a-", anything, "-1"],
    spans: [undefined, { start: 2, end: 9 }, undefined],
  });
});
