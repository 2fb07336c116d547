import { expect, test } from "vitest";
import { applyFixes } from "../../src/lint/fix/edit.ts";
import { fixText } from "../../src/lint/fix/fix-file.ts";
import { lintTexts } from "./lint-text.ts";

const BEFORE = `# The orders, and who reads them.
id:   load_orders   # odd spacing stays
namespace: company.team

tasks:
- id: load
  type: io.kestra.plugin.jdbc.duckdb.Query
  sql: |
    select 1;   
  assets:
    "output":
    - id: orders       # a comment behind the id
      'metdata' : {owner: "data", layer: raw}
    - {id: 'customers', displayName: Customers}
    - type: 'io.kestra.core.models.assets.Table'   # old
      id: stock
    - id: >-
        shelves
      metadata: &anchor {}
- id: read
  type: io.kestra.plugin.jdbc.duckdb.Query
  assets:
    inputs:
      - {id: orders, type: io.kestra.plugin.ee.assets.Table}
      - {id: customers, type: TABLE}
      - {id: shelves, type: TABLE}
`;

const AFTER = `# The orders, and who reads them.
id:   load_orders   # odd spacing stays
namespace: company.team

tasks:
- id: load
  type: io.kestra.plugin.jdbc.duckdb.Query
  sql: |
    select 1;   
  assets:
    "outputs":
    - id: orders       # a comment behind the id
      type: io.kestra.plugin.ee.assets.Table
      'metadata' : {owner: "data", layer: raw}
    - {id: 'customers', type: TABLE, displayName: Customers}
    - type: 'io.kestra.plugin.ee.assets.Table'   # old
      id: stock
    - id: >-
        shelves
      metadata: &anchor {}
- id: read
  type: io.kestra.plugin.jdbc.duckdb.Query
  assets:
    inputs:
      - {id: orders, type: io.kestra.plugin.ee.assets.Table}
      - {id: customers, type: TABLE}
      - {id: shelves, type: TABLE}
`;

function fixed(text: string): string {
  return fixText("a.yml", text, lintTexts({ "a.yml": text }).findings).text;
}

test("given fixable mistakes, when fixed, then nothing else in the text changes", () => {
  // The first round makes these entries outputs. The second round fixes them.
  expect(fixed(fixed(BEFORE))).toBe(AFTER);
  expect(fixed(AFTER)).toBe(AFTER);
});

test("given Windows line ends, when fixed, then they stay and new lines have them too", () => {
  const windows = (text: string) => text.replaceAll("\n", "\r\n");
  expect(fixed(fixed(windows(BEFORE)))).toBe(windows(AFTER));
});

test("given a key that exists already, when a misspelt one could become it, then nothing is fixed", () => {
  const text = AFTER.replace("      'metadata' :", "      metadata: {}\n      'metdata' :");
  expect(fixed(text)).toBe(text);
});

function declaring(outputs: string): string {
  return `id: load\nnamespace: company.team\ntasks:\n  - id: load\n    type: a.B\n    assets:\n      outputs:\n${outputs}`;
}

test("given two keys that both could become one, when fixed, then the first is", () => {
  const text = declaring(`        - id: orders
          type: TABLE
          Metadata: {a: 1}
          metdata: {b: 1}
`);
  const after = text.replace("Metadata:", "metadata:");
  expect(fixed(text)).toBe(after);
  expect(fixed(after)).toBe(after);
});

test("given a value of the wrong kind for the right key, when fixed, then the key stays", () => {
  const text = declaring(`        - {id: orders, types: [a, b]}
        - {id: stock, type: TABLE, metdata: text}
        - {id: shelves, type: TABLE, displayname: {en: Shelves}}
        - {id: prices, type: TABLE, metdata: "{{ outputs.load.metadata }}"}
`);
  expect(fixed(text)).toBe(text.replace('TABLE, metdata: "', 'TABLE, metadata: "'));
});

test("given keys and values with anchors or tags, when fixed, then they keep them", () => {
  const text = declaring(`        - id: orders
          type: &table io.kestra.core.models.assets.Table
          &key metdata : {a: 1}
        - id: stock
          type: !!str "io.kestra.core.models.assets.File"
`);
  expect(fixed(text)).toBe(
    text
      .replace("core.models.assets.Table", "plugin.ee.assets.Table")
      .replace("metdata :", "metadata :")
      .replace("core.models.assets.File", "plugin.ee.assets.File"),
  );
});

test("given a broken document, when fixed, then the other documents are fixed", () => {
  const text = `${declaring("        - {id: orders, type: TABLE, metdata: {a: 1}}\n")}---\nid: [broken\n`;
  expect(fixed(text)).toBe(text.replace("metdata", "metadata"));
});

test("given a fix that would break the text, when applied, then the other fixes are still made", () => {
  const finding = (start: number, end: number, text: string) =>
    ({
      rule: "unknown-key",
      severity: "error",
      message: "",
      subject: "",
      range: { file: "a.yml", line: 1, column: 1, endLine: 1, endColumn: 2 },
      fix: { title: "", edits: [{ start, end, text }] },
    }) as const;
  expect(fixText("a.yml", "a: 1\nb: 2\n", [finding(0, 1, '"'), finding(5, 6, "c")])).toEqual({
    text: "a: 1\nc: 2\n",
    applied: 1,
  });
});

test("given edits that overlap, when applied, then the later ones wait for the next run", () => {
  const edit = (start: number, end: number, text: string) => ({ title: text, edits: [{ start, end, text }] });
  expect(applyFixes("abcdef", [edit(1, 3, "X"), edit(2, 4, "Y"), edit(4, 4, "Z"), edit(4, 4, "W")])).toEqual({
    text: "aXdZef",
    applied: 2,
  });
});

test("given a result that is not valid YAML, when fixed, then it is not written", () => {
  const finding = {
    rule: "unknown-key",
    severity: "error",
    message: "",
    subject: "",
    range: { file: "a.yml", line: 1, column: 1, endLine: 1, endColumn: 2 },
    fix: { title: "", edits: [{ start: 0, end: 1, text: '"' }] },
  } as const;
  expect(fixText("a.yml", "a: 1\n", [finding])).toEqual({ text: "a: 1\n", applied: 0 });
});

const UNDECLARED = `id: copy
namespace: company.team

tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: [eu, us]
    tasks:
      - id: load
        type: io.kestra.plugin.jdbc.postgresql.Query
        url: jdbc:postgresql://dwh:5432/shop
        sql: INSERT INTO mart.sales_{{ taskrun.value }} SELECT * FROM raw.sales JOIN raw.TABLE USING (day)
        assets:
          inputs:
            - id: shop.raw.sales # daily
          outputs:
            - id: "shop.mart.sales_{{ taskrun.value }}"
              type: io.kestra.plugin.ee.assets.Table
`;

test("given a table missing in the declaration of a loop's task, when fixed, then it is added as the SQL has it", () => {
  const before = UNDECLARED.replace("TABLE", "rates");
  expect(fixed(before)).toBe(before.replace("# daily\n", "# daily\n            - id: shop.raw.rates\n"));
});

test("given a missing table of each item of a loop, when fixed, then it is reported and the file stays", () => {
  const before = UNDECLARED.replace("TABLE", "{{ taskrun.value }}");
  const { findings } = lintTexts({ "flow.yaml": before });
  expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
    [
      "undeclared-read",
      'the SQL of task "load" reads "shop.raw.eu" (flow.yaml:12:71), which is missing in its "inputs"',
    ],
    [
      "undeclared-read",
      'the SQL of task "load" reads "shop.raw.us" (flow.yaml:12:71), which is missing in its "inputs"',
    ],
  ]);
  expect(findings.map(({ fix }) => fix)).toEqual([undefined, undefined]);
});
