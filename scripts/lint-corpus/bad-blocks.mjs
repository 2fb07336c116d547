const T = "type: AWS_BUCKET";
const LONG = "x".repeat(151);

/** A declaration with findings of one rule at its marks. */
const bad = (rule, ...lines) => ({ rule, block: `assets:\n${lines.join("\n").replace(/^(?=.)/gm, "  ")}` });
const output = (rule, ...lines) =>
  bad(rule, "outputs:", ...lines.map((line, at) => (at === 0 ? `  - ${line}` : `    ${line}`)));
const input = (rule, ...lines) =>
  bad(rule, "inputs:", ...lines.map((line, at) => (at === 0 ? `  - ${line}` : `    ${line}`)));

/**
 * Invalid declarations: Kestra rejects or drops them, or the task fails, in every task where a valid declaration takes
 * effect. ⟦ and ⟧ mark the range of the finding.
 *
 * Source: Kestra's AssetsDeclaration, AssetIdentifier and Asset with their constraints; its variable renderer.
 */
export const BAD_BLOCKS = [
  // Shapes.
  { rule: "assets-shape", block: "⟦assets⟧: orders" },
  { rule: "assets-shape", block: "⟦assets⟧: 12" },
  { rule: "assets-shape", block: `⟦assets⟧:\n  - id: orders\n    ${T}` },
  bad("assets-shape", "inputs: ⟦orders⟧"),
  bad("assets-shape", "inputs: ⟦true⟧"),
  bad("assets-shape", `outputs:\n  ⟦id: orders⟧\n  ${T}`),
  bad("assets-shape", `outputs: ⟦{ id: orders, ${T} }⟧`),
  bad("assets-shape", `outputs: ⟦'{"id": "orders", "type": "T"}'⟧`),
  bad("assets-shape", "inputs: ⟦\"{{ 'a, b' }}\"⟧"),
  bad("assets-shape", "outputs: ⟦\"[{'id': 'orders'}]\"⟧"),
  input("assets-shape", "⟦orders⟧"),
  bad("assets-shape", "inputs:\n  - id: orders\n  - ⟦customers⟧"),
  bad("assets-shape", "outputs:\n  - ⟦[orders]⟧"),
  output("assets-shape", "id: orders", T, "⟦metadata⟧: [a]"),
  output("assets-shape", "id: orders", T, "⟦metadata⟧: text"),
  output("assets-shape", "id: orders", T, "⟦description⟧: { a: b }"),
  output("assets-shape", "id: orders", T, "⟦displayName⟧: [a]"),
  output("assets-shape", "id: orders", "⟦type⟧: [AWS_BUCKET]"),
  output("assets-shape", "id: orders", T, "⟦namespace⟧: { a: b }"),
  // A period, and an instant with an offset other than UTC.
  output("invalid-ttl", "id: orders", T, "ttl: ⟦P1D⟧"),
  output("invalid-ttl", "id: orders", T, 'ttl: ⟦"2027-01-31T00:00:00.000+01:00"⟧'),
  // Keys.
  bad("unknown-key", `⟦output⟧:\n  - id: orders\n    ${T}`),
  bad("unknown-key", "⟦input⟧:\n  - id: orders"),
  bad("unknown-key", "⟦Inputs⟧:\n  - id: orders"),
  bad("unknown-key", 'inputs:\n  - id: orders\n⟦"enable_auto"⟧: true'),
  bad("unknown-key", "⟦sources⟧: []\n⟦targets⟧: []"),
  input("unknown-input-key", "id: orders", "⟦metadata⟧:", "  owner: data"),
  input("unknown-input-key", "⟦displayName⟧: Orders", "id: orders"),
  input("unknown-input-key", "id: orders", "⟦nmespace⟧: company.team"),
  input("unknown-input-key", "id: orders", "⟦Type⟧: TABLE"),
  bad("unknown-input-key", "inputs: [{ id: orders, ⟦'system'⟧: crm }]"),
  bad("unknown-input-key", `inputs: ⟦'[{"id": "orders", "metadata": {}}]'⟧`),
  // Ids.
  output("missing-id", "⟦name⟧: orders", T),
  output("missing-id", `⟦type⟧: AWS_BUCKET`),
  output("missing-id", "⟦id⟧:", T),
  output("missing-id", "⟦id⟧: ~", T),
  output("missing-id", T, "⟦id⟧: [orders]"),
  input("missing-id", "⟦id⟧: { a: b }"),
  input("missing-id", "⟦type⟧: TABLE"),
  bad("missing-id", `inputs: ⟦'[{"type": "TABLE"}]'⟧`),
  ...[
    "s3://bucket/orders.csv",
    "raw orders",
    "a/b",
    "_orders",
    ".orders",
    "-orders",
    "orders*",
    "orders(1)",
    "o+o",
    "a@b",
    "a,b",
    "größe",
    "орders",
    "a\u00a0b",
    "a\u200bb",
    "x😀",
    LONG,
  ].flatMap((id) => [output("invalid-id", `id: ⟦"${id}"⟧`, T), input("invalid-id", `id: ⟦${id}⟧`)]),
  output("invalid-id", 'id: ⟦""⟧', T),
  output("invalid-id", "id: ⟦'  '⟧", T),
  output("invalid-id", "id: ⟦' orders'⟧", T),
  output("invalid-id", 'id: ⟦"orders\\n"⟧', T),
  output("invalid-id", "id: ⟦|\n        orders⟧", T),
  output("invalid-id", 'id: ⟦"{{ flow.namespace }}/orders"⟧', T),
  output("invalid-id", "id: ⟦\"{{ 'raw orders' }}\"⟧", T),
  output("invalid-id", "id: ⟦'{{ \"s3://\" ~ flow.namespace }}'⟧", T),
  output("invalid-id", 'id: ⟦"orders/{{ execution.id }}"⟧', T),
  output("invalid-id", 'id: ⟦"{{ execution.id }} orders"⟧', T),
  output("invalid-id", "id: ⟦\"{{ ('x' ~ flow.namespace) | replace({'x': '_'}) }}\"⟧", T),
  output("invalid-id", `id: ⟦"{{ '${"y".repeat(75)}' ~ '${"z".repeat(76)}' }}"⟧`, T),
  output("invalid-id", `id: ⟦"{{ execution.id }}${LONG}"⟧`, T),
  output("invalid-id", "id: ⟦\"{{ '' }}\"⟧", T),
  bad("invalid-id", `outputs: ⟦'[{"id": "a b", "type": "T"}]'⟧`),
  // Namespaces and types.
  ...["Company.Team", "_company", "company team", "-a", "a:b", "a/b", ""].map((namespace) =>
    output("invalid-namespace", "id: orders", T, `namespace: ⟦"${namespace}"⟧`),
  ),
  output("invalid-namespace", "id: orders", `namespace: ⟦${LONG}⟧`, T),
  output("invalid-namespace", "id: orders", "namespace: ⟦'{{ flow.namespace | upper }}'⟧", T),
  output("blank-type", "id: orders", 'type: ⟦""⟧'),
  output("blank-type", "type: ⟦'   '⟧", "id: orders"),
  output("blank-type", "id: orders", "type: ⟦\"{{ '' }}\"⟧"),
  bad("type-conflict", `outputs:\n  - id: orders\n    ${T}\n  - id: orders\n    type: ⟦TABLE⟧`),
  bad("type-conflict", `inputs:\n  - id: orders\n    type: TABLE\n  - id: orders\n    type: ⟦"FILE"⟧`),
  bad(
    "namespace-conflict",
    `outputs:\n  - id: orders\n    ${T}\n    namespace: a.b\n  - id: orders\n    ${T}\n    namespace: ⟦a.c⟧`,
  ),
  // Invalid YAML.
  output("unreadable-file", "id: ⟦{⟧{ flow.id }}", T),
  output("unreadable-file", "id: orders", T, "⟦i⟧d: customers"),
  bad("unreadable-file", `outputs:\n  - id: orders\n⟦\t⟧${T}`),
  // Expressions.
  output("broken-expression", 'id: "orders_{{ flow.id | ⟦slugfy⟧ }}"', T),
  output("broken-expression", 'id: "orders_{{ flow.id ⟦slugify⟧ }}"', T),
  output("broken-expression", 'id: "orders_{{ ⟦no_such_variable⟧ }}"', T),
  output("broken-expression", "id: 'orders_{{ flow | ⟦nope⟧ }}'", T),
  output("broken-expression", 'id: "orders_{{ ⟦noSuchFunction⟧() }}"', T),
  output("broken-expression", 'id: "orders_{{ ⟦1 / 0⟧ }}"', T),
  input("broken-expression", 'id: "{% ⟦iff⟧ true %}a{% endif %}"'),
  input("broken-expression", "id: orders", 'type: "{{ ⟦%⟧ }}"'),
  bad("broken-expression", 'inputs: "{{ outputs.x.assets | ⟦noSuchFilter⟧ }}"'),
];
