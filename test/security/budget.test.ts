import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { lineage } from "../../src/graph/lineage.ts";
import type { Inventory } from "../../src/model/model.ts";
import { edgeRows, edgesLeftOut } from "../../src/report/files/edge-rows.ts";
import { draw } from "../../src/report/pictures/draw.ts";
import { inventoryOfFiles, resolveFile } from "../../src/resolve/resolve-file.ts";
import { newRepository, type Scratch } from "../changes/scratch.ts";
import { linkedInventoryOf } from "../resolve/linked.ts";

const HEAD = "id: a\nnamespace: c\n";
const OPTIONS = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 100_000 };

function task(id: string, inputs: readonly string[], outputs: readonly string[]): string {
  const list = (ids: readonly string[]) =>
    ids.map((assetId) => `        - id: ${JSON.stringify(assetId)}\n`).join("");
  return `  - id: ${id}\n    type: io.kestra.plugin.core.log.Log\n    assets:\n      inputs:\n${list(inputs)}      outputs:\n${list(outputs)}`;
}

function inventory(text: string): Inventory {
  const parts = resolveFile(readFlowText(sourceText("a.yaml", text)), OPTIONS);
  return inventoryOfFiles([parts], [], { tenant: "main", roots: ["."] });
}

const many = (count: number, name: string) => Array.from({ length: count }, (_, at) => `${name}${at}`);

describe("steps of a file and its declarations", () => {
  it("given more steps than the budget, when resolved, then the remaining ids are patterns with a gap", () => {
    const slow = `{% for i in range(1, 99999) %}{{ '${"a".repeat(30)}' | regexReplace('(a+)+b', 'c') }}{% endfor %}`;
    const tasks = many(300, "t").map((id) => task(id, [], [`${slow}${id}`]));
    const { gaps, assets } = inventory(`${HEAD}tasks:\n${tasks.join("")}`);
    expect(gaps.length + assets.length).toBeGreaterThan(0);
    expect(assets.every(({ certainty }) => certainty === "pattern")).toBe(true);
  });

  it("given a high maxCases, when resolved, then the step budget still limits the cases", () => {
    const inputs = many(6, "i").map((id) => `  - { id: ${id}, type: SELECT, values: [${many(10, "v")}] }\n`);
    const id = many(6, "i")
      .map((input) => `{{ inputs.${input} }}`)
      .join("");
    const { gaps } = inventory(`${HEAD}inputs:\n${inputs.join("")}tasks:\n${task("t", [], [`x${id}`])}`);
    expect(gaps.map(({ kind, message }) => [kind, message])).toEqual([
      ["bound", expect.stringMatching(/too many evaluation steps|more than 100000 cases/)],
    ]);
  });
});

describe("a task with 2,500 inputs and 2,500 outputs", () => {
  const dense = () => inventory(`${HEAD}tasks:\n${task("t", many(2500, "i"), many(2500, "o"))}`);

  it("when drawn, then the omitted edges are counted", () => {
    const { edges, edgesLeftOut: left } = draw(dense());
    expect(edges).toHaveLength(50_000);
    expect(left).toBe(2500 * 2500 - 50_000);
  });

  it("when exported as CSV, then a million edges are written and the others are counted", () => {
    let rows = 0;
    for (const _ of edgeRows(dense())) rows++;
    expect(rows).toBe(1_000_000);
    expect(edgesLeftOut(dense())).toBe(2500 * 2500 - 1_000_000);
  });
});

describe("a comparison", () => {
  let repo: Scratch;
  beforeEach(() => {
    repo = newRepository();
    repo.commit("Nothing");
  });
  afterEach(() => repo.end());

  it("given too many differing edges, when compared, then it fails instead of omitting one", () => {
    repo.flow("a.yml", [["t", many(2500, "i"), many(2500, "o")]]);
    const { code, stderr } = repo.assets("diff");
    expect(stderr).toContain(
      'error: more than 500,000 edges differ: the task "t" of the flow "company.a" has 2,500 inputs and 2,500 outputs',
    );
    expect(code).toBe(2);
  });
});

describe("flows that call one another in a ring", () => {
  const ring = (top: string, tasks: (next: string) => string) =>
    linkedInventoryOf(
      Object.fromEntries(
        Array.from({ length: 10 }, (_, at) => {
          const text = `id: f${at}\nnamespace: c\n${top}tasks:\n${tasks(`f${(at + 1) % 10}`)}`;
          return [`f${at}.yaml`, text];
        }),
      ),
    );
  const call = (next: string, more = "") =>
    `  - { id: s, type: io.kestra.plugin.core.flow.Subflow, namespace: c, flowId: ${next}${more} }\n`;
  const boundGaps = ({ gaps }: Inventory) =>
    new Set(gaps.filter(({ kind }) => kind === "bound").map(({ message }) => message));

  it("given quick calls, when linked, then only the depth of calls ends them", () => {
    const flows = ring("inputs: [{ id: x, type: STRING, defaults: a }]\n", (next) =>
      call(next, `, inputs: { x: "{{ inputs.x }}b" }`),
    );
    expect(boundGaps(flows)).toEqual(
      new Set(["calls nested deeper than 16 levels: their arguments are left open"]),
    );
  });
});

describe("the lineage of 300 patterns that may all be one another", () => {
  const id = (name: string, at: number) => `${name}{{ execution.id }}${at}{{ execution.id }}`;
  const tasks = Array.from({ length: 300 }, (_, at) => task(`t${at}`, [id("a", at)], [id("b", at)]));
  const graph = createGraph(inventory(`${HEAD}tasks:\n${tasks.join("")}`));
  const { down } = lineage(graph, "a*0*", { directions: ["down"] });

  it("when listed, then each asset is there, with a limited number of matches and the number of others", () => {
    const reached = down?.assets ?? [];
    expect(reached).toHaveLength(300);
    const listed = reached.reduce((sum, { sameAs }) => sum + sameAs.length, 0);
    const left = reached.reduce((sum, { moreSameAs = 0 }) => sum + moreSameAs, 0);
    expect(listed).toBeLessThanOrEqual(10_300);
    expect(listed + left).toBe(300 * 299);
    expect(reached.every(({ sameAs }) => sameAs.length > 0)).toBe(true);
  });
});

describe("the lineage of assets that all feed each other", () => {
  it("when listed, then each step names its nearest input, and the number of others", () => {
    const ids = many(400, "a");
    const graph = createGraph(inventory(`${HEAD}tasks:\n${task("t", ids, ids)}`));
    const { down } = lineage(graph, "a0", { directions: ["down"] });
    const hops = (down?.assets ?? []).flatMap((asset) => asset.hops);
    const listed = hops.reduce((sum, { from }) => sum + from.length, 0);
    expect(hops).toHaveLength(399);
    expect(listed).toBeLessThanOrEqual(10_399);
    expect(hops.every(({ from }) => from.length > 0)).toBe(true);
    for (const { from, moreFrom = 0 } of hops) expect(from.length + moreFrom).toBeGreaterThanOrEqual(399);
  });
});
