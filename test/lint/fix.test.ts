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

test("changes what it corrects, and not a character besides", () => {
  // The second round corrects what was no output before the first.
  expect(fixed(fixed(BEFORE))).toBe(AFTER);
  expect(fixed(AFTER)).toBe(AFTER);
});

test("Windows line ends stay, and new lines have them too", () => {
  const windows = (text: string) => text.replaceAll("\n", "\r\n");
  expect(fixed(fixed(windows(BEFORE)))).toBe(windows(AFTER));
});

test("a name that is taken is not used twice", () => {
  const text = AFTER.replace("      'metadata' :", "      metadata: {}\n      'metdata' :");
  expect(fixed(text)).toBe(text);
});

function declaring(outputs: string): string {
  return `id: load\nnamespace: company.team\ntasks:\n  - id: load\n    type: a.B\n    assets:\n      outputs:\n${outputs}`;
}

test("of two keys that both mean one, the first is corrected", () => {
  const text = declaring(`        - id: orders
          type: TABLE
          Metadata: {a: 1}
          metdata: {b: 1}
`);
  const after = text.replace("Metadata:", "metadata:");
  expect(fixed(text)).toBe(after);
  expect(fixed(after)).toBe(after);
});

test("a key is left alone where its value is not of the kind that the corrected key takes", () => {
  const text = declaring(`        - {id: orders, types: [a, b]}
        - {id: stock, type: TABLE, metdata: text}
        - {id: shelves, type: TABLE, displayname: {en: Shelves}}
        - {id: prices, type: TABLE, metdata: "{{ outputs.load.metadata }}"}
`);
  expect(fixed(text)).toBe(text.replace('TABLE, metdata: "', 'TABLE, metadata: "'));
});

test("keys and values with an anchor or a tag keep them", () => {
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

test("a document that is broken does not keep the others from being corrected", () => {
  const text = `${declaring("        - {id: orders, type: TABLE, metdata: {a: 1}}\n")}---\nid: [broken\n`;
  expect(fixed(text)).toBe(text.replace("metdata", "metadata"));
});

test("a correction that does harm keeps no other from being made", () => {
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

test("edits that meet wait for the next run", () => {
  const edit = (start: number, end: number, text: string) => ({ title: text, edits: [{ start, end, text }] });
  expect(applyFixes("abcdef", [edit(1, 3, "X"), edit(2, 4, "Y"), edit(4, 4, "Z"), edit(4, 4, "W")])).toEqual({
    text: "aXdZef",
    applied: 2,
  });
});

test("a result that would not be YAML is not written", () => {
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
