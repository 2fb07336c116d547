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
