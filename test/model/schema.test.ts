import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { Inventory } from "../../src/model/model.ts";
import { inventoryOfFiles, resolveFile } from "../../src/resolve/resolve-file.ts";
import { scan } from "../full-scan.ts";

/* The published schema describes exactly the fields written by a scan. */

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const schema = JSON.parse(readFileSync(join(ROOT, "schema/inventory.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

function problems(inventory: unknown): string[] {
  // JSON omits undefined fields.
  validate(JSON.parse(JSON.stringify(inventory)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function inventoryOf(text: string): Inventory {
  const file = resolveFile(readFlowText(sourceText("flow.yaml", text)), {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: 2,
  });
  return inventoryOfFiles([file], [], { tenant: "main", roots: ["flow.yaml"] });
}

describe("inventories of the fixtures", () => {
  const folders = ["flows", "ok", ...readdirSync(join(ROOT, "fixtures/err")).map((name) => `err/${name}`)];
  test.each(folders)("given fixtures/%s, when scanned, then the inventory is valid", (name) => {
    const { inventory } = scan({ base: ROOT, roots: [join("fixtures", name)] });
    expect(problems(inventory)).toEqual([]);
  });

  test("given every scan option, when scanned, then the inventory is valid", () => {
    const { inventory } = scan({
      base: ROOT,
      roots: ["fixtures/flows"],
      tenant: "acme",
      kestra: "2.0",
      maxCases: 1,
      exclude: ["infra"],
      settings: { kestra: "2.0", inputs: { env: "prod" }, maxCases: 1, exclude: ["infra"] },
    });
    expect(problems(inventory)).toEqual([]);
    expect(inventory.settings).toBeDefined();
  });
});

/** A flow with all kinds of gaps, assumptions, activations and inert declarations that are possible in one file. */
const FLOW_WITH_ALL = `id: f
namespace: company
description: text
labels: { team: data }
inputs:
  - { id: a, type: SELECT, values: [p, q], defaults: p }
  - { id: b, type: STRING, defaults: x }
  - { id: many, type: SELECT, values: [x, y, z] }
  - { id: teams, type: MULTISELECT, values: [T] }
tasks:
  - { id: off, type: t, disabled: true, assets: { outputs: [{ id: off }] } }
  - { id: never, type: t, runIf: "false", assets: { outputs: [{ id: never }] } }
  - { id: empty, type: t, assets: {} }
  - id: holds
    type: io.kestra.plugin.core.flow.Sequential
    assets: { outputs: [{ id: holds }] }
    tasks: []
  - { id: auto, type: t, assets: { enableAuto: true, inputs: [{ id: x, type: T }] } }
  - { id: dynamic, type: t, assets: { outputs: "{{ outputs.a.b }}" } }
  - { id: error, type: t, assets: { outputs: [{ id: "{{ nope }}" }] } }
  - { id: invalid, type: t, assets: { outputs: [{ id: "s3://x" }] } }
  - { id: run, type: t, assets: { outputs: [{ id: "{{ execution.id }}" }] } }
  - { id: bound, type: t, assets: { outputs: [{ id: "x-{{ inputs.many }}" }] } }
  - { id: default, type: t, assets: { outputs: [{ id: "{{ inputs.a }}" }] } }
  - { id: override, type: t, runIf: "{{ inputs.b == 'y' }}", assets: { outputs: [{ id: o }] } }
  - { id: branch, type: t, runIf: "{{ outputs.a.b }}", assets: { outputs: [{ id: c, type: T, namespace: n }] } }
  - { id: claim, type: t, assets: { outputs: [{ id: c, type: U, namespace: m, metadata: { k: [1, { l: null }] } }] } }
  - id: loop
    type: io.kestra.plugin.core.flow.Loop
    values: "{{ outputs.a.b }}"
    tasks: [{ id: inside, type: t, assets: { outputs: [{ id: "x-{{ item.value }}" }] } }]
  - id: each
    type: io.kestra.plugin.core.flow.Loop
    values: "{{ inputs.teams }}"
    tasks: [{ id: member, type: t, assets: { outputs: [{ id: "y-{{ item.value }}" }] } }]
  - { id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: company, flowId: g }
errors:
  - { id: failed, type: t, assets: { outputs: [{ id: failed }] } }
triggers:
  - id: nightly
    type: io.kestra.plugin.core.trigger.Schedule
    disabled: true
  - id: after
    type: io.kestra.plugin.core.trigger.Flow
    dependsOn: { flows: [{ namespace: company, flowId: g }] }
    assets: { outputs: [{ id: of_trigger }] }
  - id: asset
    type: io.kestra.plugin.ee.assets.EventTrigger
    assetId: x
    metadataQuery: [{ field: layer, type: EQUAL_TO, value: mart }]
`;

test("given a flow with every kind of record, when resolved, then the inventory is valid", () => {
  const inventory = inventoryOf(FLOW_WITH_ALL);
  expect(problems(inventory)).toEqual([]);
  const kinds = (records: readonly { readonly kind: string }[]) =>
    [...new Set(records.map((record) => record.kind))].sort();
  expect(kinds(inventory.gaps)).toEqual(["auto", "bound", "dynamic", "error", "invalid", "loop", "run-time"]);
  expect(kinds(inventory.bundles.flatMap(({ assumptions }) => assumptions))).toEqual([
    "branch",
    "choice",
    "default",
    "override",
  ]);
  expect(kinds(inventory.activations)).toEqual(["asset-trigger", "call", "flow-trigger"]);
  expect([...new Set(inventory.inert.map(({ reason }) => reason))].sort()).toEqual([
    "container",
    "disabled",
    "empty",
    "never",
  ]);
  expect(inventory.assets.some(({ claims }) => claims !== undefined)).toBe(true);
});

test("given an unreadable file, when resolved, then the inventory is valid", () => {
  expect(problems(inventoryOf("id: [unclosed"))).toEqual([]);
});

describe("data that a scan does not write", () => {
  const inventory = inventoryOf(FLOW_WITH_ALL);
  test.each<[string, unknown]>([
    ["nothing", {}],
    ["another version", { ...inventory, version: 2 }],
    ["an unknown field", { ...inventory, scannedAt: "today" }],
    ["a missing list", { ...inventory, inert: undefined }],
    [
      "an unknown field of an asset",
      { ...inventory, assets: inventory.assets.map((asset) => ({ ...asset, x: 1 })) },
    ],
    [
      "an unknown certainty",
      { ...inventory, assets: inventory.assets.map((asset) => ({ ...asset, certainty: "sure" })) },
    ],
    [
      "a gap without a place",
      { ...inventory, gaps: inventory.gaps.map((gap) => ({ ...gap, place: undefined })) },
    ],
  ])("given %s, when validated, then there is a problem", (_, value) => {
    expect(problems(value)).not.toEqual([]);
  });
});
