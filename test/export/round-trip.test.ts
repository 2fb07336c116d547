import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import { csvTableNames, fromCsv, toCsv } from "../../src/report/files/csv.ts";
import { csvLine, csvRows, guardCell, unguardCell } from "../../src/report/files/csv-text.ts";
import { fromIonFile, toIonFile } from "../../src/report/files/ion.ts";
import type { IonForm } from "../../src/report/files/ion-writer.ts";
import { fromJsonFile, toJsonFile } from "../../src/report/files/json.ts";
import { fromNdjson, toNdjson } from "../../src/report/files/ndjson.ts";
import { HOSTILE } from "./hostile.ts";
import { COMPANY, sampleInventory } from "./sample.ts";

/** An inventory with all optional fields. */
const FULL: Inventory = {
  ...COMPANY,
  settings: { kestra: "2.0", inputs: { env: "prod", "": "" }, maxCases: 10, exclude: ["**/x"] },
  files: { found: 3, withFlows: 2, otherDocuments: { kubernetes: 1 }, unreadable: 1 },
  flows: COMPANY.flows.map((flow) => ({
    ...flow,
    description: "",
    labels: { owner: "data, team", "=1+1": "@x" },
    disabled: true,
    triggers: [{ id: "t", type: "io.kestra.plugin.core.trigger.Schedule", disabled: true }],
  })),
  tasks: COMPANY.tasks.map((task) => ({
    ...task,
    trigger: true,
    description: "a\r\nb",
    sql: "SELECT ';=1', \"x\"\n-- {{ inputs.x }}",
  })),
  assets: COMPANY.assets.map((asset) => ({
    ...asset,
    displayName: "",
    status: "deprecated",
    ttl: "2027-01-31T00:00:00.000Z",
    owner: "group:data",
    partOf: { id: "warehouse", namespace: "n" },
    relatedTo: [{ id: "zones", role: "lookup" }],
    claims: [
      {
        field: "type",
        value: "T",
        namespace: "n",
        flow: "f",
        task: "t",
        place: { file: "a:1:2", line: 3, column: 4 },
      },
    ],
  })),
  bundles: COMPANY.bundles.map((bundle) => ({
    ...bundle,
    trigger: true,
    assumptions: [
      { kind: "default", variable: "inputs.x", value: "y" },
      { kind: "choice", variable: "inputs.teams", value: "Data", includes: true },
      { kind: "branch", condition: "{{ a }}", negated: true },
    ],
  })),
  gaps: [
    { kind: "file", place: { file: "b.yml", line: 1, column: 1 }, message: "could not be read" },
    {
      kind: "auto",
      namespace: "n",
      flow: "f",
      task: "t",
      place: { file: "c.yml", line: 1, column: 1 },
      message: "",
    },
  ],
  inert: [
    { namespace: "n", flow: "f", task: "t", place: { file: "c.yml", line: 1, column: 1 }, reason: "never" },
  ],
};

const INVENTORIES: readonly (readonly [string, Inventory])[] = [
  ["a company", COMPANY],
  ["every field", FULL],
  ["hostile ids and metadata", HOSTILE],
  ["nothing", sampleInventory([])],
];

const text = (chunks: Iterable<string>) => [...chunks].join("");
const ion = (inventory: Inventory, form: IonForm) => Buffer.concat([...toIonFile(inventory, form)]);
const tables = (inventory: Inventory) =>
  Object.fromEntries(csvTableNames(inventory).map((name) => [name, text(toCsv(inventory, name))]));

describe.each(INVENTORIES)("given %s", (_, inventory) => {
  it("when written as JSON and read, then the inventory is equal", () => {
    expect(fromJsonFile(text(toJsonFile(inventory)))).toStrictEqual(inventory);
  });

  it("when written as NDJSON and read, then the inventory is equal", () => {
    expect(fromNdjson(text(toNdjson(inventory)))).toStrictEqual(inventory);
  });

  it("when written as CSV and read, then the inventory is equal", () => {
    expect(fromCsv(tables(inventory))).toStrictEqual(inventory);
  });

  it("when written as Ion text and read, then the inventory is equal", () => {
    expect(fromIonFile(ion(inventory, "text"))).toStrictEqual(inventory);
  });

  it("when written as Ion binary and read, then the inventory is equal", () => {
    expect(fromIonFile(ion(inventory, "binary"))).toStrictEqual(inventory);
  });
});

describe("errors of reading", () => {
  it("given records without a head, when read, then the error says so", () => {
    expect(() => fromNdjson('{"record":"assets","id":"a"}\n')).toThrow('the first record is not "inventory"');
    expect(() => fromNdjson("")).toThrow("no record");
    expect(() => fromNdjson('{"record":"inventory","lists":[]}\n{"record":"x"}')).toThrow(
      'a record belongs to the list "x", which is missing from the first record',
    );
  });

  it("given a missing or inconsistent table, when read, then the error names the table or the line", () => {
    const { assets: _, ...rest } = tables(COMPANY);
    expect(() => fromCsv(rest)).toThrow('the table "assets" is missing');
    expect(() => fromCsv({ ...tables(COMPANY), assets: "id,type\r\na\r\n" })).toThrow(
      'the table "assets" has a row of 1 cells under 2 names',
    );
    expect(() => [...csvRows('a,"b\r\n')]).toThrow("line 1: unclosed quoted cell");
    expect(() => [...csvRows('a\r\n"b"c\r\n')]).toThrow("line 2: text after the end of a quoted cell");
  });
});

describe("CSV", () => {
  it("given assets and edges, when written, then the tables can be opened in a spreadsheet", () => {
    const inventory = sampleInventory([{ flow: "f", task: "t", reads: ["a"], writes: ["b,c"] }], {
      "b,c": { type: "Table", displayName: "=1+1", metadata: { owner: "data" }, status: "deprecated" },
    });
    expect(text(toCsv(inventory, "assets"))).toBe(
      [
        "id,type,namespace,displayName,description,certainty,external:json,metadata:json,claims:json,status,ttl,owner,partOf:json,relatedTo:json",
        "a,,,,,exact,true,{},,,,,,",
        '"b,c",Table,,\'=1+1,,exact,false,"{""owner"":""data""}",,deprecated,,,,',
        "",
      ].join("\r\n"),
    );
    expect(text(toCsv(inventory, "edges"))).toBe(
      [
        "from,to,certainty,namespace,flow,task,place:place,assumptions:json",
        'a,"b,c",exact,kestra.company.data,f,t,flows/f.yml:10:5,[]',
        "",
      ].join("\r\n"),
    );
  });

  it("given any text in cells, when written and read, then it is the same", () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({
        unit: fc.constantFrom(
          "\u001b",
          "\u009b",
          "\\",
          "=",
          "+",
          "-",
          "@",
          "'",
          ";",
          "\t",
          "\r",
          "\n",
          '"',
          ",",
          "|",
          "a",
        ),
      }),
    );
    fc.assert(fc.property(cell, (value) => unguardCell(guardCell(value)) === value));
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.option(cell, { nil: undefined }), { minLength: 1 }), { minLength: 1 }),
        (rows) => {
          expect([...csvRows(rows.map(csvLine).join(""))]).toEqual(rows);
        },
      ),
    );
  });

  it("given hostile ids, when written as CSV, JSON or NDJSON, then there are no control characters", () => {
    const files = [
      ...csvTableNames(HOSTILE).map((name) => text(toCsv(HOSTILE, name))),
      text(toJsonFile(HOSTILE)),
      text(toNdjson(HOSTILE)),
    ];
    // The Unicode category Cc, without tab and line ends.
    for (const file of files) expect(file.replace(/[\t\r\n]/g, "")).not.toMatch(/\p{Cc}/u);
    expect(guardCell("a\u001b;=1")).toBe('\'"a\\u001b\\u003b=1"');
    expect(unguardCell('\'"a\\u001b\\u003b=1"')).toBe("a\u001b;=1");
  });

  it("given hostile ids, when written, then no cell starts a formula, whatever the separator", () => {
    const written = csvTableNames(HOSTILE).map((name) => text(toCsv(HOSTILE, name)));
    for (const table of written) {
      for (const row of csvRows(table.replaceAll("'", "\u0000"))) {
        for (const cell of row) {
          for (const piece of cell?.split(/[;\t\r\n|]/) ?? []) expect(piece).not.toMatch(/^[=+\-@]/);
        }
      }
    }
  });
});
