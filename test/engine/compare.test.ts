import { describe, expect, test } from "vitest";
import { differences } from "./compare.ts";
import { expectedFlows } from "./expected-flows.ts";
import { ourResult } from "./our-result.ts";

const FLOW = `
id: f
namespace: company
inputs:
  - {id: env, type: SELECT, values: [dev, prod], defaults: dev}
tasks:
  - id: load
    type: io.kestra.plugin.core.log.Log
    message: load
    assets: {inputs: [{id: raw}], outputs: [{id: "stg_{{ inputs.env }}", type: TABLE}]}
`;
const OURS = ourResult(FLOW, "2.0");

function load(...outputs: string[]) {
  return { task: "load", inputs: ["raw"], outputs };
}

describe("differences", () => {
  test("none when the engine emits the bundle whose assumption is true", () => {
    expect(differences(OURS, [load("stg_prod")], { env: "prod" }, true)).toEqual([]);
  });

  test("an id that is none of ours", () => {
    expect(differences(OURS, [load("stg_test")], {}, false)).toEqual([
      "emitted, but not ours: load: raw -> stg_test",
    ]);
  });

  test("an id of ours under an assumption that is false", () => {
    expect(differences(OURS, [load("stg_prod")], {}, false)).toEqual([
      "emitted, but none of our assumptions is true: load: raw -> stg_prod",
    ]);
  });

  test("a bundle of ours that was not emitted", () => {
    expect(differences(OURS, [], {}, true)).toEqual(["ours, but not emitted: load: raw -> stg_dev"]);
  });

  test("nothing is missing of an execution that failed on its way", () => {
    expect(differences(OURS, [], {}, false)).toEqual([]);
  });
});

describe("the edges worked out by hand agree with our result, inputs pinned", () => {
  const runs = expectedFlows().flatMap(({ file, text, expectations }) =>
    expectations.flatMap((each) =>
      each.lines.flatMap((line) => each.runs.map((run, index) => ({ file, line, index, text, run }))),
    ),
  );
  test.each(runs)("$file in $line, execution $index", ({ text, line, run }) => {
    const emits = run.emits.map((emit) => {
      const [task = "", inputs = "", outputs = ""] = emit.split(/: | -> /);
      const ids = (side: string) => side.split(", ").filter((id) => id !== "");
      return { task, inputs: ids(inputs), outputs: ids(outputs) };
    });
    const ours = ourResult(text, line, run.inputs);
    expect(differences(ours, emits, run.inputs, !run.failed)).toEqual([]);
  });
});
