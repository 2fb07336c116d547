// Measures the expression language: parsing and evaluating the most frequent forms, and the most expensive templates
// within the limits.
// Usage: npm run build && npm run bench:pebble

import { render, unknown } from "../dist/pebble/index.js";
import { parseTemplate } from "../dist/pebble/syntax/parser.js";
import { fromData } from "../dist/pebble/values/data.js";
import { SHAPES } from "./pebble-shapes.mjs";

const BUDGET_MS = 100;
const dialect = "2.0";
const runtimeValue = (name) =>
  unknown(`${name} is known only at run time`, { maybeUndefined: true, maybeNull: true });
const variables = {
  taskrun: fromData({
    value: "orders",
    startDate: runtimeValue("taskrun.startDate"),
    id: runtimeValue("taskrun.id"),
  }),
  item: fromData({ value: "orders", index: 0 }),
  inputs: fromData({ orders: "prod", state: "CONTINUE", date: "2024-01-31", uri: "x", namespace: "company" }),
  vars: fromData({ orders: "{{ inputs.orders }}", key: "k", first: "f" }),
  flow: fromData({ id: "daily", namespace: "company.sales" }),
  execution: fromData({ id: unknown("execution.id is known only at run time", { word: true }) }),
  outputs: runtimeValue("outputs"),
  trigger: runtimeValue("trigger"),
};

/** Microseconds per round: the median of seven batches. */
function microseconds(rounds, action) {
  for (let round = 0; round < rounds; round++) action();
  const batches = Array.from({ length: 7 }, () => {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) action();
    return ((performance.now() - start) * 1000) / rounds;
  });
  return batches.sort((a, b) => a - b)[3];
}

function line(name, value, unit, note = "") {
  console.log(
    `${name.padEnd(52)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit} ${note}`.trimEnd(),
  );
}

const typical = "avg_{{taskrun.value}}";
const scope = { variables, dialect };
line(
  `parse ${typical}`,
  microseconds(20_000, () => parseTemplate(typical, dialect)),
  "µs",
);
line(
  `evaluate ${typical}`,
  microseconds(20_000, () => render(typical, scope)),
  "µs",
);
const count = SHAPES.length;
line(
  `parse, average of ${count} forms`,
  microseconds(50, () => SHAPES.map((shape) => parseTemplate(shape, dialect))) / count,
  "µs",
);
line(
  `evaluate, average of ${count} forms`,
  microseconds(50, () => SHAPES.map((shape) => render(shape, scope))) / count,
  "µs",
);
// Parsed templates are cached. A comment makes each template new.
let number = 0;
const uncached = microseconds(2000, () => render(`${typical}{# ${++number} #}`, scope));
line("parse and evaluate a new template", uncached, "µs");

console.log("\nThe most expensive templates within the limits:");
const times = (count, text) => text.repeat(count);
const strings = {
  self: "{{ self }}x",
  wide: "{{ wide }}{{ wide }}",
  long: times(100_000, "ab-"),
  many: times(5000, "a\n"),
  zeros: `${times(60_000, "0")}x`,
  spaces: `${times(60_000, " ")}x${times(60_000, " ")}x`,
};
const worst = {
  "100,000 expressions": times(100_000, "{{ 1 }}"),
  "6,000 expressions": times(6000, "{{ 1 }}"),
  "1 MB of text": `${times(1_000_000, "x")}{{ 1 }}`,
  "a map of 60,000 entries": `{{ {${Array.from({ length: 60_000 }, (_, i) => `'k${i}':${i}`)}} | length }}`,
  "a map of 4,000 entries": `{{ {${Array.from({ length: 4000 }, (_, i) => `'k${i}':${i}`)}} }}`,
  "nested brackets": `{{ ${times(50_000, "(")}1${times(50_000, ")")} }}`,
  "a text that renders itself twice": "{{ render(wide) }}",
  "a text that renders itself": "{{ render(self) }}",
  "nested loops": "{% for i in range(1, 1000) %}{% for j in range(1, 1000) %}x{% endfor %}{% endfor %}",
  "a sorted range": "{{ range(1, 30000) | rsort | sort | first }}",
  "doubled text": `{% set s = 'aaaaaaaaaa' %}${times(60, "{% set s = s ~ s %}")}{{ s }}`,
  "a macro that calls itself": "{% macro f(a) %}{{ f(a) }}{{ f(a) }}{% endmacro %}{{ f(1) }}",
  "a regex that backtracks": `{{ '${times(40, "a")}b' | regexMatch('^(a+)+$') }}`,
  "a regex that matches everywhere": "{{ long | regexReplace('', 'y') | length }}",
  "a regex over a long text": "{{ long | regexReplace('[a-b]+', 'y') | length }}",
  "split, join": "{{ long | split('-') | join('+') | length }}",
  "literal replacements": "{{ long | replace({'a':'bb','b':'aa','-':'--'}) | length }}",
  slugify: "{{ long | slugify | length }}",
  "indented lines": "{{ many | indent(4) | nindent(4) | length }}",
  "JSON round trip": "{{ fromJson(long | split('-') | slice(0, 20000) | toJson) | length }}",
  "60,000 zeros as a number": "{{ zeros | number('DOUBLE') }}",
  "trimmed spaces": "{{ spaces.trim() | trim | length }}",
  "YAML text": "{{ yaml(many) | length }}",
  "nested lists": "{% set s = [1] %}{% for i in range(1, 500) %}{% set s = [s] %}{% endfor %}{{ s }}",
};
let over = 0;
for (const [name, template] of Object.entries(worst)) {
  const start = performance.now();
  const result = render(template, { variables: { ...variables, ...fromStrings() }, dialect });
  const duration = performance.now() - start;
  const [reason] = result.kind === "holes" ? result.parts.filter((part) => typeof part !== "string") : [];
  if (duration > BUDGET_MS) over += 1;
  line(
    name,
    duration,
    "ms",
    `${duration > BUDGET_MS ? "OVER " : ""}${reason?.reason ?? (result.kind === "error" ? result.error.message.slice(0, 60) : "known")}`,
  );
}
console.log(over === 0 ? `all under ${BUDGET_MS} ms` : `${over} over ${BUDGET_MS} ms`);

function fromStrings() {
  return Object.fromEntries(Object.entries(strings).map(([name, text]) => [name, fromData(text)]));
}
