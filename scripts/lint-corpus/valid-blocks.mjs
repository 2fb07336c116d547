import { LITERALS, partsFor } from "./valid-ids.mjs";

const TABLE = "io.kestra.plugin.ee.assets.Table";
const TYPES = [
  TABLE,
  "io.kestra.plugin.ee.assets.Dataset",
  "io.kestra.plugin.ee.assets.File",
  "io.kestra.plugin.ee.assets.VM",
  "io.kestra.core.models.assets.External",
  "AWS_BUCKET",
  "VM.Linux",
  "Snapshot",
];

/**
 * Valid declarations, as functions of generators for their ids and types. They cover all documented forms: a list is YAML,
 * JSON text or an expression, an input has an id and optionally a type and a namespace, and an output has any key.
 *
 * Source: Kestra's AssetsDeclaration, AssetIdentifier and Asset; Property.asList.
 */
const SHAPES = [
  ({ id, type }) => `outputs:\n  - id: ${id()}\n    type: ${type()}`,
  ({ id, type }) => `outputs:\n- id: ${id()}\n  type: ${type()}`,
  ({ id }) => `inputs:\n  - id: ${id()}\n  - id: ${id()}`,
  ({ id, type }) => `inputs:\n    - id: ${id()}\n      type: ${type()}\n    - { id: ${id()} }`,
  ({ id, type }) =>
    `inputs:\n  - id: ${id()}\noutputs:\n  - id: ${id()}\n    type: ${type()}\n  - type: ${type()}\n    id: ${id()}`,
  ({ id, type }) => `inputs: []\noutputs:\n  - id: ${id()}\n    type: ${type()}`,
  () => "inputs: []\noutputs: []",
  () => "inputs:\noutputs: ~",
  () => "enableAuto: true",
  () => 'enableAuto: "{{ false }}"\nassetFailureBehavior: IGNORE',
  ({ id, type }) =>
    `assetFailureBehavior: FAIL\nenableAuto: false\noutputs:\n  - id: ${id()}\n    type: ${type()}`,
  ({ id, type }) =>
    `# a comment: here\noutputs: # another\n  # one\n  - id: ${id()} # two\n\n    type: ${type()}\n`,
  ({ id }) => `inputs: [{id: ${id()}}, {"id": ${id()}, namespace: company.team}]`,
  ({ id, type }) => `"outputs":\n  - "id": ${id()}\n    'type': "${type()}"`,
  ({ id, type }) => `outputs:\n  - id: >-\n      ${id.bare()}\n    type: |-\n      ${type()}`,
  ({ id, type }) => `outputs:\n  - id: ${id()}\n    type: ${type()}\n    namespace: "{{ flow.namespace }}"`,
  ({ id, type }) =>
    `inputs:\n  - id: ${id()}\n    namespace: "{{flow.namespace}}"\noutputs:\n  - id: ${id()}\n    namespace: a.b-c_d.9\n    type: ${type()}`,
  ({ id }) => `outputs:\n  - id: ${id()}\n    type: "{{ kv('TYPE') }}"`,
  ({ id }) => `outputs:\n  - id: ${id()}\n    type: "{{ inputs.no_such_kind ?? 'FILE' }}"`,
  ({ id, type }) => `outputs:
  - id: ${id()}
    type: ${type()}
    displayName: "Orders: {{ flow.id }} of 100 % {{ now() }}"
    description: |
      # Orders

      From **crm**, "daily"; see \`{{ flow.namespace }}\`.
    metadata:
      owner: data
      model_layer: mart
      rows: 12
      ratio: 0.5
      fresh: true
      since: 2024-01-01
      nothing:
      address: "s3://bucket/{{ execution.id }}/x.csv"
      tags: [a, "{{ flow.id }}", { k: v }]
      nested: { deep: { deeper: [1, 2, { x: null }] } }
      "a.b/c d": yes
`,
  ({ id, type }) => `outputs:
  - id: ${id()}
    type: ${type()}
    system: postgres
    database: crm
    schema: public
    name: orders
    location: s3://bucket/x
    foo: { bar: [1] }
    status: HEALTHY
    ttl: "2027-01-31T00:00:00.000Z"
    owner: sales
    metadata: {}
    assetActions:
      - namespace: company.team
        flowId: refresh
        label: Refresh
    partOf: { id: sales }
    related:
      - { id: customers, role: lookup }`,
  ({ id, type }) =>
    `outputs:\n  - id: ${id()}\n    type: ${type()}\n    metadata:\n    displayName:\n    description: ~\n    namespace:`,
  ({ json, type }) =>
    `inputs: '[{"id": "${json()}"}]'\noutputs: '[{"id":"${json()}","type":"${type()}","metadata":{"a":[1]}}]'`,
  ({ json, type }) => `outputs: |\n  [\n    {"id": "${json()}", "type": "${type()}"}\n  ]\n`,
  () => 'inputs: "{{ outputs.discover.assets }}"',
  () => `outputs: "{{ read('assets.json') }}"\ninputs: "{{ kv('INPUTS') }}"`,
  ({ type }) => `outputs: "{{ [{'id': 'made_here', 'type': '${type()}'}] }}"`,
  () => "inputs: \"{{ [{'id': flow.id | slugify}] | toJson }}\"",
  ({ type }) =>
    `outputs: >-\n  {% if flow.id is empty %}[]{% else %}[{"id": "{{ flow.namespace }}.x", "type": "${type()}"}]{% endif %}`,
  ({ type }) =>
    `outputs:\n  - id: ${"a".repeat(150)}\n    type: ${type()}\n    namespace: ${"b".repeat(150)}`,
  ({ type }) =>
    `inputs:\n  - id: 2024\n  - id: 1.5\noutputs:\n  - id: 007\n    type: ${type()}\n  - id: 2024-01-31\n    type: ${type()}`,
  ({ type }) => `inputs:\n  - id: &orders orders_in\noutputs:\n  - id: orders_out\n    type: !!str ${type()}`,
  ({ type }) => `inputs:\n  - id: both\noutputs:\n  - id: both\n    type: ${type()}`,
  ({ type }) =>
    `inputs:\n  - id: orders\n    type: TABLE\noutputs:\n  - id: orders.v2\n    type: ${type()}\n  - id: orders.v2\n`,
];

/** Valid declarations in flow style or without content. */
const WHOLE = ["assets: {}", "assets:", "assets: ~", "assets: { inputs: [], outputs: [{ id: a, type: T }] }"];

/** The number of forms of valid declarations. */
export const SHAPE_COUNT = SHAPES.length + WHOLE.length;

/**
 * A valid declaration for a place.
 *
 * @param number selects the form; its ids and types are random
 */
export function validBlock(flow, place, number, { next, pick }) {
  const index = number % SHAPE_COUNT;
  if (index >= SHAPES.length) return WHOLE[index - SHAPES.length];
  const parts = partsFor(flow, place);
  let count = 0;
  // All ids are different, so that none has two types or namespaces.
  const bare = () => {
    count++;
    const start = next() < 0.4 ? pick(LITERALS) : pick(["a", "kestra-", "Z9_", "1."]);
    const middle = next() < 0.7 ? pick(parts) : "";
    return `${start}${middle}${next() < 0.2 ? `-${pick(parts)}` : ""}_${count}`;
  };
  const id = () => {
    const text = bare();
    if (!/[{#"'%]/.test(text) && next() < 0.5) return text;
    return text.includes("'") || next() < 0.5 ? JSON.stringify(text) : `'${text}'`;
  };
  const json = () => `${pick(LITERALS)}_${++count}`;
  const lines = SHAPES[index]({ id: Object.assign(id, { bare }), json, type: () => pick(TYPES) });
  return `assets:\n${lines.replace(/^(?=.)/gm, "  ")}`;
}
