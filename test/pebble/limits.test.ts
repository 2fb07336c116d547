import { describe, expect, test } from "vitest";
import { render, unknown } from "../../src/pebble/index.ts";
import { variables } from "./rendered.ts";

/** The reason for an unknown result. */
function reason(template: string): string | undefined {
  const result = render(template, {
    variables: variables({
      self: "{{ self }}x",
      wide: "{{ wide }}{{ wide }}",
      run: unknown("known only at run time"),
    }),
    dialect: "2.0",
  });
  const [part] = result.kind === "holes" ? result.parts : [];
  return typeof part === "object" ? part.reason : undefined;
}

const times = (count: number, text: string) => text.repeat(count);

describe("templates beyond a limit", () => {
  test.each([
    [
      "brackets",
      `{{ ${times(5000, "(")}1${times(5000, ")")} }}`,
      "the expression is nested deeper than 100 levels",
    ],
    [
      "unary operators",
      `{{ ${times(5000, "not ")}true }}`,
      "the expression is nested deeper than 100 levels",
    ],
    ["operators", `{{ 1${times(5000, " + 1")} }}`, "more than 300 operators in sequence"],
    ["attributes", `{{ a${times(5000, ".b")} }}`, "more than 300 attributes in sequence"],
    [
      "tags",
      times(500, "{% if true %}") + times(500, "{% endif %}"),
      "tags are nested deeper than 100 levels",
    ],
    ["ranges", "{{ range(1, 1000000000) }}", "a range of more than 100000 elements"],
    [
      "loops",
      "{% for i in range(1, 1000) %}{% for j in range(1, 1000) %}x{% endfor %}{% endfor %}",
      "the template needs more than 100000 evaluation steps",
    ],
    [
      "doubled text",
      `{% set s = 'aaaaaaaaaa' %}${times(60, "{% set s = s ~ s %}")}{{ s }}`,
      "the template makes a text of more than 1000000 characters",
    ],
    [
      "nested lists",
      "{% set s = [1] %}{% for i in range(1, 500) %}{% set s = [s] %}{% endfor %}{{ s }}",
      "the expression builds a value nested deeper than 200 levels",
    ],
    [
      "macros",
      "{% macro f(a) %}{{ f(a) }}{% endmacro %}{{ f(1) }}",
      "macros and blocks call each other deeper than 40 levels",
    ],
    [
      "blocks",
      "{% block a %}{{ block('a') }}{% endblock %}",
      "macros and blocks call each other deeper than 40 levels",
    ],
    ["rendering", "{{ render(wide) }}", "the template has more than 20000 words and signs"],
    ["expressions", times(10_000, "{{ 1 }}"), "the template has more than 20000 words and signs"],
    [
      "items of a literal",
      `{{ [${times(20_000, "1,")}1] }}`,
      "the template has more than 20000 words and signs",
    ],
    [
      "tags in macros",
      `{% macro f(a) %}${times(60, "{% if true %}")}{{ f(a) }}${times(60, "{% endif %}")}{% endmacro %}{{ f(1) }}`,
      "evaluation is nested deeper than 600 levels",
    ],
    [
      "open branches in macros",
      `{% macro f(a) %}${times(60, "{% if a %}")}{{ f(a) }}${times(60, "{% endif %}")}{% endmacro %}{{ f(run) }}`,
      "evaluation is nested deeper than 600 levels",
    ],
    ["JSON", `{{ fromJson('${times(5000, "[")}') }}`, "JSON is nested deeper than 150 levels"],
    ["Ion", `{{ fromIon('${times(5000, "[")}') }}`, "Ion is nested deeper than 100 levels"],
    ["long numbers", `{{ '${times(2000, "0")}x' | number('DOUBLE') }}`, "a number of more than 1000 digits"],
    [
      "long numbers to calculate with",
      `{{ '${times(2000, "0")}.x' * 2 }}`,
      "a number of more than 1000 digits",
    ],
    ["large exponents", "{{ '1e9999' | number('BIGDECIMAL') }}", "a number of more than 1000 digits"],
    ["long YAML", `{{ yaml('${times(9000, "- ")}') }}`, "yaml() of more than 2400 characters"],
    [
      "long jq programs",
      `{{ 1 | jq('${times(2000, ".| ")}.') }}`,
      "a jq program of more than 5000 characters",
    ],
    ["YAML", `{{ yaml('${times(2000, "[")}') }}`, "yaml(): more than 100 levels is not supported"],
  ])(
    "given too many or too deep %s, when rendered, then the result is unknown and the reason names the limit",
    (_, template, words) => {
      expect(reason(template)).toBe(words);
    },
  );
});

test("given long text with two holes, when compared, then possible and impossible texts are distinguished", () => {
  const id = unknown("known only at run time", { word: true });
  const half = times(20_000, "a-");
  const compare = (text: string) =>
    render(`{{ ('${half}' ~ id ~ '${half}' ~ id ~ '${half}') == '${text}' }}`, {
      variables: { id },
      dialect: "2.0",
    }).kind;
  expect(compare(`${half}x${half}y${half}`)).toBe("holes");
  expect(compare(`b${half}x${half}y${half}`)).toBe("known");
});

test.each([
  ["'a-' ~ id ~ '-b' == 'a-x1-b'", false],
  ["'a-' ~ id ~ '-b' == 'a--b'", true],
  ["'a-' ~ id ~ '-b' == 'a-x-1-b'", true],
  ["'a-' ~ any ~ '-b' == 'a--b'", false],
  ["'a-' ~ any ~ '-b' == 'a-b'", true],
  ["id ~ '-' ~ id ~ '-' ~ any == 'x-y-'", false],
  ["id ~ '-' ~ id ~ '-' ~ any == 'x--y'", true],
  ["any ~ 'b' ~ any == 'aac'", true],
  ["id ~ any ~ id == 'x'", true],
  ["id ~ any ~ id == 'xy'", false],
])('given %s, when rendered, then "certainly false" is %s', (expression, known) => {
  const id = unknown("a word", { word: true });
  const any = unknown("anything");
  const result = render(`{{ ${expression} }}`, { variables: { id, any }, dialect: "2.0" });
  expect(result).toMatchObject(known ? { kind: "known", text: "false" } : { kind: "holes" });
});

test("given a text that renders itself, when rendered, then it is the engine's runtime error", () => {
  const result = render("{{ render(self) }}", {
    variables: variables({ self: "{{ self }}x" }),
    dialect: "2.0",
  });
  expect(result).toMatchObject({ kind: "error", error: { kind: "runtime", offset: 3, length: 12 } });
});

test("given an output limit of 3, when rendered, then a longer text is unknown", () => {
  const scope = { variables: {}, dialect: "2.0" as const, limits: { outputSize: 3 } };
  expect(render("{{ 'abc' }}", scope)).toEqual({ kind: "known", text: "abc" });
  expect(render("{{ 'abcd' }}", scope)).toMatchObject({ kind: "holes" });
});
