import { describe, expect, test } from "vitest";
import { rendered } from "./rendered.ts";

const data = { x: 1, l: [1, 2, 3], m: { b: 1, a: 2 }, n: null };

describe("tags", () => {
  test.each([
    ["{% if x == 1 %}one{% elseif x == 2 %}two{% else %}other{% endif %}", "one"],
    ["{% for i in l %}{{ i }}{% if not loop.last %},{% endif %}{% endfor %}", "1,2,3"],
    ["{% for i in l %}{{ loop.index }}{{ loop.revindex }}{{ loop.length }} {% endfor %}", "023 113 203 "],
    [
      "{% for e in m %}{{ e.key }}={{ e.value }};{% endfor %}{% for e in m %}{{ e }};{% endfor %}",
      "b=1;a=2;b=1;a=2;",
    ],
    ["{% for i in n %}x{% else %}y{% endfor %}|{% for i in [] %}x{% else %}y{% endfor %}", "|y"],
    ["{% set z = 0 %}{% for i in l %}{% set z = z + i %}{% endfor %}{{ z }}", "6"],
    ["{% for i in l %}{% set q = i %}{% endfor %}{{ q ?? 'gone' }}{{ i ?? 'gone' }}", "gonegone"],
    ["{{ hi('a') }}{% macro hi(a, b='x') %}{{ a }}{{ b }}{{ x ?? '-' }}{% endmacro %}", "ax-"],
    ["{% macro hi(l) %}{{ l }}{% endmacro %}{{ hi([1, 'a']) }}{{ hi('X') == 'X' }}", "[1, a]false"],
    ["{% filter upper | replace({'A': 'b'}) %}a{{ l }}{% endfilter %}", "b[1, 2, 3]"],
    ["{% block t %}B{% endblock t %}{{ block('t') }}{{ block('none') }}", "BB"],
    ["{% raw %} {{ y }}{% endraw %}{{ x }}", " {{ y }}1"],
  ])("given %s, when rendered, then the text is %s", (template, text) => {
    expect(rendered(template, data)).toBe(text);
  });
});

describe("tag errors", () => {
  test.each([
    "{% for i in 'abc' %}{% endfor %}",
    "{% for i, j in m %}{% endfor %}",
    "{% macro a() %}{% endmacro %}{% macro a() %}{% endmacro %}",
    "{% macro a(p) %}{% endmacro %}{{ a(1, 2) }}",
    "{% raw %}\n{{ y }}{% endraw %}",
    "{{ parent() }}",
    ...[
      "autoescape",
      "extends",
      "embed",
      "flush",
      "import",
      "include",
      "parallel",
      "cache",
      "from",
      "IF",
    ].map((tag) => `{% ${tag} 'x' %}`),
  ])("given %s, when rendered, then it is an error", (template) => {
    expect(rendered(template, data)).toMatch(/^error: /);
  });
});
