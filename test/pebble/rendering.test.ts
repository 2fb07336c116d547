import { describe, expect, test } from "vitest";
import {
  fromData,
  isTemplate,
  openMap,
  render,
  renderTogether,
  renderTyped,
  toData,
  unknown,
} from "../../src/pebble/index.ts";
import { rendered, short, variables } from "./rendered.ts";

const data = {
  first: "1",
  second: "{{ first }}",
  third: "{{ second }}",
  obj: { k: "{{ third }}", l: ["{{ first }}", 5] },
  bad: "{{ nope }}",
  num: 5,
};

describe("render() and renderOnce()", () => {
  test.each([
    ["{{ third }}", "{{ second }}"],
    ["{{ render(third) }}", "1"],
    ["{{ render(third, recursive=false) }}{{ renderOnce(third) }}", "{{ first }}{{ first }}"],
    ["{{ render(obj) }}", '{"k":"1","l":["1",5]}'],
    ["{{ render(num) + 1 }}{{ render(null) }}|", "6|"],
    ["{{ render(nope) ?? 'd' }}", "d"],
    ["{% set z = 'zz' %}{{ render('{{ z }}') }}", "zz"],
    ["{% for i in [1, 2] %}{{ render('{{ i }}') }}{% endfor %}", "12"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  test("given an undefined variable in the rendered text, when rendered, then an outer ?? does not catch it", () => {
    expect(rendered("{{ render(bad) ?? 'd' }}", data)).toMatch(/^error: /);
  });
});

describe("engine-wide recursive rendering", () => {
  const scope = { variables: variables(data), dialect: "2.0" as const, recursive: true };
  test.each([
    ["{{ third }}", "1"],
    ["{{ obj }}", '{"k":"1","l":["1",5]}'],
    ["{% raw %}{{ first }}{% endraw %}", "{{ first }}"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(short(render(template, scope))).toBe(text);
  });

  test("given a call of render(), when rendered, then it is an error", () => {
    expect(render("{{ render(first) }}", scope)).toMatchObject({ kind: "error" });
  });
});

describe("typed rendering", () => {
  test.each<[string, unknown]>([
    ["{{ [1, 'a'] }}", [1, "a"]],
    ["{{ 1 == 1 }}", true],
    ["{{ null }}", null],
    ["{{ 1 }}{{ 2 }}", "12"],
    [" {{ 1 }}", " 1"],
    ["{{ [1] }}{{ [2] }}", [1]],
    ["[{{ [5] }}, 2]", [[5], 2]],
    ["a{{ [1] }}", "a[1]"],
    ["{# c #}{% if true %}{{ 5 }}{% endif %}", 5],
    ["plain", "plain"],
  ])("given %s, when rendered, then the value is $1", (template, expected) => {
    const result = renderTyped(template, { variables: {}, dialect: "2.0" });
    expect(result.kind === "value" && toData(result.value)).toEqual(expected);
  });

  test("given an unknown variable, when rendered, then the value is that unknown", () => {
    const scope = { variables: { u: unknown("later") }, dialect: "2.0" as const };
    expect(renderTyped("{{ u }}", scope)).toMatchObject({
      kind: "value",
      value: { kind: "unknown", reason: "later" },
    });
  });
});

test("given a list that a template sorts, when rendered again, then the list has its original order", () => {
  const scope = { variables: variables({ l: [3, 1, 2] }), dialect: "2.0" as const };
  expect(short(render("{{ l | sort }}{{ l }}", scope))).toBe("[1,2,3][1,2,3]");
  expect(short(render("{{ l }}", scope))).toBe("[3,1,2]");
});

test("given templates rendered together, when one changes a list, then the later ones see the change", () => {
  const scope = { variables: variables({ l: [3, 1, 2] }), dialect: "2.0" as const };
  const texts = renderTogether(scope, (one) =>
    ["{{ l | reverse }}", "{{ l | reverse }}", "{{ l | sort }}", "{{ l }}"].map((source) =>
      short(one(source)),
    ),
  );
  expect(texts).toEqual(["[2,1,3]", "[3,1,2]", "[1,2,3]", "[1,2,3]"]);
  expect(short(render("{{ l }}", scope))).toBe("[3,1,2]");
});

test("given a map with only some known entries, when rendered, then its other entries are holes", () => {
  const rest = unknown("labels of the run", { maybeNull: true, maybeUndefined: true });
  const scope = { variables: { labels: openMap({ team: "data" }, rest) }, dialect: "2.0" as const };
  expect(short(render("{{ labels.team }}-{{ labels.other ?? 'x' }}-{{ labels | length }}", scope))).toBe(
    "data-*-*",
  );
});

test("given text with {{, {% or {#, when checked, then it is a template", () => {
  expect(["{{", "{%", "{#"].every(isTemplate)).toBe(true);
  expect(isTemplate("{ x }} #}")).toBe(false);
});

test("given plain data, when converted, then numbers have Java's types and the data can be converted back", () => {
  expect(fromData(5).kind).toBe("integer");
  expect(fromData(5_000_000_000).kind).toBe("long");
  expect(fromData(5.5).kind).toBe("double");
  expect(toData(fromData({ kind: "list", items: [1n, null] }))).toEqual({ kind: "list", items: [1, null] });
});

test("given Unicode white space, when stripped or tested for blank, then Java's rules apply", () => {
  expect(rendered("<{{ '\u00a0' | default('d') }}><{{ '\u001c' | default('d') }}>", {})).toBe("<\u00a0><d>");
  expect(rendered("<{{ '\u00a0x\u00a0'.strip() }}><{{ '\u2003x\u2003'.strip() }}>", {})).toBe(
    "<\u00a0x\u00a0><x>",
  );
  expect(rendered("<{{ '\u2003x\u2003'.trim() }}>", {})).toBe("<\u2003x\u2003>");
});
