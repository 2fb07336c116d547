import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assumptionText } from "../../src/model/assumption.ts";
import type { Inventory } from "../../src/model/model.ts";
import { linkedInventoryOf } from "./linked.ts";
import type { RepositoryFiles } from "./repository.ts";

/** A flow in the namespace `n`, given without its `id` and `namespace`. */
function flow(id: string, body: string): RepositoryFiles {
  return { [`${id}.yaml`]: `id: ${id}\nnamespace: n\n${body}` };
}

/** A task that reads `in-X` and writes `out-X`. */
const copies = (x: string) =>
  `tasks: [{id: t, type: x, assets: {inputs: [{id: "in-${x}"}], outputs: [{id: "out-${x}"}]}}]\n`;

const calls = (id: string, to: string, inputs: string, rest = "") =>
  flow(
    id,
    `tasks: [{id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: ${to}, inputs: ${inputs}${rest}}]\n`,
  );

/** The bundles of a flow, one line each. */
function bundlesOf(inventory: Inventory, id: string): string[] {
  return inventory.bundles
    .filter((bundle) => bundle.flow === id)
    .map(({ inputs, outputs, assumptions }) => {
      const ids = (entries: typeof inputs) =>
        entries.map((entry) => `${entry.id} ${entry.certainty}`).join(", ");
      return `${ids(inputs)} -> ${ids(outputs)} {${assumptions.map(assumptionText).join("; ")}}`;
    });
}

const gapsOf = ({ gaps }: Inventory, id: string) =>
  gaps.filter((gap) => gap.flow === id).map(({ kind, message }) => `${kind}: ${message}`);

const LOAD = flow("load", `inputs: [{id: zone, type: STRING, defaults: eu}]\n${copies("{{ inputs.zone }}")}`);

describe("calls with arguments", () => {
  test("given a call with a literal, then the flow has its default and the argument", () => {
    const inventory = linkedInventoryOf({ ...LOAD, ...calls("night", "load", "{zone: apac}") });
    expect(bundlesOf(inventory, "load")).toEqual([
      "in-apac choice -> out-apac choice {called by call in n/night; inputs.zone = apac (choice)}",
      "in-eu default -> out-eu default {inputs.zone = eu (default)}",
    ]);
  });

  test("given a call in a loop, then each item is an argument of its own", () => {
    const loop = flow(
      "night",
      "tasks:\n" +
        "  - id: each\n    type: io.kestra.plugin.core.flow.ForEach\n    values: [a, b]\n    tasks:\n" +
        "      - {id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: {zone: '{{ taskrun.value }}'}}\n",
    );
    const ids = bundlesOf(linkedInventoryOf({ ...LOAD, ...loop }), "load").map((line) => line.split(" {")[0]);
    expect(ids).toEqual([
      "in-a choice -> out-a choice",
      "in-b choice -> out-b choice",
      "in-eu default -> out-eu default",
    ]);
  });

  test("given two calls with one argument, then one case counts both", () => {
    const inventory = linkedInventoryOf({
      ...LOAD,
      ...calls("night", "load", "{zone: apac}"),
      ...calls("day", "load", "{zone: apac}"),
    });
    expect(bundlesOf(inventory, "load")[0]).toBe(
      "in-apac choice -> out-apac choice {called by call in n/day and 1 other task; inputs.zone = apac (choice)}",
    );
  });

  test("given a call with the default or without arguments, then only the default is there", () => {
    const inventory = linkedInventoryOf({
      ...LOAD,
      ...calls("night", "load", "{zone: eu}"),
      ...calls("day", "load", "{}"),
    });
    expect(bundlesOf(inventory, "load")).toEqual([
      "in-eu default -> out-eu default {inputs.zone = eu (default)}",
    ]);
  });

  test("given an argument with a part of the run, then the ids are patterns", () => {
    const inventory = linkedInventoryOf({
      ...LOAD,
      ...calls("night", "load", "{zone: 'z{{ execution.id }}'}"),
    });
    expect(bundlesOf(inventory, "load")).toEqual([
      "in-eu default -> out-eu default {inputs.zone = eu (default)}",
      "in-z* pattern -> out-z* pattern {called by call in n/night}",
    ]);
  });

  test("given a chain of calls, then the last flow has the argument of the first", () => {
    const middle = flow(
      "middle",
      "inputs: [{id: z, type: STRING}]\n" +
        "tasks: [{id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: {zone: '{{ inputs.z }}1'}}]\n",
    );
    const inventory = linkedInventoryOf({ ...LOAD, ...middle, ...calls("night", "middle", "{z: x}") });
    expect(bundlesOf(inventory, "load")).toContain(
      "in-x1 choice -> out-x1 choice {called by call in n/middle; inputs.zone = x1 (choice)}",
    );
  });

  test("given labels of a call, then the flow has them", () => {
    const labelled = flow("load", copies("{{ labels.team }}"));
    const inventory = linkedInventoryOf({
      ...labelled,
      ...calls("night", "load", "{}", ", labels: {team: data}"),
    });
    expect(bundlesOf(inventory, "load")).toContain(
      "in-data choice -> out-data choice {called by call in n/night; labels.team = data (choice)}",
    );
  });

  test.each([
    [
      "a value that is not offered",
      "{zone: mars}",
      "inputs: [{id: zone, type: SELECT, values: [eu, us], defaults: eu}]\n",
    ],
    [
      "no value of a required input",
      "{}",
      "inputs: [{id: zone, type: STRING, defaults: eu}, {id: day, type: DATE}]\n",
    ],
    [
      "a value of another type",
      "{zone: us, n: one}",
      "inputs: [{id: zone, type: STRING, defaults: eu}, {id: n, type: INT, defaults: 1}]\n",
    ],
    [
      "a number above the maximum",
      "{zone: us, n: 11}",
      "inputs: [{id: zone, type: STRING, defaults: eu}, {id: n, type: INT, defaults: 1, max: 10}]\n",
    ],
    [
      "a text that does not match the validator",
      "{zone: us}",
      "inputs: [{id: zone, type: STRING, defaults: eu, validator: 'e.'}]\n",
    ],
    [
      "a date before the first one",
      "{zone: us, day: '2023-12-31'}",
      "inputs: [{id: zone, type: STRING, defaults: eu}, {id: day, type: DATE, defaults: '2024-01-05', after: '2024-01-01'}]\n",
    ],
  ])("given a call with %s, then it opens no case", (_, inputs, declared) => {
    const load = flow("load", `${declared}${copies("{{ inputs.zone }}")}`);
    const lines = bundlesOf(linkedInventoryOf({ ...load, ...calls("night", "load", inputs) }), "load");
    expect(lines).toContain("in-eu default -> out-eu default {inputs.zone = eu (default)}");
    expect(lines.filter((line) => line.includes("called by"))).toEqual([]);
  });
});

test("given a call with an offered value, then it opens a case", () => {
  const load = flow(
    "load",
    `inputs: [{id: zone, type: SELECT, values: [eu, us]}]\n${copies("{{ inputs.zone }}-{{ trigger.taskId }}")}`,
  );
  const lines = bundlesOf(linkedInventoryOf({ ...load, ...calls("night", "load", "{zone: us}") }), "load");
  expect(lines).toContain(
    "in-us-call choice -> out-us-call choice {called by call in n/night; inputs.zone = us (choice)}",
  );
});

describe("outputs of called flows", () => {
  const callee = flow(
    "load",
    "inputs: [{id: zone, type: STRING}]\ntasks: [{id: t, type: x}]\noutputs: [{id: table, type: STRING, value: 'raw_{{ inputs.zone }}'}]\n",
  );
  const caller = (rest: string) =>
    flow(
      "night",
      "tasks:\n" +
        `  - {id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: {zone: eu}${rest}}\n` +
        "  - {id: t, type: x, assets: {inputs: [{id: '{{ outputs.call.outputs.table }}'}], outputs: [{id: mart}]}}\n",
    );

  test("given a call that waits, then the caller reads what the flow outputs", () => {
    expect(bundlesOf(linkedInventoryOf({ ...callee, ...caller("") }), "night")).toEqual([
      "raw_eu exact -> mart exact {}",
    ]);
  });

  test("given a call that does not wait, then the output is unknown", () => {
    expect(bundlesOf(linkedInventoryOf({ ...callee, ...caller(", wait: false") }), "night")).toEqual([
      " -> mart exact {}",
    ]);
  });
});

describe("triggers that bring values", () => {
  test("given a webhook with inputs, then a literal is a case, and what the request has is a hole", () => {
    const inventory = linkedInventoryOf(
      flow(
        "load",
        "inputs: [{id: zone, type: STRING, defaults: eu}, {id: key, type: STRING, defaults: k}]\n" +
          "triggers: [{id: hook, type: io.kestra.plugin.core.trigger.Webhook, key: x, inputs: {zone: apac, key: 'r{{ trigger.body.key }}'}}]\n" +
          copies("{{ inputs.zone }}-{{ inputs.key }}"),
      ),
    );
    expect(bundlesOf(inventory, "load")).toEqual([
      "in-apac-* pattern -> out-apac-* pattern {started by the trigger hook; inputs.zone = apac (choice)}",
      "in-eu-k choice -> out-eu-k choice {branch: not started by a trigger; inputs.zone = eu (default); inputs.key = k (default)}",
    ]);
  });

  test("given a webhook with a value that a call could not pass, then it is a case: triggers skip the check", () => {
    const inventory = linkedInventoryOf(
      flow(
        "load",
        "inputs: [{id: zone, type: SELECT, values: [eu], defaults: eu}]\n" +
          "triggers: [{id: hook, type: io.kestra.plugin.core.trigger.Webhook, key: x, inputs: {zone: mars}}]\n" +
          copies("{{ inputs.zone }}"),
      ),
    );
    expect(bundlesOf(inventory, "load")[1]).toBe(
      "in-mars choice -> out-mars choice {started by the trigger hook; inputs.zone = mars (choice)}",
    );
  });

  test("given a schedule with inputs, then its values are cases", () => {
    const inventory = linkedInventoryOf(
      flow(
        "load",
        "inputs: [{id: zone, type: STRING, defaults: eu}]\n" +
          "triggers: [{id: daily, type: io.kestra.plugin.core.trigger.Schedule, cron: '@daily', inputs: {zone: apac}}]\n" +
          copies("{{ inputs.zone }}"),
      ),
    );
    expect(bundlesOf(inventory, "load")).toEqual([
      "in-apac choice -> out-apac choice {started by the trigger daily; inputs.zone = apac (choice)}",
      "in-eu default -> out-eu default {inputs.zone = eu (default)}",
    ]);
  });

  test("given a Flow trigger, then it passes on each output of the flow before", () => {
    const inventory = linkedInventoryOf({
      ...flow(
        "extract",
        "inputs: [{id: mode, type: SELECT, values: [full, delta], defaults: delta}]\ntasks: [{id: t, type: x}]\n" +
          "outputs: [{id: table, type: STRING, value: 'raw_{{ inputs.mode }}'}]\n",
      ),
      ...flow(
        "audit",
        "triggers: [{id: after, type: io.kestra.plugin.core.trigger.Flow, preconditions: {id: p, flows: [{namespace: n, flowId: extract}]}}]\n" +
          "tasks: [{id: t, type: x, assets: {inputs: [{id: '{{ trigger.outputs.table }}'}], outputs: [{id: 'audit_{{ trigger.flowId }}'}]}}]\n",
      ),
    });
    expect(bundlesOf(inventory, "audit")).toEqual([
      "raw_delta choice -> audit_extract choice {started by the trigger after after n/extract}",
      "raw_full choice -> audit_extract choice {started by the trigger after after n/extract}",
    ]);
  });
});

test("given a Flow trigger with dependsOn, then outputs stand alone and under their namespace and flow", () => {
  const inventory = linkedInventoryOf({
    ...flow("extract", "tasks: [{id: t, type: x}]\noutputs: [{id: table, type: STRING, value: raw}]\n"),
    ...flow(
      "audit",
      "triggers: [{id: after, type: io.kestra.plugin.core.trigger.Flow, dependsOn: [{namespace: n, flowId: extract}]}]\n" +
        "tasks: [{id: t, type: x, assets: {outputs: [{id: 'a-{{ trigger.outputs.n.extract.table }}'}, {id: 'b-{{ trigger.outputs.table }}'}]}}]\n",
    ),
  });
  expect(bundlesOf(inventory, "audit")).toEqual([
    " -> a-raw choice, b-raw choice {started by the trigger after after n/extract}",
  ]);
});

test("given a Flow trigger after a flow of this and one of another repository, then both start it", () => {
  const inventory = linkedInventoryOf({
    ...flow("extract", "tasks: [{id: t, type: x}]\noutputs: [{id: table, type: STRING, value: raw}]\n"),
    ...flow(
      "audit",
      "triggers: [{id: after, type: io.kestra.plugin.core.trigger.Flow, preconditions: {id: p, flows: [{namespace: n, flowId: extract}, {namespace: other, flowId: far}]}}]\n" +
        "tasks: [{id: t, type: x, assets: {outputs: [{id: 'a-{{ trigger.outputs.table }}'}]}}]\n",
    ),
  });
  expect(bundlesOf(inventory, "audit")).toEqual([
    " -> a-* pattern {started by the trigger after}",
    " -> a-raw choice {started by the trigger after after n/extract}",
  ]);
});

describe("bounds of calls", () => {
  test("given recursion with ever new arguments, then it ends with a pattern and a gap", () => {
    const recursive = flow(
      "load",
      "inputs: [{id: zone, type: STRING, defaults: a}]\n" +
        "tasks:\n" +
        "  - {id: t, type: x, assets: {outputs: [{id: 'out-{{ inputs.zone }}'}]}}\n" +
        "  - {id: again, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: {zone: '{{ inputs.zone }}a'}}\n",
    );
    const inventory = linkedInventoryOf(recursive);
    const ids = inventory.assets.map(({ id }) => id);
    expect(ids).toContain(`out-${"a".repeat(17)}`);
    expect(ids).toContain("out-*");
    expect(ids).toHaveLength(18);
    expect(gapsOf(inventory, "load")).toEqual([
      "bound: calls nested deeper than 16 levels: their arguments are left open",
    ]);
  });

  test("given recursion with equal arguments, then it adds no case", () => {
    const recursive = flow(
      "load",
      "inputs: [{id: zone, type: STRING, defaults: a}]\n" +
        "tasks:\n" +
        "  - {id: t, type: x, assets: {outputs: [{id: 'out-{{ inputs.zone }}'}]}}\n" +
        "  - {id: again, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: {zone: '{{ inputs.zone }}'}}\n",
    );
    const inventory = linkedInventoryOf(recursive);
    expect(inventory.assets.map(({ id }) => id)).toEqual(["out-a"]);
    expect(inventory.gaps).toEqual([]);
  });

  test("given more calls than cases, then the ids are patterns and a gap says so", () => {
    const callers = Array.from({ length: 11 }, (_, at) => calls(`c${at}`, "load", `{zone: z${at}}`));
    const inventory = linkedInventoryOf(Object.assign({}, LOAD, ...callers), { maxCases: 10 });
    expect(inventory.assets.map(({ id }) => id)).toEqual(["in-*", "in-eu", "out-*", "out-eu"]);
    expect(gapsOf(inventory, "load")).toEqual([
      "bound: calls with more than 10 different arguments: their arguments are left open",
    ]);
  });
});

describe("sizes of repositories", () => {
  const recursive = (id: string, to: string) =>
    flow(
      id,
      "inputs: [{id: zone, type: STRING, defaults: a}]\n" +
        "tasks:\n" +
        `  - {id: t, type: x, assets: {outputs: [{id: '${id}-{{ inputs.zone }}'}]}}\n` +
        `  - {id: next, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: ${to}, inputs: {zone: '{{ inputs.zone }}b'}}\n`,
    );

  test("given two flows that call each other with ever new arguments, then both end with a gap", () => {
    const inventory = linkedInventoryOf({ ...recursive("one", "two"), ...recursive("two", "one") });
    for (const id of ["one", "two"]) {
      expect(inventory.assets.map((asset) => asset.id)).toContain(`${id}-*`);
      expect(gapsOf(inventory, id)).toEqual([
        "bound: calls nested deeper than 16 levels: their arguments are left open",
      ]);
    }
  });

  test("given a ring of flows that call one another, then each has the arguments of those before, and a gap", () => {
    const size = 50;
    const ring = Array.from({ length: size }, (_, at) => recursive(`f${at}`, `f${(at + 1) % size}`));
    const inventory = linkedInventoryOf(Object.assign({}, ...ring));
    const ofFirst = inventory.assets.flatMap(({ id }) => (id.startsWith("f0-") ? [id] : []));
    expect(ofFirst).toHaveLength(18);
    expect(ofFirst).toContain("f0-*");
    expect(inventory.gaps).toHaveLength(size);
  });

  test("given a ring of 1,000 flows, then the evaluation budget ends it: each has a pattern, and a gap", () => {
    const size = 1000;
    const ring = Array.from({ length: size }, (_, at) => recursive(`f${at}`, `f${(at + 1) % size}`));
    const inventory = linkedInventoryOf(Object.assign({}, ...ring));
    const ids = new Set(inventory.assets.map(({ id }) => id));
    expect(Array.from({ length: size }, (_, at) => `f${at}`).filter((id) => !ids.has(`${id}-a`))).toEqual([]);
    expect(Array.from({ length: size }, (_, at) => `f${at}`).filter((id) => !ids.has(`${id}-*`))).toEqual([]);
    expect(inventory.gaps).toHaveLength(size);
    expect(new Set(inventory.gaps.map(({ kind, message }) => `${kind}: ${message}`))).toEqual(
      new Set(["bound: the links between flows take too many evaluation steps: the rest is left open"]),
    );
  });

  test("given a caller with more items than cases, then the argument is open, with a gap at the caller", () => {
    const items = Array.from({ length: 10_000 }, (_, at) => `i${at}`).join(", ");
    const loop = flow(
      "night",
      `tasks:\n  - id: each\n    type: io.kestra.plugin.core.flow.ForEach\n    values: [${items}]\n    tasks:\n` +
        "      - {id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load, inputs: {zone: '{{ taskrun.value }}'}}\n",
    );
    const inventory = linkedInventoryOf({ ...LOAD, ...loop });
    expect(inventory.assets.map(({ id }) => id)).toEqual(["in-*", "in-eu", "out-*", "out-eu"]);
    expect(gapsOf(inventory, "night")).toEqual([
      "bound: too many cases of a call: its arguments become patterns",
    ]);
  });

  test("given outputs that go around in a ring, then linking stops with a gap", () => {
    const echo = (id: string, to: string) =>
      flow(
        id,
        `tasks:\n  - {id: c, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: ${to}}\n` +
          "outputs: [{id: o, type: STRING, value: 'x{{ outputs.c.outputs.o ?? 0 }}'}]\n",
      );
    const inventory = linkedInventoryOf({ ...echo("one", "two"), ...echo("two", "one") });
    expect(gapsOf(inventory, "one")).toEqual([
      "bound: the links between flows still change after 40 rounds: the rest is left open",
    ]);
  });
});

describe("internal flows", () => {
  test("given calls, then the default of the called flow is none of its cases", () => {
    const files = { ...LOAD, ...calls("night", "load", "{zone: apac}") };
    expect(bundlesOf(linkedInventoryOf(files, { internal: ["n/load"] }), "load")).toEqual([
      "in-apac choice -> out-apac choice {called by call in n/night; inputs.zone = apac (choice)}",
    ]);
  });

  test("given no call, then the flow keeps its default", () => {
    expect(bundlesOf(linkedInventoryOf(LOAD, { internal: ["n.load"] }), "load")).toEqual([
      "in-eu default -> out-eu default {inputs.zone = eu (default)}",
    ]);
  });
});

describe("labels that are inherited", () => {
  const labelled = (rest: string) => ({
    ...flow("load", copies("{{ labels.team }}")),
    ...flow(
      "night",
      "labels: {team: data}\n" +
        `tasks: [{id: call, type: io.kestra.plugin.core.flow.Subflow, namespace: n, flowId: load${rest}}]\n`,
    ),
  });

  test("given inheritLabels, then the called flow has the labels of its caller", () => {
    expect(bundlesOf(linkedInventoryOf(labelled(", inheritLabels: true")), "load")).toContain(
      "in-data choice -> out-data choice {called by call in n/night; labels.team = data (choice)}",
    );
  });

  test("given a label of the call besides, then that one counts", () => {
    const lines = bundlesOf(
      linkedInventoryOf(labelled(", inheritLabels: true, labels: {team: ops}")),
      "load",
    );
    expect(lines.join()).toContain("out-ops choice");
    expect(lines.join()).not.toContain("out-data");
  });

  test("given none of them, then the label is open", () => {
    expect(bundlesOf(linkedInventoryOf(labelled("")), "load").join()).not.toContain("data");
  });
});

const zone = fc.constantFrom("eu", "apac", "x{{ execution.id }}", "{{ inputs.none }}");

const edgesOf = ({ bundles }: Inventory) =>
  bundles.flatMap(({ inputs, outputs }) => inputs.flatMap((a) => outputs.map((b) => `${a.id} -> ${b.id}`)));

test("given any callers, when one more is added, then no edge is lost", () => {
  const repository = (zones: readonly string[]) =>
    linkedInventoryOf(
      Object.assign({}, LOAD, ...zones.map((passed, at) => calls(`c${at}`, "load", `{zone: "${passed}"}`))),
    );
  fc.assert(
    fc.property(fc.array(zone, { maxLength: 4 }), zone, (zones, added) => {
      const after = new Set(edgesOf(repository([...zones, added])));
      for (const edge of edgesOf(repository(zones))) expect(after).toContain(edge);
    }),
    { numRuns: 50 },
  );
});
