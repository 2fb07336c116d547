import { describe, expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { type StartedFlows, type StartReason, startedFlows } from "../../src/graph/started-flows.ts";
import type { Activation, FlowId, Inventory } from "../../src/model/model.ts";
import { bundle, inventoryOf } from "../selection/inventories.ts";

const place = { file: "x.yml", line: 1, column: 1 };
const flow = (name: string): FlowId => ({ namespace: "co", flow: name });
const source = (name: string, task: string) => ({ ...flow(name), task, taskType: "T", place });
const exactly = (name: string) => [{ ...flow(name), certainty: "exact" as const }];
const asset = (id: string) => ({ id, certainty: "exact" as const });

const listens = (name: string, other: string): Activation => ({
  ...source(name, `after_${other}`),
  kind: "flow-trigger",
  flows: exactly(other),
});
const calls = (name: string, other: string): Activation => ({
  ...source(name, `call_${other}`),
  kind: "call",
  flows: exactly(other),
});
const onAsset = (name: string, id: string): Activation => ({
  ...source(name, `on_${id}`),
  kind: "asset-trigger",
  assets: asset(id),
});
const action = (name: string, id: string, other: string): Activation => ({
  ...source(name, "declares"),
  kind: "asset-action",
  assets: asset(id),
  flows: exactly(other),
});

/** load: raw -> staged; report: staged ->; publish: -> page; mail: page -> sent */
const bundles = [
  bundle("co/load", "stage", ["raw"], ["staged"]),
  bundle("co/report", "print", ["staged"], []),
  bundle("co/publish", "write", [], ["page"]),
  bundle("co/mail", "send", ["page"], ["sent"]),
];

function started(
  activations: readonly Activation[],
  assets: readonly string[],
  flows: readonly string[],
  through = false,
): StartedFlows {
  const inventory: Inventory = { ...inventoryOf(bundles), activations };
  const graph = createGraph(inventory);
  const nodes = assets.map((id) => graph.nodeOf(id) ?? -1);
  return startedFlows(graph, { assets: nodes, flows: flows.map(flow) }, through);
}

const from = ({ from: cause }: StartReason) => ("asset" in cause ? cause.asset : cause.flow.flow);
const lines = (flows: StartedFlows["flows"]) =>
  flows.map(
    ({ starts, flow, reasons }) =>
      `${starts} ${flow}: ${reasons.map((why) => `${why.how} ${from(why)}`).join(", ")}`,
  );

describe("flows that an impact starts", () => {
  test("given Flow triggers, calls and asset triggers, when asked, then the flows that they start are listed", () => {
    const found = started(
      [
        listens("publish", "report"),
        calls("report", "mail"),
        onAsset("archive", "staged"),
        listens("never", "other"),
      ],
      ["raw", "staged"],
      ["load", "report"],
    );
    expect(lines(found.flows)).toEqual([
      "1 archive: asset-trigger staged",
      "1 mail: call report",
      "1 publish: flow-trigger report",
    ]);
    expect(found).not.toHaveProperty("assets");
  });

  test("given an asset action, when asked, then its flow is listed apart and not followed", () => {
    const found = started(
      [action("load", "staged", "publish"), listens("mail", "publish")],
      ["staged"],
      [],
      true,
    );
    expect(found.flows).toEqual([]);
    expect(lines(found.byHand)).toEqual(["1 publish: asset-action staged"]);
    expect(found.assets).toEqual([]);
  });

  test("given started flows, when followed, then their outputs and the flows that these start are listed", () => {
    const found = started(
      [listens("publish", "report"), listens("last", "mail")],
      ["staged"],
      ["report"],
      true,
    );
    expect(lines(found.flows)).toEqual(["1 publish: flow-trigger report", "2 last: flow-trigger mail"]);
    expect(found.assets).toEqual(["page", "sent"]);
  });

  test("given flows that start each other, when followed, then each is listed once", () => {
    const found = started([listens("publish", "mail"), calls("mail", "publish")], ["page"], ["mail"], true);
    expect(lines(found.flows)).toEqual(["1 publish: flow-trigger mail, call mail"]);
  });

  test("given a trigger on any flow, when asked, then every impacted flow starts it as a pattern", () => {
    const any: Activation = {
      ...listens("watch", "x"),
      kind: "flow-trigger",
      flows: [{ namespace: "co*", certainty: "pattern" }],
    };
    const found = started([any], [], ["load", "report"]);
    expect(lines(found.flows)).toEqual(["1 watch: flow-trigger load, flow-trigger report"]);
    expect(found.flows[0]?.certainty).toBe("pattern");
  });

  test("given a called flow without a file, when asked, then it is listed", () => {
    expect(lines(started([calls("load", "elsewhere")], [], ["load"]).flows)).toEqual([
      "1 elsewhere: call load",
    ]);
  });
});
