import { describe, expect, test } from "vitest";
import { render } from "../../src/pebble/index.ts";
import { variables } from "./rendered.ts";

/** The reason why the whole result is unknown. */
function reason(template: string): string | undefined {
  const result = render(template, {
    variables: variables({ self: "{{ self }}x", wide: "{{ wide }}{{ wide }}" }),
    dialect: "2.0",
  });
  const [part] = result.kind === "holes" ? result.parts : [];
  return typeof part === "object" ? part.reason : undefined;
}

const times = (count: number, text: string) => text.repeat(count);

describe("a template that goes too far gives an unknown that says so", () => {
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
    ["operators", `{{ 1${times(5000, " + 1")} }}`, "more than 300 operators stand in one row"],
    ["attributes", `{{ a${times(5000, ".b")} }}`, "more than 300 attributes stand in one row"],
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
    ["rendering", "{{ render(wide) }}", "the template needs more than 100000 evaluation steps"],
  ])("%s", (_, template, words) => {
    expect(reason(template)).toBe(words);
  });
});

test("rendering that never settles is the engine's own error", () => {
  const result = render("{{ render(self) }}", {
    variables: variables({ self: "{{ self }}x" }),
    dialect: "2.0",
  });
  expect(result).toMatchObject({ kind: "error", error: { kind: "runtime", offset: 3, length: 12 } });
});

test("limits can be set", () => {
  const scope = { variables: {}, dialect: "2.0" as const, limits: { outputSize: 3 } };
  expect(render("{{ 'abc' }}", scope)).toEqual({ kind: "known", text: "abc" });
  expect(render("{{ 'abcd' }}", scope)).toMatchObject({ kind: "holes" });
});
