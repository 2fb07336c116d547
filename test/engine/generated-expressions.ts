import fc from "fast-check";
import type { KestraLine } from "../../src/flows/flow.ts";

/*
 * Random expressions: all filters, functions, tests and operators, with values of all input types. Placeholders: `$T` a
 * text, `$N` a number, `$L` a list, `$M` a mapping, `$D` a date.
 */

const SOURCES: Readonly<Record<string, readonly string[]>> = {
  $T: ["inputs.s", "inputs.c", "vars.plain", "'Lit-a B'", "inputs.o", "vars.missing", "inputs.e", "flow.id"],
  $N: ["inputs.n", "7", "inputs.f", "2.5", "vars.number", "inputs.j.n", "inputs.u", "10L"],
  $L: ["vars.list", "inputs.a", "range(1, inputs.n)", "['b', 'a', 'c']", "[3, 1, 2]", "inputs.m"],
  $M: ["vars.map", "inputs.j", "{'k': 1, 'z': 'x'}"],
  $D: ["inputs.d", "inputs.at", "'2024-03-10T12:00:00Z'"],
};

const ZONE = "timeZone='UTC'";

/** The content of `{{ }}`, by the supported line. */
const EXPRESSIONS: Readonly<Record<KestraLine | "both", readonly string[]>> = {
  both: [
    ...["$T", "$N", "$L", "$M", "$D", "inputs.b", "inputs.t", "inputs.u", "inputs.y", "inputs.g.x"],
    ...["inputs.chain ?? 'none'", "inputs.kept ?? 'none'", "inputs.q", "inputs.r ?? 'none'"],
    ...["inputs.dep ?? 'off'", "inputs.y.a", "inputs.y.b[0]", "inputs.j.deep.x", "inputs.j['k']"],
    ...["labels.team", "labels.a.b", "labels.none ?? 'x'", "task.id", "task.type", "flow.namespace"],
    ...["$T | upper", "$T | lower", "$T | capitalize", "$T | title", "$T | trim", "$T | slugify"],
    ...[
      "$T | length",
      "$L | length",
      "$M | length",
      "$T | reverse",
      "$L | reverse",
      "$T | first",
      "$T | last",
    ],
    ...["$L | first", "$L | last", "$L | join('-')", "$L | sort", "$L | rsort", "$L | slice(0, 1)"],
    ...["$T | slice(1, 2)", "$T | abbreviate(4)", "$T | replace({'a': 'o', '-': '_'})", "$T | split('-')"],
    ...["$T | split('-') | last", "$T | substringBefore('-')", "$T | substringAfter('-')"],
    ...["$T | substringBeforeLast('-')", "$T | substringAfterLast('-')", "$T | default('d')"],
    ...["$T | md5", "$T | sha1", "$T | sha256", "$T | sha512", "$T | base64encode", "$T | urlencode"],
    ...["$T | base64encode | base64decode", "$T | urlencode | urldecode", "$T | escapeChar('single')"],
    ...["$T | startsWith('o')", "$T | endsWith('s')", "$T | nl2br", "$T | indent(2)", "$T | nindent(2)"],
    ...[
      "$N | abs",
      "$N | numberFormat('0.00')",
      "$N | numberFormat('#,##0.#')",
      "$N | number",
      "'12' | number",
    ],
    ...["'3.7' | number('INT')", "$N | string", "$N | className", "$L | className", "$T | className"],
    ...["$M | keys", "$M | values", "$M | keys | first", "$M | merge({'k': 'v2'})", "$L | merge(['q'])"],
    ...["$L | chunk(2)", "$L | distinct", "[[1], [2, [3]]] | flatten", "$M | jq('.k')", "$L | jq('.[0]')"],
    ...["$M | toJson", "$L | toJson", "$T | toJson", "$N | toJson", "$M | yaml", "$L | toIon"],
    ...[`$D | date('yyyyMMdd', ${ZONE})`, `$D | date("yyyy-MM-dd'T'HH:mm", ${ZONE})`],
    ...[
      `$D | dateAdd(-1, 'DAYS', ${ZONE}) | date('yyyyMMdd', ${ZONE})`,
      `$D | dateAdd(2, 'MONTHS', ${ZONE})`,
    ],
    ...[`$D | timestamp(${ZONE})`, `$D | timestampMilli(${ZONE})`, `$D | timestampNano(${ZONE})`],
    ...[`$D | timestampMicro(${ZONE})`, "'%s_%s' | format($T, $N)", "'%05d' | format(inputs.n)"],
    ...["$N + 1", "$N - 2", "$N * 3", "$N / 2", "$N % 3", "-$N", "$N + $N", "$N * $N", "$N / $N"],
    ...["$N > 2", "$N <= $N", "$N == 7", "$N != $N", "$T == 'orders'", "$T equals $T", "$T != $T"],
    ...["$T ~ $N", "$T ~ '.' ~ $T", "$L contains 'eu'", "$T contains 'o'", "$M contains 'k'", "$T isIn $L"],
    ...["inputs.b and $N > 1", "inputs.b or inputs.n > 2", "not inputs.b", "inputs.b ? $T : $N"],
    ...["$T is empty", "$T is not empty", "$T is null", "$T is defined", "$L is iterable", "$M is map"],
    ...["$N is even", "$N is odd", "$T is json", "'[1]' is json", "vars.missing is defined", "$L is empty"],
    ...["$T ?? 'none'", "vars.missing ?? $T", "$N ?? 1", "max($N, 3)", "min($N, $N, 2)", "range(0, 6, 2)"],
    ...["fromJson('{\"a\": [1, 2.0]}').a", "fromJson('[1, 2]')[1]", "$L[0]", "$M.k", "$M['k']", "$M.none"],
    ...["render('{{ inputs.s }}-x')", "render(vars.over)", "render(vars.twice)", "render(vars.over, false)"],
    ...["$T.length()", "$T.toUpperCase()", "$T.substring(1)", "$T.replace('a', 'b')", "$T.indexOf('e')"],
    ...[
      "$T.contains('a')",
      "$T.charAt(0)",
      "$T.isEmpty()",
      "$T.trim()",
      "$T.split('-')[0]",
      "$T.equals('eu')",
    ],
    ...[
      "$L.size()",
      "$L.get(0)",
      "$L.contains('eu')",
      "$L.indexOf('eu')",
      "$M.get('k')",
      "$M.containsKey('k')",
    ],
    ...["inputs.n.intValue()", "inputs.f.floatValue()", "inputs.b.toString()", "$L.isEmpty()"],
    ...["fromIon('{a: 1}').a", "yaml('a: 1').a", "$M | entries", "isWeekend($D)", "dayOfWeek($D)"],
    ...["outputs.first.value", "outputs.first.value | upper", "outputs['first'].value"],
    ...["(inputs.b ? 1 : 2) + 1", "1 + 2 * 3 - 4 / 2", "(1 + 2) * 3", "7 / 2", "7.0 / 2", "-7 % 3", "2 - -3"],
    ...["$T | lower | title | replace({'E': 'x'})", "$L | join | upper", "[1, [2, $N]]", "{'a': {'b': $T}}"],
  ],
  "1.x": ["$M | json", "$L | json", "json('[1]')[0]", "json('{\"a\": 1}').a"],
  "2.0": [
    ...["$T | regexMatch('o.*')", "$T | regexReplace('[aeiou]', '_')", "$T | regexExtract('([a-z])-?')"],
  ],
};

/** Complete texts with tags. */
const WITH_TAGS = [
  "{% if inputs.b %}on{% else %}off{% endif %}",
  "{% if inputs.n > 3 %}big{% elseif inputs.n > 1 %}mid{% else %}small{% endif %}",
  "{% for x in vars.list %}{{ x }}{% endfor %}",
  "{% for x in inputs.a %}{{ loop.index }}{{ x }}{% if not loop.last %}_{% endif %}{% else %}none{% endfor %}",
  "{% for e in vars.map %}{{ e.key }}{{ e.value }}{% endfor %}",
  "{% set q = inputs.s %}{% set q = q ~ 'x' %}{{ q }}",
  "{% macro m(a, b='z') %}{{ a }}{{ b }}{% endmacro %}{{ m(inputs.c) }}",
  "{% raw %}{% endraw %}r",
  "{# a comment #}c",
  "{{- inputs.s -}} t",
  "{% filter upper %}{{ inputs.s }}{% endfilter %}",
  "{% for x in range(1, inputs.n) %}{% for y in ['a', 'b'] %}{{ x }}{{ y }}{% endfor %}{% endfor %}",
];

export const CONDITIONS = [
  "{{ inputs.b }}",
  "{{ not inputs.b }}",
  "{{ inputs.c == 'eu' }}",
  "{{ inputs.n >= 2 }}",
  "{{ inputs.n % 2 }}",
  "{{ inputs.n - 1 }}",
  "{{ inputs.s contains 'o' }}",
  "{{ inputs.c != 'us' and inputs.b }}",
  "{{ vars.list contains inputs.c or inputs.n < 0 }}",
  "{{ inputs.o }}",
  "{{ inputs.o is null }}",
  "{{ vars.missing ?? '' }}",
  "{{ inputs.a }}",
  "{{ inputs.dep is defined }}",
  "true",
  "false",
  "0",
  "{{ inputs.f }}",
  "{% if inputs.b %}false{% else %}yes{% endif %}",
];

/** An expression for a part of an id. Encodes characters that are invalid in ids. */
function inId(expression: string): string {
  return `{{ ((${expression}) ~ '') | urlencode | replace({'%': '_', '+': '.', '*': '-'}) }}`;
}

function filled(template: string): fc.Arbitrary<string> {
  const parts = template.split(/(\$[TNLMD])/);
  return fc
    .tuple(...parts.map((part) => fc.constantFrom(...(SOURCES[part] ?? [part]))))
    .map((texts) => texts.join(""));
}

/** The templates of a line. */
function expressionTemplates(line: KestraLine): readonly string[] {
  return [...EXPRESSIONS.both, ...EXPRESSIONS[line]];
}

/** Expressions for the items of the surrounding loops, valid at any depth. */
const ITEMS: Readonly<Record<KestraLine, readonly string[]>> = {
  "1.x": [
    ...["taskrun.value", "parent.taskrun.value", "parents[0].taskrun.value", "parents[1].taskrun.value"],
    ...["parents | length", "taskrun.iteration", "taskrun.value | slugify"],
  ],
  "2.0": [
    ...[
      "item.value",
      "item.index",
      "item.key",
      "item.parent.value",
      "item.parent.index",
      "item.parents[0].value",
    ],
    ...["item.parents | length", "parent.task.id", "parents[0].task.id", "parents | length", "taskrun.value"],
    ...["item.value | slugify"],
  ],
};

/** A text for a task inside the given number of loops. */
export function text(line: KestraLine, loops: number): fc.Arbitrary<string> {
  const plain = fc.constantFrom(...expressionTemplates(line)).chain(filled);
  const item = fc.constantFrom(...ITEMS[line]).map((name) => `${name} ?? 'none'`);
  return fc.oneof(
    { weight: 6, arbitrary: plain.map(inId) },
    { weight: 1, arbitrary: plain.map((expression) => `{{ ${expression} }}`) },
    { weight: 1, arbitrary: fc.constantFrom(...WITH_TAGS) },
    { weight: loops > 0 ? 8 : 1, arbitrary: item.map(inId) },
  );
}
