const TABLE = "io.kestra.plugin.ee.assets.Table";
const block = (...lines) => `assets:\n${lines.join("\n").replace(/^(?=.)/gm, "  ")}`;

/** Declarations before and after `--fix`, to the character. The surrounding text must not change. */
export const FIX_BLOCKS = [
  {
    before: block("input:   # read", '  - {"ID" : raw}', "enable_auto: true"),
    after: block("inputs:   # read", '  - {"id" : raw}', "enableAuto: true"),
  },
  {
    before: block("outputs:", "- 'type':   io.kestra.core.models.assets.TableAsset   # old", "  id: orders"),
    after: block("outputs:", `- 'type':   ${TABLE}   # old`, "  id: orders"),
  },
  {
    before: block(
      "outputs:",
      "  - id: orders",
      `    type: "${TABLE}s"`,
      "    metdata :",
      "      Owner: data",
    ),
    after: block("outputs:", "  - id: orders", `    type: "${TABLE}"`, "    metadata :", "      Owner: data"),
  },
  {
    before: block("outputs:", "  - id: orders  # no type", "", "inputs: [{id: orders, type: T.x}]"),
    after: block(
      "outputs:",
      "  - id: orders  # no type",
      "    type: T.x",
      "",
      "inputs: [{id: orders, type: T.x}]",
    ),
  },
  {
    before: block(
      "outputs: [ { id: orders } , {id: b,display_name: 'é 😀', type: T}]",
      "inputs: [{id: orders, type: T}]",
    ),
    after: block(
      "outputs: [ { id: orders, type: T } , {id: b,displayName: 'é 😀', type: T}]",
      "inputs: [{id: orders, type: T}]",
    ),
  },
  {
    before: block("inputs:", "  - id: orders", "    nmespace:   # none", "    tipe: T"),
    after: block("inputs:", "  - id: orders", "    namespace:   # none", "    type: T"),
  },
  // No certain correction exists for these.
  ...[
    block("outputs:", "  - id: s3://orders", "    type:", "inputs: text"),
    block("outputs:", "  - id: orders", "    metdata: {a: 1}", "    metadata: {b: 1}", "    type: T"),
    block("outputs:", "  - id: orders", "    metdata: text", "    type: T"),
    block('outputs: \'[{"id": "orders", "metdata": {}, "type": "T"}]\''),
    block("outputs:", "  - id: orders", `    type: >-`, "      io.kestra.core.models.assets.Table"),
  ].map((text) => ({ before: text, after: text })),
];
