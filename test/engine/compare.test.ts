import { describe, expect, test } from "vitest";
import { differences, type Emit, type Ran } from "./compare.ts";
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
const ON_SCHEDULE = `${FLOW.replace("inputs.env", "trigger.date")}
triggers:
  - {id: daily, type: io.kestra.plugin.core.trigger.Schedule, cron: "0 5 * * *"}
`;

function load(...outputs: string[]) {
  return { task: "load", inputs: ["raw"], outputs };
}

/** A complete execution. */
function ended(emits: readonly Emit[], inputs: Ran["inputs"] = {}): Ran {
  return { line: "2.0", inputs, emits, complete: true, unfinished: [] };
}

function stopped(emits: readonly Emit[], inputs: Ran["inputs"] = {}): Ran {
  return { ...ended(emits, inputs), complete: false };
}

describe("differences", () => {
  test("given a bundle whose assumption is true, when the engine emits it, then there is no difference", () => {
    expect(differences(OURS, ended([load("stg_prod")], { env: "prod" }))).toEqual([]);
  });

  test("given an emitted id that is not ours, when compared, then it is a difference", () => {
    expect(differences(OURS, stopped([load("stg_test")]))).toEqual([
      "emitted, but not ours: load: raw -> stg_test",
    ]);
  });

  test("given an emitted id of ours under a false assumption, when compared, then it is a difference", () => {
    expect(differences(OURS, stopped([load("stg_prod")]))).toEqual([
      "emitted, but none of our assumptions is true: load: raw -> stg_prod",
    ]);
  });

  test("given a bundle of ours that was not emitted, when compared, then it is a difference", () => {
    expect(differences(OURS, ended([]))).toEqual(["ours, but not emitted: load: raw -> stg_dev"]);
  });

  test("given a side without ids, when compared with an exact id or a pattern, then it is a difference", () => {
    const message = ["emitted, but not ours: load: raw -> "];
    expect(differences(OURS, stopped([load()]))).toEqual(message);
    const open = ourResult(FLOW.replace("inputs.env", "execution.id"), "2.0");
    expect(differences(open, stopped([load()]))).toEqual(message);
  });

  test("given a side without ids, when an expression fails without an input, then the input must be missing", () => {
    const optional = FLOW.replace(/type: SELECT.*\}/, "type: STRING, required: false}").replace(
      "inputs.env",
      "inputs.env.length()",
    );
    const ours = ourResult(optional, "2.0");
    expect(differences(ours, ended([load()]))).toEqual([]);
    expect(differences(ours, ended([load()], { env: "dev" }))).toEqual([
      "emitted, but none of our assumptions is true: load: raw -> ",
    ]);
  });

  test("given a start by hand that fails without a trigger, when compared, then only that side may be lost", () => {
    const ours = ourResult(ON_SCHEDULE, "2.0");
    expect(differences(ours, ended([load()]))).toEqual([]);
    expect(differences(ours, ended([{ task: "load", inputs: [], outputs: ["stg_2026"] }]))).toEqual([
      "emitted, but not ours: load:  -> stg_2026",
    ]);
    expect(differences(ours, ended([{ task: "load", inputs: ["other"], outputs: [] }]))).toEqual([
      "emitted, but not ours: load: other -> ",
    ]);
  });

  test("given a further id on the side that fails, when a start by hand without a bundle loses it, then it is a difference", () => {
    const { gaps, bundles } = ourResult(
      ON_SCHEDULE.replace("outputs: [", "outputs: [{id: fix, type: TABLE}, "),
      "2.0",
    );
    expect(differences({ gaps, bundles }, ended([load()]))).toEqual([]);
    expect(differences({ gaps, bundles: bundles.slice(0, 1) }, ended([load()]))).toEqual([
      "emitted, but not ours: load: raw -> ",
    ]);
  });

  test("given a bundle of starts by a trigger, when a start by hand emits it, then it is a difference", () => {
    expect(differences(ourResult(ON_SCHEDULE, "2.0"), ended([load("stg_2026")]))).toEqual([
      "emitted, but none of our assumptions is true: load: raw -> stg_2026",
    ]);
  });

  test("given a bundle of starts by hand, when a start by hand lacks it, then it is a difference", () => {
    const ours = ourResult(ON_SCHEDULE.replace("trigger.date", "trigger.date ?? 'none'"), "2.0");
    expect(differences(ours, ended([load("stg_none")]))).toEqual([]);
    expect(differences(ours, ended([]))).toEqual(["ours, but not emitted: load: raw -> stg_none"]);
  });

  test("given an execution that failed, when compared, then nothing is missing", () => {
    expect(differences(OURS, stopped([]))).toEqual([]);
  });

  test("given a task that failed, when an invalid id was the cause, then no other task is missing", () => {
    const failing =
      "  - {id: last, type: io.kestra.plugin.core.log.Log, message: x, assets: {outputs: [{id: ID}]}}\n";
    const ended = { line: "2.0", inputs: {}, emits: [], complete: true, unfinished: ["last"] } as const;
    expect(differences(ourResult(FLOW + failing.replace("ID", "a/b"), "2.0"), ended)).toEqual([]);
    expect(differences(ourResult(FLOW + failing.replace("ID", "a"), "2.0"), ended)).toEqual([
      "ours, but not emitted: load: raw -> stg_dev",
    ]);
  });
});

describe("edges worked out by hand", () => {
  const runs = expectedFlows().flatMap(({ file, text, expectations }) =>
    expectations.flatMap((expectation) =>
      expectation.lines.flatMap((line) =>
        expectation.runs.map((run, index) => ({ file, line, index, text, run })),
      ),
    ),
  );
  test.each(runs)(
    "given $file in $line, execution $index, when compared with our result, then they agree",
    ({ text, line, run }) => {
      const emits = run.emits.map((emit) => {
        const [task = "", inputs = "", outputs = ""] = emit.split(/: | -> /);
        const ids = (side: string) => side.split(", ").filter((id) => id !== "");
        return { task, inputs: ids(inputs), outputs: ids(outputs) };
      });
      const ours = ourResult(text, line, run.inputs);
      expect(
        differences(ours, { line, inputs: run.inputs, emits, complete: !run.failed, unfinished: [] }),
      ).toEqual([]);
    },
  );
});
