import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import { bundleJson } from "../../src/store/bundle-json.ts";
import { readStore } from "../../src/store/read-store.ts";
import { recordJson } from "../../src/store/record-json.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { serializeStore, writeStore } from "../../src/store/write-store.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = { file: "flows/taxi.yml", line: 7, column: 15 };

/** An inventory with all kinds of records, and with special characters of the formats. */
const inventory: Inventory = {
  version: 1,
  tenant: "main",
  roots: ["flows"],
  settings: { kestra: "1.x", inputs: { env: "prod" }, maxCases: 10, exclude: ["old/**"] },
  files: { found: 3, withFlows: 1, otherDocuments: { "docker-compose": 1, empty: 1 }, unreadable: 0 },
  flows: [
    {
      namespace: "company",
      flow: "taxi",
      place,
      description: 'line\nbreak, tab\t, quote " and \\',
      labels: { owner: "data" },
      tasks: 2,
      declarations: 1,
      triggers: [{ id: "nightly", type: "io.kestra.plugin.core.trigger.Schedule", disabled: true }],
    },
  ],
  tasks: [{ namespace: "company", flow: "taxi", task: "stage", type: "x.Query", place, sql: "SELECT 1" }],
  assets: [
    {
      id: "trips",
      certainty: "exact",
      external: false,
      type: "Table",
      metadata: {
        ...{ "a-b": "x", "": "empty key", null: 1, true: false, $ion_1_0: [], "it's": {}, "9": null },
        ...{ decimals: 1.5, tiny: 1e-7, huge: 1e300, big: 9007199254740991, deep: { list: [1, ["2"], {}] } },
        ...{
          text: "\u0000 \u001b[31m \u0085 \u2028 \ufeff 漢字 😀 'single' \"double\" \\",
          'a"b\n': "key",
        },
      },
      claims: ["Table", "View"].map((value) => ({
        ...{ field: "type", value, namespace: "company", flow: "taxi", task: "stage", place },
      })),
    },
    { id: "taxi", certainty: "default", external: true, metadata: {} },
  ],
  bundles: [
    {
      namespace: "company",
      flow: "taxi",
      task: "stage",
      trigger: true,
      taskType: "x.Query",
      place,
      inputs: [{ id: "taxi", certainty: "default", expression: "{{ inputs.x }}", place }],
      outputs: [{ id: "trips", certainty: "exact", place }],
      assumptions: [
        { kind: "default", variable: "inputs.x", value: "taxi" },
        { kind: "choice", variable: "inputs.teams", value: "Data", includes: true },
        { kind: "override", variable: "inputs.env", default: "dev" },
        { kind: "branch", condition: "{{ x }}", negated: true },
      ],
    },
  ],
  activations: [
    {
      ...{
        kind: "asset-trigger",
        namespace: "company",
        flow: "taxi",
        task: "on_trips",
        taskType: "x.Event",
        place,
      },
      assets: {
        id: "trips",
        certainty: "exact",
        metadata: [{ field: "a", operator: "EQUAL_TO", value: ["b"] }],
      },
    },
  ],
  gaps: [
    { kind: "auto", namespace: "company", flow: "taxi", task: "stage", place, message: "may emit more" },
  ],
  inert: [{ namespace: "company", flow: "taxi", task: "off", place, reason: "disabled" }],
};

describe.each(["inventory.json", "inventory.ion", "INVENTORY.ION"])("given the store %s", (name) => {
  test("when written and read, then the inventory is equal", () => {
    writeStore(at(name), serializeStore(inventory, at(name)));
    expect(readStore(at(name)).inventory).toEqual(inventory);
  });

  test("when metadata has keys such as __proto__, then they are kept and nothing is polluted", () => {
    const metadata = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');
    const [asset, ...others] = inventory.assets;
    const tricky = { ...inventory, assets: asset ? [{ ...asset, metadata }, ...others] : [] };
    writeStore(at(name), serializeStore(tricky, at(name)));
    const read = readStore(at(name)).inventory.assets[0]?.metadata ?? {};
    expect(Object.keys(read).sort()).toEqual(["__proto__", "constructor"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("when the keys of records are in another order, then the text is the same", () => {
    const reversed = (value: unknown, key = ""): unknown => {
      if (typeof value !== "object" || value === null) return value;
      if (key === "metadata") return value;
      if (Array.isArray(value)) return value.map((item) => reversed(item));
      if (["labels", "otherDocuments", "settings"].includes(key) && !Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([k, v]) => [k, reversed(v, k)]),
      );
    };
    const shuffled = reversed(inventory) as Inventory;
    expect(serializeStore(shuffled, name)).toBe(serializeStore(inventory, name));
  });
});

test("given the same inventory in JSON and Ion, when read, then both are equal", () => {
  writeStore(at("a.json"), serializeStore(inventory, at("a.json")));
  writeStore(at("a.ion"), serializeStore(inventory, at("a.ion")));
  expect(readStore(at("a.ion")).inventory).toEqual(readStore(at("a.json")).inventory);
});

test("given a bundle, when written, then it has the key order of every other record", () => {
  const [bundle] = inventory.bundles;
  if (bundle === undefined) throw new Error("the inventory has no bundle");
  expect(bundleJson(bundle)).toBe(
    '{"namespace":"company","flow":"taxi","task":"stage","trigger":true,"taskType":"x.Query",' +
      '"place":{"file":"flows/taxi.yml","line":7,"column":15},' +
      '"inputs":[{"id":"taxi","certainty":"default","expression":"{{ inputs.x }}","place":{"file":"flows/taxi.yml","line":7,"column":15}}],' +
      '"outputs":[{"id":"trips","certainty":"exact","place":{"file":"flows/taxi.yml","line":7,"column":15}}],' +
      '"assumptions":[{"kind":"default","value":"taxi","variable":"inputs.x"},' +
      '{"kind":"choice","value":"Data","variable":"inputs.teams","includes":true},' +
      '{"kind":"override","variable":"inputs.env","default":"dev"},' +
      '{"kind":"branch","condition":"{{ x }}","negated":true}]}',
  );
  expect(recordJson(bundle)).toBe(bundleJson(bundle));
});

test("given half a surrogate pair, when written as Ion, then it is the replacement character", () => {
  const broken = { ...inventory, tenant: "x\ud83d", gaps: [] };
  expect(serializeStore(broken, "a.ion")).toContain('tenant: "x\ufffd"');
});

test("given a store, when written, then each asset, bundle and gap has its own line", () => {
  const small = { ...inventory, settings: {}, flows: [], tasks: [], bundles: [], activations: [], inert: [] };
  const assets = ["b", "a"].map((id) => ({ id, external: true, certainty: "exact", metadata: {} }) as const);
  expect(serializeStore({ ...small, assets }, "inventory.json")).toBe(`{
  "version": 1,
  "tenant": "main",
  "roots": ["flows"],
  "settings": {},
  "files": {"found":3,"withFlows":1,"otherDocuments":{"docker-compose":1,"empty":1},"unreadable":0},
  "flows": [],
  "tasks": [],
  "assets": [
    {"id":"b","certainty":"exact","external":true,"metadata":{}},
    {"id":"a","certainty":"exact","external":true,"metadata":{}}
  ],
  "bundles": [],
  "activations": [],
  "gaps": [
    {"kind":"auto","namespace":"company","flow":"taxi","task":"stage","place":{"file":"flows/taxi.yml","line":7,"column":15},"message":"may emit more"}
  ],
  "inert": []
}
`);
});

describe("writing a store", () => {
  test("given missing folders, when written, then they are made and nothing else is left", () => {
    writeStore(at("deep/.assets/inventory.json"), "new");
    expect(readdirSync(at("deep/.assets"))).toEqual(["inventory.json"]);
  });

  test("given a failing write, when the store is written, then the old store stays and no temporary file remains", () => {
    mkdirSync(at("inventory.json/occupied"), { recursive: true });
    expect(() => writeStore(at("inventory.json"), "new", "inventory.json")).toThrow(StoreError);
    expect(readdirSync(folder)).toEqual(["inventory.json"]);
    expect(readdirSync(at("inventory.json"))).toEqual(["occupied"]);
  });

  test("given a file in the way, when written, then the error has the cause and a hint", () => {
    writeFileSync(at("file"), "");
    const write = () => writeStore(at("file/inventory.json"), "new", "file/inventory.json");
    expect(write).toThrow(
      expect.objectContaining({
        problem: "unwritable",
        exitCode: 2,
        message: 'the inventory "file/inventory.json" cannot be written: a file is in the way',
        hint: "Check the folder and its permissions, or choose another file with --store.",
      }),
    );
  });

  test("given a link to the store, when written, then the link's target is replaced", () => {
    writeFileSync(at("real.json"), '{"version": 1}');
    symlinkSync(at("real.json"), at("link.json"));
    writeStore(at("link.json"), "new");
    expect(readFileSync(at("real.json"), "utf8")).toBe("new");
    expect(readdirSync(folder).sort()).toEqual(["link.json", "real.json"]);
  });
});

describe("reading a store", () => {
  const problemOf = (name: string, content?: string | Uint8Array) => {
    if (content !== undefined) writeFileSync(at(name), content);
    try {
      readStore(at(name), name);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      expect(error.exitCode).toBe(error.problem === "missing" ? 3 : 2);
      expect(error.hint).toMatch(/`assets scan <paths>`|--store/);
      return `${error.problem}: ${error.message}`;
    }
    return "none";
  };
  const json = serializeStore(inventory, "a.json");
  const ion = serializeStore(inventory, "a.ion");

  test.each([
    ["no file", "a.json", undefined, 'missing: no inventory at "a.json"'],
    ["empty", "a.json", "", 'damaged: the inventory "a.json" is empty: truncated or not an inventory'],
    [
      "cut off",
      "a.json",
      json.slice(0, -20),
      'damaged: the inventory "a.json" is not complete JSON: truncated or not an inventory',
    ],
    [
      "no JSON",
      "a.json",
      "id: taxi\n",
      'damaged: the inventory "a.json" is not complete JSON: truncated or not an inventory',
    ],
    [
      "Ion cut off",
      "a.ion",
      ion.slice(0, -20),
      'damaged: the inventory "a.ion" is not complete Ion: truncated or not an inventory',
    ],
    ["empty Ion", "a.ion", "", 'damaged: the inventory "a.ion" is empty: truncated or not an inventory'],
    [
      "two Ion values",
      "a.ion",
      ion + ion,
      'damaged: the inventory "a.ion" is not complete Ion: truncated or not an inventory',
    ],
    ["a list", "a.json", "[]", 'foreign: "a.json" is not an asset inventory: it contains no inventory'],
    [
      "other JSON",
      "a.json",
      '{"name":"x"}',
      'foreign: "a.json" is not an asset inventory: it has no "version"',
    ],
    [
      "a lock file",
      "a.json",
      '{"version":1}',
      'foreign: "a.json" is not an asset inventory: it has no "tenant"',
    ],
    [
      "a version from the future",
      "a.json",
      '{"version":2}',
      'newer: the inventory "a.json" has version 2, but this program reads version 1',
    ],
    [
      "a version from the past",
      "a.json",
      '{"version":0}',
      'older: the inventory "a.json" has the unsupported version 0',
    ],
  ])("given %s, when read, then the error names the problem", (_, name, content, expected) => {
    expect(problemOf(name, content)).toBe(expected);
  });

  test("given a missing list, when read, then the error names it", () => {
    const { gaps: _, ...rest } = inventory;
    expect(problemOf("a.json", JSON.stringify(rest))).toContain("it must have required property 'gaps'");
  });

  test("given a folder, when read, then the error says so", () => {
    mkdirSync(at("a.json"));
    expect(problemOf("a.json")).toBe('unreadable: the inventory "a.json" cannot be read: it is a folder');
  });
});
