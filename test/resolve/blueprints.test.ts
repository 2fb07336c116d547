import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { assumptionText } from "../../src/model/assumption.ts";
import type { Pins } from "../../src/resolve/options.ts";
import { resolveFile } from "../../src/resolve/resolve-file.ts";

const FIXTURE = readFileSync(
  new URL("../../fixtures/blueprints/blueprints/ingest.yaml", import.meta.url),
  "utf8",
);

function resolved(text: string, pins: Pins["all"] = {}, blueprints?: "include") {
  return resolveFile(readFlowText(sourceText("b.yaml", text)), {
    ...{ tenant: "main", pins: { all: pins, byFlow: {} }, maxCases: 1000 },
    ...(blueprints && { blueprints }),
  });
}

const bundles = (text: string, pins: Pins["all"] = {}) =>
  resolved(text, pins, "include").flows.flatMap(({ bundles: own }) =>
    own.map(
      ({ namespace, flow, outputs, assumptions }) =>
        `${namespace}/${flow}: ${outputs.map(({ id, certainty, place: { line } }) => `${id} ${certainty} :${line}`).join(", ")} {${assumptions.map(assumptionText).join(", ")}}`,
    ),
  );

describe("given a blueprint, when resolved", () => {
  test("without the setting, then it has no flow and is counted as another document", () => {
    const { flows, others, gaps } = resolved(FIXTURE);
    expect([flows, others, gaps]).toEqual([[], ["kestra blueprint"], []]);
  });

  test("with the setting and pinned arguments, then the flows are choices at places of the blueprint", () => {
    const pins = { domain: "Ops", team: "Sales", tables: ["orders"] };
    expect(bundles(FIXTURE, pins)).toEqual([
      "acme.sales/ingest-ops: ops.orders choice :36, ops.orders.archive choice :40 {arg.archive = true (choice)}",
      "acme.sales/ingest-ops: ops.orders choice :36 {arg.archive = false (choice)}",
    ]);
  });

  test("with a list, then a table is a choice of the list", () => {
    const pins = { domain: "Ops", team: "Sales", archive: false };
    expect(bundles(FIXTURE, pins)).toEqual([
      "acme.sales/ingest-ops: ops.orders choice :36 {arg.tables includes orders (choice)}",
      "acme.sales/ingest-ops: ops.customers choice :36 {arg.tables includes customers (choice)}",
      "acme.sales/ingest-ops: ops.refunds choice :36 {arg.tables includes refunds (choice)}",
    ]);
  });

  test("without a value for an argument, then it is a gap", () => {
    const { flows, gaps, unreadable } = resolved(FIXTURE, {}, "include");
    expect([flows, unreadable]).toEqual([[], false]);
    expect(gaps).toEqual([
      {
        kind: "file",
        place: { file: "b.yaml", line: 1, column: 1 },
        message: 'cannot render the blueprint: the argument "domain" of the blueprint is missing',
      },
    ]);
  });

  test("with more combinations than renderings, then the rest is a gap", () => {
    const values = Array.from({ length: 70 }, (_, at) => `v${at}`).join(", ");
    const text = `id: f\nnamespace: n\nextend:\n  templateArguments:\n    - {id: a, type: SELECT, values: [${values}]}\ntasks:\n  - {id: t, type: x, assets: {outputs: [{id: << arg.a >>, type: T}]}}\n`;
    expect(bundles(text)).toHaveLength(64);
    expect(resolved(text, {}, "include").gaps.map(({ message }) => message)).toEqual([
      "only 64 combinations of arguments rendered: other assets may follow",
    ]);
  });

  test("with a single rendering, then its ids are exact, and a default is an assumption", () => {
    const of = (defaults: string) =>
      `id: f\nnamespace: n\nextend:\n  templateArguments:\n    - {id: a, type: STRING${defaults}}\ntasks:\n  - {id: t, type: x, assets: {outputs: [{id: << arg.a >>, type: T}]}}\n`;
    expect(bundles(of(", defaults: d"))).toEqual(["n/f: d default :7 {arg.a = d (default)}"]);
    expect(bundles(of(", defaults: d"), { a: "p" })).toEqual(["n/f: p exact :7 {}"]);
  });
});
