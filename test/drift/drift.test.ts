import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import schema from "../../schema/drift.schema.json" with { type: "json" };
import { findDrift } from "../../src/drift/drift.ts";
import { liveAssets } from "../../src/drift/live-assets.ts";
import { collectRecords, type Recorded } from "../../src/drift/recorded.ts";
import type { Inventory } from "../../src/model/model.ts";
import { uniteTies } from "../../src/model/unite-ties.ts";
import { flowText, newPlace, type Place } from "../commands/program.ts";
import { inventoryOf } from "./inventory-of.ts";

/** Records as JSON, one per line. */
function recorded(...records: readonly object[]): Recorded {
  const text = records.map((record) => JSON.stringify(record)).join("\n");
  return collectRecords([{ shown: "e.json", chunks: [Buffer.from(text)] }], "main");
}

function run(task: string, inputs: readonly object[], outputs: readonly object[], more: object = {}): object {
  return { tenantId: "main", namespace: "company", flowId: "f", taskId: task, inputs, outputs, ...more };
}

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
const ends = (list: readonly { readonly from: string; readonly to: string }[]) =>
  list.map(({ from, to }) => `${from} → ${to}`);

const TABLE = "io.kestra.plugin.ee.assets.Table";
const EXTERNAL = "io.kestra.core.models.assets.External";

function oneTask(outputs: string, inputs = "[]"): Inventory {
  return inventoryOf(
    `id: f\nnamespace: company\ntasks:\n  - {id: t, type: t, assets: {inputs: ${inputs}, outputs: ${outputs}}}\n`,
  );
}

describe("given declared and recorded assets, when compared", () => {
  const inventory = oneTask("[{id: b}, {id: c}]", "[{id: a}]");

  test("and the runs recorded all, then there is no drift", () => {
    const drift = findDrift(inventory, recorded(run("t", [{ id: "a" }], [{ id: "b" }, { id: "c" }])));
    expect(Object.values(drift.summary)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("and one is missing, then it and its edge were never recorded", () => {
    const drift = findDrift(inventory, recorded(run("t", [{ id: "a" }], [{ id: "b" }])));
    expect(ids(drift.neverRecorded)).toEqual(["c"]);
    expect(ends(drift.edgesNeverRecorded)).toEqual(["a → c"]);
  });

  test("and one is additional, then it and its edge are not declared", () => {
    const drift = findDrift(
      inventory,
      recorded(run("t", [{ id: "a" }], [{ id: "b" }, { id: "c" }, { id: "d", type: "T" }])),
    );
    const by = { namespace: "company", flow: "f", task: "t" };
    expect(drift.undeclared).toEqual([{ id: "d", type: "T", by }]);
    expect(drift.edgesUndeclared).toEqual([{ from: "a", to: "d", by }]);
  });

  test("and only stored assets are recorded, then edges are not compared", () => {
    const drift = findDrift(inventory, recorded({ id: "a" }, { id: "b" }, { id: "c" }));
    expect(Object.values(drift.summary)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("and a stored asset is deleted, then it counts as not recorded", () => {
    const drift = findDrift(inventory, recorded({ id: "a" }, { id: "b" }, { id: "c", deleted: true }));
    expect(ids(drift.neverRecorded)).toEqual(["c"]);
  });

  test("and a task reads and writes one asset, then it gives no edge", () => {
    const drift = findDrift(
      inventory,
      recorded(run("t", [{ id: "a" }, { id: "b" }], [{ id: "b" }, { id: "c" }])),
    );
    expect(ends(drift.edgesUndeclared)).toEqual(["b → c"]);
  });

  test("and records are of another tenant, then they are counted only", () => {
    const { runs, otherTenants, assets } = recorded(
      run("t", [{ id: "x" }], [{ id: "y" }], { tenantId: "other" }),
      { id: "z", tenantId: "other" },
    );
    expect([runs, otherTenants, assets.size]).toEqual([0, 2, 0]);
  });
});

describe("given ids with unknown parts, when compared", () => {
  test("and an id matches a pattern, then both it and its edge are recorded", () => {
    const inventory = oneTask('[{id: "run-{{ execution.id }}"}]', "[{id: a}]");
    const drift = findDrift(inventory, recorded(run("t", [{ id: "a" }], [{ id: "run-4hT" }])));
    expect(Object.values(drift.summary)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("and no id matches a pattern, then the pattern is listed apart", () => {
    const inventory = oneTask('[{id: "run-{{ execution.id }}"}]', "[{id: a}]");
    const drift = findDrift(inventory, recorded(run("t", [{ id: "a" }], [{ id: "ran-4hT" }])));
    expect(ids(drift.neverRecorded)).toEqual([]);
    expect(ids(drift.patterns)).toEqual(["run-*"]);
    expect(ends(drift.edgesOfChoices)).toEqual(["a → run-*"]);
    expect(ids(drift.undeclared)).toEqual(["ran-4hT"]);
  });

  test("and an id is declared for a choice only, then it is listed apart, but not one of a default", () => {
    const inventory = inventoryOf(
      "id: f\nnamespace: company\ninputs:\n  - {id: env, type: SELECT, values: [dev, prod], defaults: dev}\n" +
        'tasks:\n  - {id: t, type: t, assets: {outputs: [{id: "stg_{{ inputs.env }}"}]}}\n',
    );
    const drift = findDrift(inventory, recorded(run("t", [], [{ id: "x" }])));
    expect(ids(drift.neverRecorded)).toEqual(["stg_dev"]);
    expect(ids(drift.choices)).toEqual(["stg_prod"]);
  });

  test("and an alias names the recorded id, then it is the declared asset", () => {
    const inventory = uniteTies(oneTask("[{id: orders}]", "[{id: a}]"), [["orders", "orders_v1"]]);
    const drift = findDrift(
      inventory,
      recorded(
        run("t", [{ id: "a" }], [{ id: "orders_v1" }]),
        run("u", [{ id: "orders" }], [{ id: "orders_v1" }]),
      ),
    );
    expect(Object.values(drift.summary)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("and a task has enableAuto, then what it adds carries this gap", () => {
    const inventory = inventoryOf(
      "id: f\nnamespace: company\ntasks:\n  - {id: t, type: t, assets: {enableAuto: true, inputs: [{id: a}]}}\n",
    );
    const drift = findDrift(inventory, recorded(run("t", [{ id: "a" }], [{ id: "b" }])));
    expect(drift.undeclared.map(({ id, gap }) => [id, gap])).toEqual([["b", "auto"]]);
    expect(drift.edgesUndeclared.map(({ gap }) => gap)).toEqual(["auto"]);
  });
});

describe("given other recorded fields, when compared", () => {
  const fieldsOf = (outputs: string, ...records: readonly object[]) =>
    findDrift(oneTask(outputs), recorded(...records)).different.flatMap(({ fields }) => fields);

  test("then type, namespace and metadata are reported", () => {
    expect(
      fieldsOf(
        `[{id: b, type: ${TABLE}, namespace: a.b, metadata: {owner: x, days: 3, same: [1, {k: v}]}}]`,
        run(
          "t",
          [],
          [{ id: "b", type: "T", namespace: "c", metadata: { owner: "y", same: [1, { k: "v" }], new: 1 } }],
        ),
      ),
    ).toEqual([
      { field: "type", declared: TABLE, recorded: "T" },
      { field: "namespace", declared: "a.b", recorded: "c" },
      { field: "metadata.days", declared: 3 },
      { field: "metadata.new", recorded: 1 },
      { field: "metadata.owner", declared: "x", recorded: "y" },
    ]);
  });

  test("and nothing is declared, or only a run decides, then there is no difference", () => {
    const record = run("t", [], [{ id: "b", type: "T", namespace: "c", metadata: { at: "now" } }]);
    expect(fieldsOf('[{id: b, metadata: {at: "{{ execution.startDate }}"}}]', record)).toEqual([]);
  });

  test("and a reader recorded a placeholder, then it says nothing about type, namespace or metadata", () => {
    const read = run("u", [{ id: "b", type: EXTERNAL, namespace: "reader" }], []);
    expect(fieldsOf(`[{id: b, type: T, namespace: n, metadata: {k: v}}]`, read)).toEqual([]);
  });

  test("and a placeholder follows a type, then the type stays", () => {
    const typed = run("t", [], [{ id: "b", type: "T" }], { timestamp: "2026-11-02T04:00:00Z" });
    const placeholder = { id: "b", type: EXTERNAL, updated: "2026-11-03T04:00:00Z" };
    expect(fieldsOf("[{id: b, type: T}]", typed, placeholder)).toEqual([]);
  });

  test("and records disagree, then the latest counts, in any order", () => {
    const old = run("t", [], [{ id: "b", type: "Old", metadata: { k: 1, gone: 1 } }], {
      timestamp: "2026-11-01T00:00:00Z",
    });
    const late = run("t", [], [{ id: "b", type: "New", metadata: { k: 2, gone: null } }], {
      timestamp: 1793577600,
    });
    for (const records of [
      [old, late],
      [late, old],
    ]) {
      expect(fieldsOf("[{id: b, type: New, metadata: {k: 2}}]", ...records)).toEqual([]);
    }
  });

  test("and several types are declared, then each of them is right", () => {
    const inventory = inventoryOf(
      "id: f\nnamespace: company\ntasks:\n" +
        "  - {id: t, type: t, assets: {outputs: [{id: b, type: T}]}}\n  - {id: u, type: t, assets: {outputs: [{id: b, type: U}]}}\n",
    );
    const types = (type: string) =>
      findDrift(inventory, recorded(run("t", [], [{ id: "b", type }]))).different.length;
    expect([types("T"), types("U"), types("V")]).toEqual([0, 0, 1]);
  });

  test("and a secret differs, then its value is not shown", () => {
    const fields = fieldsOf(
      "[{id: b, metadata: {password: hunter2}}]",
      run("t", [], [{ id: "b", metadata: { password: "hunter3", token: "t0psecret" } }]),
    );
    expect(fields).toEqual([{ field: "metadata.token", recorded: "***" }]);
  });
});

test("given an export, when its assets are asked for, then they are as in assets(), without deleted ones", () => {
  const records = recorded(
    run("t", [{ id: "a", type: EXTERNAL, namespace: "n" }], [{ id: "b", type: "T", metadata: { k: 1 } }]),
    { id: "c", tenantId: "main", type: "T", namespace: "m", deleted: true },
  );
  expect(liveAssets(records)).toEqual([
    { id: "a", type: EXTERNAL, namespace: "n", metadata: {} },
    { id: "b", type: "T", metadata: { k: 1 } },
  ]);
});

test.each([
  ["no object", "[[1]]"],
  ["no id", '{"type":"T"}'],
  ["no task", '{"flowId":"f","namespace":"n"}'],
  ["an input without an id", '{"flowId":"f","namespace":"n","taskId":"t","inputs":[{}]}'],
])("given a record with %s, when read, then it is an error with its place", (_, text) => {
  expect(() =>
    collectRecords([{ shown: "e.json", chunks: [Buffer.from(`{"id":"a"}\n${text}`)] }], "main"),
  ).toThrow(/"e\.json" .* in line 2/);
});

test("given one run with all pairs of many assets, when read, then it is an error instead of billions of edges", () => {
  const many = (prefix: string) => Array.from({ length: 2000 }, (_, at) => ({ id: `${prefix}${at}` }));
  expect(() => recorded(run("t", many("a"), many("b")))).toThrow("more than 2,000,000 different edges");
});

describe("given the command", () => {
  let place: Place;
  beforeEach(() => {
    place = newPlace();
    place.write("flows/f.yml", flowText("f", ["a"], ["b"]));
  });
  afterEach(() => place.end());
  const record = (output: string) =>
    `${JSON.stringify({ namespace: "company", flowId: "f", taskId: "work", inputs: [{ id: "a" }], outputs: [{ id: output }] })}\n`;

  test("when the export differs, then only --fail-on with its category fails", () => {
    place.write("e.json", record("c"));
    const code = (...args: string[]) => place.assets("drift", "e.json", ...args).code;
    expect(code()).toBe(0);
    expect(code("--fail-on", "different")).toBe(0);
    expect(code("--fail-on", "different", "--fail-on", "undeclared")).toBe(1);
    expect(code("--fail-on", "any")).toBe(1);
    expect(code("--fail-on", "all")).toBe(2);
  });

  test("when a scan uses the export for assets(), then later queries use its current content", () => {
    place.write(
      "flows/f.yml",
      flowText("f", [], ["log-{{ assets(namespace='n') | jq('.[0].id') | first }}"]),
    );
    const live = (id: string) => place.write("e.json", JSON.stringify({ id, namespace: "n", metadata: {} }));
    const ids = () => place.assets("list").stdout.match(/log-\S+/g);
    live("a");
    expect(place.assets("scan", "flows", "--live", "e.json").code).toBe(0);
    expect(ids()).toEqual(["log-*", "log-a"]);
    live("b");
    expect(ids()).toEqual(["log-*", "log-b"]);
    expect(place.assets("scan", "flows").code).toBe(0);
    expect(ids()).toEqual(["log-*"]);
    expect(place.withInput("{}", "scan", "flows", "--live", "-").stderr).toContain(
      "cannot be standard input",
    );
  });

  test("when an expression is evaluated on the export, then the assets have the fields of the server", () => {
    place.write(
      "e.json",
      JSON.stringify({ id: "x", type: "T", created: "2026-01-01T00:00:00Z", metadata: {} }),
    );
    const answer = place.assets("query", "assets(type='T')", "--live", "e.json", "--format", "json").stdout;
    expect((JSON.parse(answer) as { result: unknown }).result).toEqual([
      { id: "x", type: "T", created: "2026-01-01T00:00:00Z", metadata: {} },
    ]);
  });

  test("when the export is a folder, then all parts are read and other files are noted", () => {
    place.write("parts/kestra-log-file-00001.json", record("b"));
    place.write(
      "parts/kestra-log-file-00002.ion",
      "{namespace:company,flowId:f,taskId:work,outputs:[{id:c}]}",
    );
    place.write("parts/README", "text");
    const { stdout, stderr } = place.assets("drift", "parts");
    expect(stdout).toContain("Recorded: 3 assets and 1 edge, in 2 task runs.");
    expect(stderr).toContain('note: 1 other entry of "parts" not read');
  });

  test("when the export comes from standard input, then it is compared", () => {
    expect(place.withInput(record("b"), "drift", "-").stdout).toContain("No drift.");
  });

  test.each([
    ["missing.json", 2, 'cannot read "missing.json": no such file or folder'],
    ["empty.json", 3, '"empty.json" has no record'],
    ["text.json", 2, "text outside a record in line 1"],
    ["other.json", 3, '"other.json" has no record of the tenant "main"'],
  ])("when the export is %s, then it is an error", (name, code, message) => {
    place.write("empty.json", "\n");
    place.write("text.json", "hello");
    place.write("other.json", '{"id":"a","tenantId":"other"}');
    expect(place.assets("drift", name)).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });

  test("when an id holds escapes, then no output has them as they are", () => {
    place.write("e.json", record("\u001b[31mred\u202e`|"));
    for (const format of ["text", "json", "markdown"]) {
      const { stdout } = place.assets("drift", "e.json", "--format", format);
      expect(stdout).toContain("red");
      expect(stdout).not.toMatch(/[\u001b\u202e]/);
    }
  });

  test("when JSON is asked for, then it is valid by the schema, with and without a limit", () => {
    place.write("flows/g.yml", flowText("g", ["g1", "g2"], ["g3"]));
    place.write("e.json", record("c"));
    const validate = new Ajv({ strict: false, formats: { "date-time": true } }).compile(schema);
    for (const args of [[], ["--limit", "1"]]) {
      const answer = JSON.parse(place.assets("drift", "e.json", "--format", "json", ...args).stdout);
      validate(answer);
      expect(validate.errors).toBeNull();
      expect(answer.summary.neverRecorded).toBe(4);
      expect(answer.neverRecorded).toHaveLength(args.length > 0 ? 1 : 4);
    }
  });
});
