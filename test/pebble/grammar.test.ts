import { describe, expect, test } from "vitest";
import { parseErrors } from "../../src/pebble/index.ts";
import { rendered } from "./rendered.ts";

describe("operator precedence in Kestra 2.0", () => {
  test.each([
    ["{{ 1 + 2 * 3 }}", "7"],
    ["{{ 'a' ~ 'b' | upper }}", "AB"],
    ["{{ 'v' ?? 'd' | upper }}", "v"],
    ["{{ 'p' ~ u ?? 'd' }}", "d"],
    ["{{ 1 + 1 isIn [2] }}", "true"],
    ["{{ not false == true }}", "true"],
    ["{{ -5 | abs }}", "5"],
    ["{{ 'x' ~ true ? 'a' : 'b' }}", "a"],
    ["{{ false ? 1 : false ? 2 : 3 }}", "3"],
    ["{{ 10 - 4 - 3 }}", "3"],
    ["{{ 1 == 1 and 2 == 2 or false }}", "true"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template)).toBe(text);
  });
});

describe("operator precedence in 1.x, where ??, ??? and isIn bind tightest", () => {
  test.each([
    ["{{ 'v' ?? 'd' | upper }}", "V"],
    ["{{ 'p' ~ u ?? 'd' }}", "pd"],
    ["{{ 1 + u ?? 2 }}", "3"],
    ["{{ 'a' ~ 'b' isIn ['ab'] }}", "afalse"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, {}, "1.x")).toBe(text);
  });
});

describe("syntax errors", () => {
  test.each([
    ["{{ [1,2][0] }}", 8, 1],
    ["{{ {'a':1}.a }}", 10, 1],
    ["{{ 'a' 'b' }}", 7, 3],
    ["{{ 1e3 }}", 4, 2],
    ["{{ l.0 }}", 5, 1],
    ["{{ m.is }}", 5, 2],
    ["{{ 'a' in [] }}", 7, 2],
    ["{{ x is  not defined }}", 9, 3],
    ["{{ 'unclosed }}", 3, 1],
    ["{{ (1 }}", 3, 1],
    ["a {{ b", 2, 2],
    ["{% foo %}", 3, 3],
    ["{% if a %}A{% else if b %}B{% endif %}", 19, 2],
    ["{% set a %}", 9, 2],
    ["{{ f(a=1, 2) }}", 10, 1],
    ["{{ [1,] }}", 6, 1],
    ["{{ 10l }}", 5, 1],
    ["{{ 9223372036854775808 }}", 3, 19],
  ])("given %s, when parsed, then the error is at offset %i with length %i", (template, offset, length) => {
    expect(parseErrors(template, "2.0")).toMatchObject([{ kind: "syntax", offset, length }]);
  });
});

describe("lexical forms", () => {
  test.each([
    ["{{ 007 }}", "7"],
    ["{{ 10L }}", "10"],
    ["{{ 1.0 }}", "1.0"],
    ["{{ 'a\\nb' }}", "a\\nb"],
    ["{{ 'it\\'s' }}", "it's"],
    ['{{ "say \\"hi\\"" }}', 'say "hi"'],
    ['{{ "a#{1 + 1}b" }}', "a2b"],
    ['{{ "#{[1, 2]}" }}', "[1,2]"],
    ["{{ '}}' }}", "}}"],
    ["{{ {'a':{'b':1}} }}", '{"a":{"b":1}}'],
    ["x }} { y }", "x }} { y }"],
    ["a{# {{ x }}\n #}b", "ab"],
    ["{{ TRUE }}{{ NONE }}", "true"],
    ["{{ my-var }}", "2"],
    ["<li>   {{- my -}} \n </li>", "<li>5</li>"],
    ["{{-my}}", "-5"],
    ["a\n{%- if true -%}\n b{% endif %}", "ab"],
    ["{% verbatim %} {{ x }} {% endverbatim %}", "{{ x }} "],
    ["{{ été }}", "E"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, { my: 5, var: 3, été: "E" })).toBe(text);
  });
});
