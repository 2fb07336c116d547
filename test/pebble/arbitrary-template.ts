import fc from "fast-check";
import { REGISTRY } from "../../src/pebble/evaluate/registry.ts";

/** Random templates with the variables of `arbitrary-variables.ts`. */

const literal = fc.constantFrom(
  "1",
  "0",
  "2.5",
  "'a'",
  "'A-b c'",
  "''",
  "' '",
  '"x#{s}y"',
  "true",
  "false",
  "null",
  "7L",
  "'2024-01-31'",
  "'2024-02-29T23:30:00+02:00'",
  "'{{ a }}-{{ s }}'",
  "'%s-%d'",
  "'a,b-c,,'",
);
const variable = fc.constantFrom("a", "b", "s", "n", "l", "m", "nope");
const path = fc.constantFrom(
  "m.k",
  "m.s",
  "m['k']",
  "m.in.x",
  "m.none",
  "l[0]",
  "l[1]",
  "l[9]",
  "l.size",
  "s.length",
  "m.size()",
  "s.toUpperCase()",
  "m.k.x",
);
const simpleFilters = [
  "upper",
  "lower",
  "slugify",
  "trim",
  "capitalize",
  "title",
  "length",
  "first",
  "last",
  "keys",
  "values",
  "reverse",
  "sort",
  "rsort",
  "distinct",
  "flatten",
  "toJson",
  "string",
  "number",
  "abs",
  "join",
  "join(',')",
  "default('d')",
  "default(s)",
  "replace({'a':'b'})",
  "replace({'-':''})",
  "replace({'b':'xa', 'a':''})",
  "replace({'[a-b]':'x'}, true)",
  "split(',')",
  "split('-')",
  "slice(0,1)",
  "slice(1)",
  "merge([1])",
  "merge(l)",
  "merge(m)",
  "chunk(2)",
  "startsWith('a')",
  "endsWith('b')",
  "substringBefore('-')",
  "substringAfter('-')",
  "substringBeforeLast('-')",
  "substringAfterLast('a')",
  "abbreviate(5)",
  "indent(2)",
  "nindent(1)",
  "escapeChar('single')",
  "escapeChar('shell')",
  "base64encode",
  "urlencode",
  "urldecode",
  "sha256",
  "md5",
  "className",
  "nl2br",
  "yaml",
  "numberFormat('0.00')",
  "regexReplace('a', 'z')",
  "regexMatch('a')",
  "regexExtract('[a-z]')",
  "format(1)",
  "jq('.k')",
  "jq('.k.x')",
  "jq('.[0]')",
  "jq('.[]')",
  "jq('.[]?')",
  "jq('.in | .x')",
  "jq('.k') | first",
  "replace({'a': s})",
  "replace({s: 'b'})",
  "default(m)",
  "indent(2, s)",
  "join(s)",
  "split('')",
  "split('[,-]', 2)",
  "substringAfter(s)",
  "endsWith(s)",
  "slice(n)",
  "slice(0, n)",
  "toIon",
  "nl2br",
  "base64decode",
  "number('INT')",
  "date('yyyy')",
  "date('iso_local_date')",
  "date(timeZone='UTC')",
  "date(s)",
  "dateAdd(1, 'DAYS')",
  "dateAdd(n, 'HOURS', 'iso_date')",
  "timestamp",
  "timestampMilli('UTC')",
  "format(s, n)",
  "escapeChar(s)",
  "regexReplace(s, 'q')",
  "regexExtract('(a)(b)?', n)",
  "noSuchFilter",
];
const filter = fc.constantFrom(...simpleFilters).filter((call) => {
  const name = /^\w+/.exec(call)?.[0] ?? "";
  return name === "default" || name === "noSuchFilter" || REGISTRY["2.0"].filters.has(name);
});
const test = fc.constantFrom("defined", "null", "empty", "even", "odd", "iterable", "map", "json");
const binary = fc.constantFrom(..."or and == != < <= > >= ?? ??? isIn contains + - * / % ~ ..".split(" "));

export const expression: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    { weight: 2, arbitrary: literal },
    { weight: 4, arbitrary: variable },
    { weight: 3, arbitrary: path },
    {
      weight: 6,
      arbitrary: fc
        .tuple(tie("expression"), binary, tie("expression"))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    },
    {
      weight: 5,
      arbitrary: fc.tuple(tie("expression"), filter).map(([input, call]) => `(${input} | ${call})`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie("expression"), fc.constantFrom("is", "is not"), test)
        .map(([input, is, name]) => `(${input} ${is} ${name})`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie("expression"), tie("expression"), tie("expression"))
        .map(([condition, then, otherwise]) => `(${condition} ? ${then} : ${otherwise})`),
    },
    { weight: 1, arbitrary: tie("expression").map((operand) => `(not ${operand})`) },
    { weight: 1, arbitrary: tie("expression").map((operand) => `(-${operand})`) },
    {
      weight: 2,
      arbitrary: fc.array(tie("expression"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie("expression"), tie("expression"))
        .map(([first, second]) => `{'k': ${first}, 's': ${second}}`),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(tie("expression"), tie("expression")).map(([target, key]) => `(${target})[${key}]`),
    },
    { weight: 1, arbitrary: tie("expression").map((target) => `(${target}).k`) },
    { weight: 1, arbitrary: tie("expression").map((text) => `render(${text})`) },
    { weight: 1, arbitrary: tie("expression").map((text) => `fromJson(${text})`) },
    {
      weight: 1,
      arbitrary: fc.tuple(tie("expression"), tie("expression")).map((pair) => `max(${pair.join(", ")})`),
    },
    { weight: 1, arbitrary: tie("expression").map((argument) => `f(${argument})`) },
    { weight: 1, arbitrary: tie("expression").map((argument) => `g(q=${argument})`) },
    { weight: 1, arbitrary: fc.constantFrom("g()", "block('x')", "block(s)", "renderOnce(s)", "f(g(s), s)") },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("dayOfWeek", "isWeekend", "monthOfYear", "hourOfDay", "yaml", "fromIon", "min"),
          tie("expression"),
        )
        .map(([name, argument]) => `${name}(${argument})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("expression"), tie("expression"))
        .map((pair) => `(range(${pair.join(", ")}) | slice(0, 3))`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("a", "s", "l"), tie("expression"))
        .map(([name, other]) => `"<#{${name}}|#{${other.replaceAll('"', "'")}}>"`),
    },
  ),
})).expression;

const text = fc.constantFrom("", "a", "x-", " ", "}", "{", "trips_");

const statements: fc.Arbitrary<string> = fc.letrec<{ body: string }>((tie) => ({
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        { weight: 3, arbitrary: text },
        { weight: 6, arbitrary: expression.map((value) => `{{ ${value} }}`) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.constantFrom("a", "s", "t", "l"), expression)
            .map(([name, value]) => `{% set ${name} = ${value} %}`),
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(expression, tie("body"), tie("body"))
            .map(
              ([condition, then, otherwise]) =>
                `{% if ${condition} %}${then}{% else %}${otherwise}{% endif %}`,
            ),
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(expression, tie("body"))
            .map(
              ([items, body]) =>
                `{% for i in ${items} %}${body}{{ i }}{{ loop.last }}{% else %}-{% endfor %}{{ t ?? '' }}`,
            ),
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.array(filter, { minLength: 1, maxLength: 2 }), tie("body"))
            .map(([filters, body]) => `{% filter ${filters.join(" | ")} %}${body}{% endfilter %}`),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(expression, tie("body"))
            .map(
              ([items, body]) =>
                `{% for i in ${items} %}{% set t = (t ?? '') ~ i %}{% set a = i %}${body}{% endfor %}{{ t ?? '' }}{{ a ?? '' }}`,
            ),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(expression, expression)
            .map(
              ([first, second]) =>
                `{% if ${first} %}{% set s = 'a' %}{% elseif ${second} %}{% set l = s | default([1]) %}{% endif %}{{ s ?? 'u' }}{{ l ?? 'u' }}`,
            ),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom("{{- ' ' -}} ", " {{ s -}} ", "{% verbatim %} {{ v }}{% endverbatim %}"),
        },
      ),
      { maxLength: 3 },
    )
    .map((parts) => parts.join("")),
})).body;

/** A complete template, with the macros and the block used by its expressions. */
export const template: fc.Arbitrary<string> = statements.map(
  (body) =>
    `{% macro f(p) %}<{{ p }}>{% endmacro %}{% macro g(q='d') %}{% if q %}{{ q | upper }}{% endif %}{% endmacro %}` +
    `${body}{% block x %}[{{ s ?? l }}]{% endblock %}`,
);
