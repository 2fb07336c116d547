import { expect, test } from "vitest";
import { emitLine } from "./compare.ts";
import { emitsOf } from "./jobs.ts";
import { bundleLines, ourResult } from "./our-result.ts";
import { runJobs } from "./run-jobs.ts";

/* Faults of Kestra 2.0.0 that our result does not repeat (docs/decisions.md): the engine's result, and ours. */

const flow = (tasks: string) => `id: f
namespace: engine
inputs:
  - {id: s, type: STRING, defaults: usual}
tasks:
${tasks}`;

const LOG = "type: io.kestra.plugin.core.log.Log, message: x";
const LOOP = "type: io.kestra.plugin.core.flow.Loop, values: [a]";
const load = (id: string, more = "") =>
  `{id: load, ${LOG}${more}, assets: {outputs: [{id: "${id}", type: TABLE}]}}`;

const FAULTS = [
  {
    given: "a Loop in a Loop and a given input",
    text: flow(`  - {id: o, ${LOOP}, tasks: [{id: i, ${LOOP}, tasks: [${load("t_{{ inputs.s }}")}]}]}`),
    inputs: { s: "given" },
    engine: ["load:  -> t_usual"],
    ours: ["load:  -> t_given"],
  },
  {
    given: "a Loop that runIf skips",
    text: flow(`  - {id: o, ${LOOP}, runIf: "{{ false }}", tasks: [${load("t")}]}`),
    inputs: {},
    engine: ["load:  -> t"],
    ours: [],
  },
  {
    given: "a task with a false when",
    text: flow(`  - ${load("t", ', when: "{{ false }}"')}`),
    inputs: {},
    engine: ["load:  -> t"],
    ours: [],
  },
];

test("given flows that meet faults of 2.0.0, when run, then the engine and our result differ as stated", () => {
  const outcomes = runJobs(
    "2.0",
    FAULTS.map(({ text, inputs }) => ({
      flows: [text],
      namespace: "engine",
      flow: "f",
      inputs,
      settle: 2000,
    })),
  );
  const found = FAULTS.map(({ given, text, inputs }, index) => ({
    given,
    engine: emitsOf(outcomes[index] ?? {}, "f").map(emitLine),
    ours: bundleLines(ourResult(text, "2.0", inputs).bundles),
  }));
  expect(found).toEqual(FAULTS.map(({ given, engine, ours }) => ({ given, engine, ours })));
});
