import { describe, expect, test } from "vitest";
import { bundles, gaps, lines, resolved } from "./resolved.ts";

/* Source: Kestra's RunVariables.build, which puts `trigger` only when something other than a person starts the flow. */

const SCHEDULED = "triggers: [{ id: daily, type: io.kestra.plugin.core.trigger.Schedule, cron: '@daily' }]\n";
const writes = (id: string, more = "") =>
  `tasks:\n  - { id: t, type: a.Task, ${more}assets: { inputs: [{ id: in }], outputs: [{ id: "${id}" }] } }\n`;

describe("given a flow with triggers", () => {
  test.each([
    ["{{ trigger is defined ? 'auto' : 'manual' }}"],
    ["{{ trigger is not defined ? 'manual' : 'auto' }}"],
    ["{% if trigger is defined %}auto{% else %}manual{% endif %}"],
  ])("when an id is %s, then each way of starting is a case", (id) => {
    expect(bundles(SCHEDULED + writes(id))).toEqual([
      "in -> auto (choice) {branch: started by a trigger}",
      "in -> manual (choice) {branch: not started by a trigger}",
    ]);
  });

  test.each([
    ["day-{{ trigger.date ?? 'none' }}", "day-none"],
    ["day-{{ trigger.date | default('none') }}", "day-none"],
    ["{{ trigger ?? 'none' }}", "none"],
  ])('when an id is %s, then "%s" is the case without a trigger', (id, missing) => {
    expect(bundles(SCHEDULED + writes(id)).at(-1)).toBe(
      `in -> ${missing} (choice) {branch: not started by a trigger}`,
    );
  });

  test("when an If depends on the trigger, then both branches run and their ids are exact", () => {
    const body = `${SCHEDULED}tasks:
  - id: how
    type: io.kestra.plugin.core.flow.If
    condition: "{{ trigger is defined }}"
    then: [{ id: a, type: a.Task, assets: { outputs: [{ id: a }] } }]
    else: [{ id: b, type: a.Task, assets: { outputs: [{ id: b }] } }]
`;
    expect(bundles(body)).toEqual([
      "-> a {branch: started by a trigger}",
      "-> b {branch: not started by a trigger}",
    ]);
  });

  test("when a Switch or a runIf depends on the trigger, then each branch states it", () => {
    const body = `${SCHEDULED}tasks:
  - id: how
    type: io.kestra.plugin.core.flow.Switch
    value: "{{ trigger is defined }}"
    cases:
      "true": [{ id: a, type: a.Task, assets: { outputs: [{ id: a }] } }]
    defaults: [{ id: b, type: a.Task, assets: { outputs: [{ id: b }] } }]
  - { id: c, type: a.Task, runIf: "{{ trigger is defined }}", assets: { outputs: [{ id: c }] } }
`;
    expect(bundles(body)).toEqual([
      "-> a {branch: started by a trigger}",
      "-> b {branch: not started by a trigger}",
      "-> c {branch: started by a trigger}",
    ]);
  });

  test("when only a trigger can give an id, then the bundle is that of its executions because others lose the id", () => {
    const flow = resolved(SCHEDULED + writes("t_{{ trigger.date }}"));
    expect(lines(flow)).toEqual(["in -> t_* (pattern) {branch: started by a trigger}"]);
    expect(gaps(flow)).toEqual([]);
  });

  test("when only a trigger can give the id of an input, then the bundle is that of its executions too", () => {
    const body = `${SCHEDULED}tasks:
  - { id: t, type: a.Task, assets: { inputs: [{ id: "d_{{ trigger.date }}" }], outputs: [{ id: out }] } }
`;
    const flow = resolved(body);
    expect(lines(flow)).toEqual(["d_* (pattern) -> out {branch: started by a trigger}"]);
    expect(gaps(flow)).toEqual([]);
  });

  test.each([
    ["outputs: [{ id: 't_{{ trigger.date }}' }]", "-> t_* (pattern)"],
    [
      "inputs: [{ id: 'd_{{ trigger.date }}' }], outputs: [{ id: 't_{{ trigger.date }}' }]",
      "d_* (pattern) -> t_* (pattern)",
    ],
  ])(
    "when other executions lose all ids of %s, then they have no bundle and the start is not assumed",
    (sides, line) => {
      const flow = resolved(`${SCHEDULED}tasks:\n  - { id: t, type: a.Task, assets: { ${sides} } }\n`);
      expect(lines(flow)).toEqual([line]);
      expect(gaps(flow)).toEqual([]);
    },
  );

  test("when an unknown list fails without the trigger, then the remaining ids are the same for each start", () => {
    const body = `${SCHEDULED}tasks:
  - { id: t, type: a.Task, assets: { inputs: [{ id: in }], outputs: "{{ [{'id': 't_' ~ trigger.date}] }}" } }
`;
    const flow = resolved(body);
    expect(lines(flow)).toEqual(["in ->"]);
    expect(gaps(flow)).toEqual([
      "dynamic 5:69 the list of outputs is known only at run time: trigger.* is known only at run time",
    ]);
  });

  test("when only one value of an input needs the trigger, then only its bundle assumes the start", () => {
    const body = `inputs: [{ id: mode, type: SELECT, values: [full, day], defaults: full }]
${SCHEDULED}${writes("{{ inputs.mode == 'full' ? 'full' : 'day_' ~ trigger.date }}")}`;
    const flow = resolved(body);
    expect(lines(flow)).toEqual([
      "in -> full (default) {inputs.mode = full (default)}",
      "in -> day_* (pattern) {inputs.mode = day (choice)} {branch: started by a trigger}",
    ]);
    expect(gaps(flow)).toEqual([]);
  });

  test("when the other executions lose a further id of the list, then that id depends on the start", () => {
    const body = `${SCHEDULED}tasks:
  - { id: t, type: a.Task, assets: { inputs: [{ id: in }], outputs: [{ id: "t_{{ trigger.date }}" }, { id: b }] } }
`;
    const flow = resolved(body);
    expect(lines(flow)).toEqual([
      "in -> t_* (pattern), b (choice) {branch: started by a trigger}",
      "in ->  {branch: not started by a trigger}",
    ]);
    expect(gaps(flow)).toEqual([]);
  });

  test("when some executions fail, then the side that does not fail is kept", () => {
    const body = `${SCHEDULED}tasks:
  - id: t
    type: a.Task
    assets:
      inputs: [{ id: "d_{{ trigger.date }}" }]
      outputs: [{ id: "{{ trigger is defined ? 'auto' : 'manual' }}" }]
`;
    const flow = resolved(body);
    expect(lines(flow)).toEqual([
      "d_* (pattern) -> auto (choice) {branch: started by a trigger}",
      "-> manual (choice) {branch: not started by a trigger}",
    ]);
    expect(gaps(flow)).toEqual([]);
  });
});

const BY_TRIGGER = "{branch: started by a trigger}";
const loads = (sides: string) => `tasks:\n  - { id: t, type: a.Task, assets: { ${sides} } }\n`;

describe("given an expression with the trigger in another field than an id", () => {
  const DATE = '"{{ trigger.date }}"';

  test.each([
    `metadata: { day: ${DATE} }`,
    `metadata: { days: [{ first: ${DATE} }] }`,
    `metadata: { "day_{{ trigger.date }}": x }`,
    `metadata: { day: "{{ trigger.date == 'x' ? 1 : 2 }}" }`,
    `description: "{% if trigger.date is empty %}x{% endif %}"`,
    `displayName: ${DATE}`,
    `type: ${DATE}`,
    `owner: ${DATE}`,
  ])("when an output has %s, then its id depends on the start", (field) => {
    const flow = resolved(SCHEDULED + loads(`inputs: [{ id: in }], outputs: [{ id: o, ${field} }]`));
    expect(lines(flow)).toEqual([`in -> o (choice) ${BY_TRIGGER}`]);
    expect(gaps(flow)).toEqual([]);
  });

  test("when an input has it, then its id depends on the start, and that of the output does not", () => {
    expect(
      bundles(SCHEDULED + loads(`inputs: [{ id: in, namespace: ${DATE} }], outputs: [{ id: o }]`)),
    ).toEqual([`in (choice) -> o ${BY_TRIGGER}`]);
  });

  test("when the list has a further id, then it depends on the start, and the start by hand is a case", () => {
    const outputs = `[{ id: o, description: ${DATE} }, { id: p }]`;
    expect(bundles(SCHEDULED + loads(`inputs: [{ id: in }], outputs: ${outputs}`))).toEqual([
      `in -> o (choice), p (choice) ${BY_TRIGGER}`,
      "in ->  {branch: not started by a trigger}",
    ]);
  });

  test.each([
    [`outputs: [{ id: o, description: ${DATE} }]`, "-> o (choice)"],
    [
      `inputs: [{ id: "i_{{ trigger.date }}" }], outputs: [{ id: o, description: ${DATE} }]`,
      "i_* (pattern) -> o (choice)",
    ],
  ])("when other executions lose all ids of %s, then the known ids depend on the start", (sides, line) => {
    expect(bundles(SCHEDULED + loads(sides))).toEqual([`${line} ${BY_TRIGGER}`]);
  });

  test.each(["trigger.date ?? 'none'", "trigger is defined ? trigger.date : 'none'"])(
    "when it is %s, which does not fail, then the start does not matter",
    (expression) => {
      const output = `{ id: o, description: "{{ ${expression} }}" }`;
      expect(bundles(SCHEDULED + loads(`inputs: [{ id: in }], outputs: [${output}]`))).toEqual(["in -> o"]);
    },
  );

  test("when the task runs only after a start by hand, then it is an error", () => {
    const sides = `inputs: [{ id: in }], outputs: [{ id: o, description: ${DATE} }]`;
    const flow = resolved(
      SCHEDULED + loads(sides).replace("assets:", 'runIf: "{{ trigger is not defined }}", assets:'),
    );
    expect(lines(flow)).toEqual(["in ->  {branch: not started by a trigger}"]);
    expect(gaps(flow).map((gap) => gap.replace(/^error \S+ /, ""))).toEqual([
      'the outputs are dropped because an expression fails: the variable "trigger" is not defined',
    ]);
  });

  test("when it fails only without an optional input too, then both are choices", () => {
    const output = `{ id: o, description: "{{ inputs.day ?? trigger.date }}" }`;
    const body = `inputs: [{ id: day, type: STRING, required: false }]\n${SCHEDULED}`;
    expect(bundles(body + loads(`inputs: [{ id: in }], outputs: [${output}]`))).toEqual([
      "in -> o (choice) {inputs.day is set (choice)}",
      `in -> o (choice) {inputs.day is not set (choice)} ${BY_TRIGGER}`,
    ]);
  });

  test("when the trigger passes inputs, then the executions by hand lose the list too", () => {
    const triggers = SCHEDULED.replace("cron:", "inputs: { mode: day }, cron:");
    const body = `inputs: [{ id: mode, type: STRING, defaults: full }]\n${triggers}`;
    const flow = resolved(body + loads(`inputs: [{ id: in }], outputs: [{ id: o, description: ${DATE} }]`));
    expect(lines(flow)).toEqual([`in -> o (choice) ${BY_TRIGGER}`]);
    expect(gaps(flow)).toEqual([]);
    const id = "o_{{ inputs.mode }}";
    expect(
      bundles(body + loads(`inputs: [{ id: in }], outputs: [{ id: "${id}", description: ${DATE} }]`)),
    ).toEqual(["in -> o_day (choice) {started by the trigger daily} {inputs.mode = day (choice)}"]);
  });

  test("when a flow is never started by hand, then the start does not matter", () => {
    const sides = `inputs: [{ id: in }], outputs: [{ id: "o_{{ trigger.date }}" }, { id: p, description: ${DATE} }]`;
    expect(bundles(SCHEDULED + loads(sides), { internal: ["company/f"] })).toEqual([
      "in -> o_* (pattern), p",
    ]);
  });

  test("when the flow has no triggers, then only a call sets what belongs to the caller", () => {
    const of = (expression: string) =>
      resolved(loads(`inputs: [{ id: in }], outputs: [{ id: o, description: "{{ ${expression} }}" }]`));
    expect(lines(of("trigger.flowId"))).toEqual(["in -> o (choice) {branch: called by another flow}"]);
    expect(lines(of("trigger.date"))).toEqual(["in ->"]);
    expect(gaps(of("trigger.date"))).toEqual([
      'error 4:96 the outputs are dropped because an expression fails: the variable "trigger" is not defined',
    ]);
  });

  test.each([
    ["1.x", "in -> o (choice) {branch: started by a schedule}"],
    ["2.0", "in ->"],
  ] as const)("when it is `schedule` in %s, then the same holds", (line, expected) => {
    const output = '{ id: o, description: "{{ schedule.date }}" }';
    expect(bundles(SCHEDULED + loads(`inputs: [{ id: in }], outputs: [${output}]`), { line })).toEqual([
      expected,
    ]);
  });

  test("when it is `files`, then only unit tests keep the list", () => {
    const output = `{ id: o, description: "{{ files['a'] }}" }`;
    expect(bundles(loads(`inputs: [{ id: in }], outputs: [${output}]`))).toEqual([
      "in -> o (choice) {branch: run by a unit test with files}",
    ]);
  });
});

describe("given a flow without triggers", () => {
  test.each([
    ["{{ trigger is defined ? 'auto' : 'manual' }}", "manual"],
    ["day-{{ trigger.date ?? 'none' }}", "day-none"],
    ["{{ schedule is defined ? 'auto' : 'manual' }}", "manual"],
  ])("when an id is %s, then the trigger is absent and the id is certain", (id, expected) => {
    expect(bundles(writes(id))).toEqual([`in -> ${expected}`]);
  });

  test("when an id needs the trigger, then it is an error", () => {
    const flow = resolved(writes("t_{{ trigger.date }}"));
    expect(gaps(flow)).toEqual([
      'error 4:82 the outputs are dropped because an expression fails: the variable "trigger" is not defined',
    ]);
  });

  test("when an id needs the calling flow, then it is a pattern", () => {
    expect(bundles(writes("from-{{ trigger.flowId }}"))).toEqual([
      "in -> from-* (pattern) {branch: called by another flow}",
    ]);
  });
});

test.each([
  [
    "1.x",
    [
      "in -> a (choice) {branch: started by a schedule}",
      "in -> b (choice) {branch: not started by a schedule}",
    ],
  ],
  ["2.0", ["in -> b"]],
] as const)("given a Schedule in %s, when resolved, then `schedule` exists in 1.x only", (line, expected) => {
  expect(bundles(SCHEDULED + writes("{{ schedule is defined ? 'a' : 'b' }}"), { line })).toEqual(expected);
});

test.each(["1.x", "2.0"] as const)(
  "given a top-level task (%s), when resolved, then `parents` is an empty list",
  (line) => {
    expect(bundles(writes("{{ parents is defined ? 'a' : 'b' }}-{{ parents | length }}"), { line })).toEqual([
      "in -> a-0",
    ]);
    expect(bundles(writes("{{ parent is defined ? 'a' : 'b' }}"), { line })).toEqual(["in -> b"]);
  },
);

test.each(["kestra", "namespace", "trace"])(
  "given the variable %s, when tested for existence, then the answer is unknown",
  (name) => {
    expect(bundles(writes(`{{ ${name} is defined ? 'a' : 'b' }}-x`))).toEqual(["in -> *-x (pattern)"]);
  },
);

test("given `files`, when tested for existence, then only unit tests have it", () => {
  expect(bundles(writes("{{ files is defined ? 'a' : 'b' }}"))).toEqual([
    "in -> a (choice) {branch: run by a unit test with files}",
    "in -> b (choice) {branch: not run by a unit test with files}",
  ]);
});
