import { expect, test } from "vitest";
import type { KestraLine } from "../../src/flows/flow.ts";
import { emitLine } from "./compare.ts";
import { emitsOf, LINES } from "./jobs.ts";
import { bundleLines, ourResult } from "./our-result.ts";
import { runJobs } from "./run-jobs.ts";

/**
 * Bugs of Kestra 1.3.0 and 2.0.0 that our result does not reproduce (docs/decisions.md): the engine's result, and ours.
 */

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

/** A task that reads `in`, with two outputs, one of them without a type. */
const typeless = (outputs: string) =>
  flow(`  - {id: load, ${LOG}, assets: {inputs: [{id: in}], outputs: ${outputs}}}`);

interface Fault {
  readonly line: KestraLine;
  readonly given: string;
  readonly text: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly engine: readonly string[];
  readonly ours: readonly string[];
}

const FAULTS: readonly Fault[] = [
  // Later releases of 1.3 store such an output as External (kestra#18933).
  ...[
    "[{id: t}, {id: u, type: T}]",
    `'[{"id": "t"}, {"id": "u", "type": "T"}]'`,
    `"{{ [{'id': 't'}, {'id': 'u', 'type': 'T'}] }}"`,
  ].flatMap((outputs): Fault[] => {
    const [given, text, ours] = [
      `an output without a type in ${outputs}`,
      typeless(outputs),
      ["load: in -> t, u"],
    ];
    return [
      { line: "1.x", given, text, inputs: {}, engine: [], ours },
      { line: "2.0", given, text, inputs: {}, engine: ours, ours },
    ];
  }),
  // 1.3.0 renders both lists in one `try`, later releases of 1.3 in separate ones (kestra#18933).
  {
    line: "1.x",
    given: "inputs with a failing expression",
    text: flow(
      `  - {id: load, ${LOG}, assets: {inputs: [{id: raw}, {id: "{{ 1 / 0 }}"}], outputs: [{id: base, type: T}]}}`,
    ),
    inputs: {},
    engine: [],
    ours: ["load:  -> base"],
  },
  {
    line: "1.x",
    given: "outputs with a failing expression",
    text: flow(
      `  - {id: load, ${LOG}, assets: {inputs: [{id: raw}], outputs: [{id: base, type: T}, {id: "{{ 1 / 0 }}", type: T}]}}`,
    ),
    inputs: {},
    engine: [],
    ours: ["load: raw -> "],
  },
  {
    line: "1.x",
    given: "a LoopUntil in a container of a ForEach",
    text: flow(
      `  - {id: e, type: io.kestra.plugin.core.flow.ForEach, values: [a, b], tasks: [{id: q, type: io.kestra.plugin.core.flow.Sequential, tasks: [{id: u, type: io.kestra.plugin.core.flow.LoopUntil, condition: "{{ true }}", checkFrequency: {interval: PT0.1S, maxIterations: 2}, tasks: [${load("t_{{ parents[0].taskrun.value ?? 'none' }}")}]}]}]}`,
    ),
    inputs: {},
    engine: ["load:  -> t_none", "load:  -> t_b"],
    ours: ["load:  -> t_none"],
  },
  {
    line: "2.0",
    given: "a Loop in a Loop and a given input",
    text: flow(`  - {id: o, ${LOOP}, tasks: [{id: i, ${LOOP}, tasks: [${load("t_{{ inputs.s }}")}]}]}`),
    inputs: { s: "given" },
    engine: ["load:  -> t_usual"],
    ours: ["load:  -> t_given"],
  },
  {
    line: "2.0",
    given: "a Loop that runIf skips",
    text: flow(`  - {id: o, ${LOOP}, runIf: "{{ false }}", tasks: [${load("t")}]}`),
    inputs: {},
    engine: ["load:  -> t"],
    ours: [],
  },
  {
    line: "2.0",
    given: "a Loop in a Loop and a JSON default",
    text: `id: f
namespace: engine
inputs:
  - {id: j, type: JSON, defaults: '{"k": "v"}'}
tasks:
  - {id: o, ${LOOP}, tasks: [{id: i, ${LOOP}, tasks: [${load("t_{{ inputs.j.k ?? 'text' }}")}]}]}
`,
    inputs: {},
    engine: ["load:  -> t_text"],
    ours: ['load:  -> t_v (default) {inputs.j = {"k":"v"} (default)}'],
  },
  {
    line: "2.0",
    given: "a Loop in a Loop and a YAML default",
    text: `id: f
namespace: engine
inputs:
  - {id: y, type: YAML, defaults: "k: v"}
tasks:
  - {id: o, ${LOOP}, tasks: [{id: i, ${LOOP}, tasks: [${load("t_{{ inputs.y.k ?? 'text' }}")}]}]}
`,
    inputs: {},
    engine: ["load:  -> t_text"],
    ours: ["load:  -> t_* (pattern)"],
  },
  ...LINES.map(
    (line): Fault => ({
      line,
      given: "a container under the finally of disabled tasks",
      text: flow(
        `  - {id: s, type: io.kestra.plugin.core.flow.Sequential, tasks: [{id: x, ${LOG}, disabled: true}], finally: [{id: q, type: io.kestra.plugin.core.flow.Sequential, tasks: [${load("t")}]}]}`,
      ),
      inputs: {},
      engine: [],
      ours: ["load:  -> t"],
    }),
  ),
  ...LINES.map(
    (line): Fault => ({
      line,
      given: "a container of disabled tasks under afterExecution",
      text: `${flow(`  - {id: first, ${LOG}}`)}
afterExecution:
  - {id: a, type: io.kestra.plugin.core.flow.AllowFailure, tasks: [{id: x, ${LOG}, disabled: true}]}
  - {id: q, type: io.kestra.plugin.core.flow.Sequential, tasks: [${load("t")}]}
`,
      inputs: {},
      engine: [],
      ours: ["load:  -> t"],
    }),
  ),
  {
    line: "2.0",
    given: "a task with a false when",
    text: flow(`  - ${load("t", ', when: "{{ false }}"')}`),
    inputs: {},
    engine: ["load:  -> t"],
    ours: [],
  },
];

test.each(LINES)(
  "given flows that meet faults, when run by Kestra %s, then the results are as stated",
  (line) => {
    const faults = FAULTS.filter((fault) => fault.line === line);
    const outcomes = runJobs(
      line,
      faults.map(({ text, inputs }) => ({
        flows: [text],
        namespace: "engine",
        flow: "f",
        inputs,
        settle: 2000,
      })),
    );
    const found = faults.map(({ given, text, inputs }, index) => ({
      given,
      engine: emitsOf(outcomes[index] ?? {}, "f").map(emitLine),
      ours: bundleLines(ourResult(text, line, inputs).bundles),
    }));
    expect(found).toEqual(faults.map(({ given, engine, ours }) => ({ given, engine, ours })));
  },
);
