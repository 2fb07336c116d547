import { get } from "../../dist/flows/flow.js";

/** Longer texts could give an id of more than 150 characters, which Kestra rejects. */
const MAX_LENGTH = 90;

const LITERALS = [
  "raw_orders",
  "sample_data.nyc.taxi",
  "analytics.marts.fct_orders",
  "kestra-data-bucket",
  "report.csv",
  "crn:aws:s3:eu-west-1:bucket",
  "7.prod-eu:3.web:5.nginx",
  "A",
  "0x",
  "x--..__::",
];

/** Templates valid in every flow. All their results are valid parts of an id, if necessary through `slugify`. */
const ANYWHERE = [
  "{{ flow.id | slugify }}",
  "{{flow.namespace}}",
  "{{- flow.namespace -}}",
  "{{ (flow.namespace ~ '/' ~ flow.id) | slugify }}",
  "{{ flow.namespace | replace({'.': '_'}) }}",
  "{{ flow.id | upper | lower | slugify }}",
  "{{ flow.revision }}",
  "{{ execution.id }}",
  "{{ ('snapshot-' ~ execution.id) | slugify }}",
  "{{ execution.startDate | date('yyyy-MM-dd') }}",
  "{{ execution.originalId ?? execution.id }}",
  "{{ task.id | slugify }}",
  "{{ taskrun.id }}",
  "{{ taskrun.attemptsCount }}",
  "{{ now() | date('yyyyMMdd') }}",
  "{{ (trigger.date ?? execution.startDate) | date('yyyy') }}",
  "{{ trigger.body.table | default('none') | slugify }}",
  "{{ kv('TABLE') | slugify }}",
  "{{ secret('DATABASE') | slugify }}",
  "{{ read('name.txt') | trim | slugify }}",
  "{{ uuid() }}",
  "{{ envs.stage ?? 'dev' }}",
  "{{ globals.region ?? 'eu' }}",
  "{{ namespace.region ?? 'eu' }}",
  "{{ (labels.team ?? 'none') | slugify }}",
  "{{ outputs.some_task.uri | slugify }}",
  "{{ outputs['some-task'].vars.table | lower | slugify }}",
  "{{ flow.id == 'orders' ? 'a' : 'b' }}",
  "{{ flow.id is empty ? 'a' : flow.id | slugify }}",
  "{% if flow.namespace == 'company.team' %}prod{% else %}dev{% endif %}",
  "{% set part = 'a' %}{{ part }}",
  "{% for x in ['a', 'b'] %}{{ x }}{% endfor %}",
  "{# a comment #}c",
  "{% raw %}raw{% endraw %}",
  "{{ ['b', 'a'] | sort | join('_') }}",
  "{{ 'A,B' | split(',') | first }}",
  '{{ "d" ~ 1 }}',
  "{{ range(1, 3) | join('-') }}",
  "{{ render('{{ flow.id }}') | slugify }}",
  "{{ '{\"a\": \"b\"}' | jq('.a') | first }}",
  "{{ fromJson('[\"x\"]')[0] }}",
];

/** Templates that are valid parts of an id in this place. Kestra accepts all their results. */
export function partsFor(flow, { loop }) {
  const parts = [...ANYWHERE, ...flowVariables(flow)];
  if (loop === undefined) return parts;
  parts.push(...loopVariables(loop));
  return parts;
}

export { LITERALS };

/** Templates with the inputs, variables and labels of the flow. */
function flowVariables({ node }) {
  const names = [];
  const inputs = get(node, "inputs");
  for (const input of inputs?.kind === "list" ? inputs.items : []) {
    const id = get(input, "id") ?? get(input, "name");
    if (id?.kind !== "scalar" || !isShort(get(input, "defaults"))) continue;
    const name = member("inputs", id.text);
    names.push(`{{ (${name} ?? 'none') | slugify }}`, `{{ ${name} | default('none') | slugify }}`);
    // An input that depends on another one may be missing.
    if (get(input, "dependsOn") === undefined) {
      names.push(`{{ ${name} | slugify }}`, `{{ ('x-' ~ ${name}) | slugify }}`);
    }
  }
  for (const root of ["variables", "labels"]) {
    const map = get(node, root);
    for (const { key, value } of map?.kind === "map" ? map.entries : []) {
      const name = member(root === "variables" ? "vars" : root, key.text);
      if (value.kind !== "scalar" || !isShort(value)) continue;
      names.push(`{{ ${name} | slugify }}`, `{{ ${name} | default('none') | slugify }}`);
    }
  }
  return names;
}

function loopVariables({ kind, depth }) {
  if (kind === "loop") {
    const item = [
      "{{ item.index }}",
      "{{ (item.key ?? 'none') | slugify }}",
      "{{ item.value is json ? 'j' : 't' }}",
    ];
    return [...item, "{{ item.value | slugify | abbreviate(60) }}", "{{ item.value | sha256 }}"];
  }
  const run = depth === 0 ? "taskrun" : depth === 1 ? "parent.taskrun" : undefined;
  if (run === undefined) return [];
  return [
    `{{ ${run}.value | slugify | abbreviate(60) }}`,
    `{{ ${run}.iteration ?? 0 }}`,
    `{{ ${run}.value | sha256 }}`,
  ];
}

function isShort(node) {
  return node === undefined || (node.kind === "scalar" && node.text.length <= MAX_LENGTH);
}

/** The expression for a member. Dots in the name of an input give nested members. */
function member(root, name) {
  if (root === "inputs" && name.includes(".")) return name.split(".").reduce(member, root);
  return /^[A-Za-z_]\w*$/.test(name) ? `${root}.${name}` : `${root}['${name.replaceAll("'", "\\'")}']`;
}
