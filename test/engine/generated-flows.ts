import fc from "fast-check";
import { stringify } from "yaml";
import type { KestraLine } from "../../src/flows/flow.ts";
import { CONDITIONS, text } from "./generated-expressions.ts";
import type { Job } from "./jobs.ts";

/*
 * Random flows, the same ones for the same seed: inputs of every type, variables, labels, conditions, every container
 * and nested loops, with ids that read all of them. They use only values that both our result and the engine know
 * without a run.
 */

type Yaml = Readonly<Record<string, unknown>>;

const CORE = "io.kestra.plugin.core";
const WORDS = ["orders", "Items", "stg", "a-b", "x_1", "007", "eu", "v1.2"];
const word = fc.constantFrom(...WORDS);

const VALUES: readonly unknown[] = [
  ["a", "b"],
  ["x", 1, 2.5],
  ["x", 3],
  ["same", "same", "other"],
  [{ k: "v", n: 1 }, { k: "{{ inputs.s }}" }],
  [],
  "{{ vars.list }}",
  "{{ range(1, 2) }}",
  "{{ inputs.a }}",
  "{{ inputs.m }}",
  "{{ [inputs.c, 'us', inputs.c] }}",
  '["p", {"k": "v"}]',
  '["{{ inputs.s }}", "q"]',
  ["{{ inputs.s }}", "fix"],
];
const MAPS: readonly unknown[] = [
  { one: "1", two: "{{ inputs.s }}" },
  "{{ vars.map }}",
  '{"eu": "a", "us": {"host": "b"}}',
];

/** Present in one of that many cases, else null. */
function rarely<T>(some: fc.Arbitrary<T>, cases: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: cases - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });
}

/** Where a task stands. */
interface Site {
  readonly line: KestraLine;
  readonly loops: number;
  /** How many more containers may follow. */
  readonly depth: number;
  /** A Loop of 2.0.0 under `afterExecution` never ends. */
  readonly noLoops?: true;
}

/**
 * Kestra 2.0.0 starts the iterations of a nested loop with the literal defaults alone (`faults.engine.ts`): these read
 * an input without one, or one that is more than text.
 */
function isLostIn({ line, loops }: Site, template: string): boolean {
  return line === "2.0" && loops > 1 && /inputs\.(?:chain|dep|j|o|r|y)\b/.test(template);
}

/** Task ids are given afterwards, in the order of the tasks. */
function leaf(site: Site): fc.Arbitrary<Yaml> {
  const part = text(site.line, site.loops).filter((template) => !isLostIn(site, template));
  const id = fc
    .tuple(word, part, fc.option(part, { nil: "" }))
    .map(([start, one, other]) => `${start}_${one}${other}`);
  const entries = fc.record({
    reads: fc.array(id, { maxLength: 2 }),
    writes: fc.array(id, { minLength: 1, maxLength: 2 }),
    other: rarely(fc.oneof({ weight: 3, arbitrary: part }, { weight: 1, arbitrary: OF_TRIGGER }), 4),
  });
  const condition = rarely(conditionAt(site), 4);
  const shape = fc.constantFrom("list", "list", "list", "json", "expression");
  return fc
    .record({ entries, condition, disabled: rarely(fc.boolean(), 8), shape })
    .map(({ entries: { reads, writes, other }, condition: runIf, disabled, shape: as }) => ({
      type: `${CORE}.log.Log`,
      message: "x",
      ...(runIf !== null && { runIf }),
      ...(disabled !== null && { disabled }),
      assets: {
        ...(reads.length > 0 && { inputs: reads.map((name) => ({ id: name })) }),
        outputs: written(writes, as, other),
      },
    }));
}

function conditionAt(site: Site): fc.Arbitrary<string> {
  return fc.constantFrom(...CONDITIONS.filter((template) => !isLostIn(site, template)));
}

/** In a metadata value. */
const OF_TRIGGER = fc.constantFrom("{{ trigger.date }}", "{{ trigger.date ?? inputs.o.length() }}");

function written(ids: readonly string[], as: string, other: string | null): unknown {
  const entries = ids.map((id, index) => ({
    id,
    type: "TABLE",
    ...(other !== null && index === 0 && { metadata: { other } }),
  }));
  if (as === "json") return JSON.stringify(entries);
  // Kestra 1.3.0 drops a declaration with an output without a type (`faults.engine.ts`).
  if (as === "expression")
    return "{{ [{'id': inputs.s ~ '-e', 'type': 'TABLE'}, {'id': vars.plain, 'type': 'TABLE'}] }}";
  return entries;
}

function container(site: Site): fc.Arbitrary<Yaml> {
  const inner = tasks({ ...site, depth: site.depth - 1 });
  const condition = conditionAt(site);
  const of = (type: string, more: Yaml = {}) =>
    inner.map((list) => ({ type: `${CORE}.flow.${type}`, ...more, tasks: list }));
  const kinds: fc.Arbitrary<Yaml>[] = [
    of("Sequential"),
    of("Parallel"),
    of("AllowFailure"),
    // Kestra's validation allows runnable tasks alone.
    fc
      .array(leaf(site), { minLength: 1, maxLength: 2 })
      .map((list) => ({ type: `${CORE}.flow.WorkingDirectory`, tasks: list })),
    of("LoopUntil", { condition: "{{ true }}", checkFrequency: { interval: "PT0.1S", maxIterations: 2 } }),
    fc.tuple(inner, inner).map(([list, other]) => ({
      type: `${CORE}.flow.AllowFailure`,
      tasks: [...list, { type: `${CORE}.execution.Fail` }],
      errors: other,
    })),
    condition.map((value) => ({
      type: `${CORE}.execution.SetVariables`,
      variables: { plain: value },
      overwrite: true,
    })),
    fc.constant({ type: `${CORE}.flow.Pause`, pauseDuration: "PT0.05S" }),
    // With disabled tasks alone, an execution ends without waiting for containers under `finally` (`faults.engine.ts`).
    fc.tuple(inner, inner).map(([list, last]) => ({
      type: `${CORE}.flow.Sequential`,
      tasks: [{ type: `${CORE}.log.Log`, message: "x" }, ...list],
      finally: last,
    })),
    fc.tuple(inner, inner).map(([list, other]) => ({
      type: `${CORE}.flow.Sequential`,
      tasks: list,
      errors: other,
    })),
    inner.map((list) => ({ type: `${CORE}.flow.Dag`, tasks: list.map((task) => ({ task })) })),
    fc.tuple(condition, inner, inner, fc.boolean()).map(([chosen, yes, no, both]) => ({
      type: `${CORE}.flow.If`,
      condition: chosen,
      // biome-ignore lint/suspicious/noThenProperty: the name of Kestra's property.
      then: yes,
      ...(both && { else: no }),
    })),
    fc.tuple(inner, inner, inner, fc.boolean()).map(([eu, us, rest, both]) => ({
      type: `${CORE}.flow.Switch`,
      value: "{{ inputs.c }}",
      cases: { eu, us },
      ...(both && { defaults: rest }),
    })),
  ];
  if (site.noLoops) return fc.oneof(...kinds);
  const loop = tasks({ ...site, depth: site.depth - 1, loops: site.loops + 1 });
  const [type, values] =
    site.line === "2.0" ? (["Loop", [...VALUES, ...MAPS]] as const) : (["ForEach", VALUES] as const);
  const loops = fc
    .tuple(fc.constantFrom(...values), loop)
    .map(([over, list]) => ({ type: `${CORE}.flow.${type}`, values: over, tasks: list }));
  return fc.oneof({ weight: 2, arbitrary: fc.oneof(...kinds) }, { weight: 2, arbitrary: loops });
}

function tasks(site: Site): fc.Arbitrary<Yaml[]> {
  const one =
    site.depth > 0
      ? fc.oneof({ weight: 2, arbitrary: leaf(site) }, { weight: 2, arbitrary: container(site) })
      : leaf(site);
  return fc.array(one, { minLength: 1, maxLength: 2 });
}

/** Each mapping with a `type` becomes a task with an id, in the order of the file. */
function withIds(node: unknown, next: { id: number }): unknown {
  if (Array.isArray(node)) return node.map((item) => withIds(item, next));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node);
  const inner = entries.map(([key, value]) =>
    key === "assets" || key === "values" ? [key, value] : [key, withIds(value, next)],
  );
  const isTask = "type" in node && String(node.type).startsWith(CORE);
  return { ...(isTask && { id: `t${next.id++}` }), ...Object.fromEntries(inner) };
}

/** Kestra 2.0.0 loses the given inputs in nested loops (`faults.engine.ts`). */
function hasNestedLoops(node: unknown, inLoop = false): boolean {
  if (Array.isArray(node)) return node.some((item) => hasNestedLoops(item, inLoop));
  if (typeof node !== "object" || node === null) return false;
  const isLoop = "type" in node && node.type === `${CORE}.flow.Loop`;
  if (isLoop && inLoop) return true;
  return Object.values(node).some((value) => hasNestedLoops(value, inLoop || isLoop));
}

const GIVEN = fc.record(
  {
    s: word,
    c: fc.constantFrom("eu", "us", "ap"),
    b: fc.constantFrom("true", "false"),
    n: fc.integer({ min: 1, max: 4 }),
    f: fc.constantFrom("0.5", "12.25"),
    d: fc.constantFrom("2025-12-31", "2024-02-29"),
    o: word,
    a: fc.constantFrom('["z"]', '["eu", "b c"]', "[]"),
    m: fc.constantFrom('["p"]', '["q", "p"]'),
    j: fc.constantFrom('{"k": "w", "n": 2}'),
    u: fc.constantFrom("PT5S", "P2D"),
    t: fc.constantFrom("01:02:03"),
    q: fc.constantFrom("q1", "q2"),
    r: fc.constantFrom("r2"),
  },
  { requiredKeys: [] },
);

function flowInputs(s: string, n: number, b: boolean): Yaml[] {
  return [
    { id: "s", type: "STRING", defaults: s },
    { id: "c", type: "SELECT", values: ["eu", "us", "ap"], defaults: "eu" },
    { id: "b", type: "BOOL", defaults: b },
    { id: "n", type: "INT", defaults: n },
    { id: "f", type: "FLOAT", defaults: 1.1 },
    { id: "d", type: "DATE", defaults: "2024-03-10" },
    { id: "t", type: "TIME", defaults: "10:00" },
    { id: "at", type: "DATETIME", defaults: "2024-03-10T23:30:15Z" },
    { id: "u", type: "DURATION", defaults: "PT1M30.5S" },
    { id: "j", type: "JSON", defaults: '{"k": "v", "n": 3, "deep": {"x": [1, 2.0]}}' },
    { id: "y", type: "YAML", defaults: "a: 1\nb: [x, y]" },
    { id: "a", type: "ARRAY", itemType: "STRING", defaults: ["l2", "eu"] },
    { id: "m", type: "MULTISELECT", values: ["p", "q"], defaults: ["q"] },
    { id: "e", type: "EMAIL", defaults: "a@b.co" },
    { id: "o", type: "STRING", required: false },
    { id: "g.x", type: "STRING", defaults: "nested" },
    {
      id: "dep",
      type: "STRING",
      defaults: "d-{{ inputs.c }}",
      dependsOn: { inputs: ["c"], condition: "{{ inputs.c == 'eu' }}" },
    },
    {
      id: "chain",
      type: "STRING",
      defaults: "c-{{ inputs.dep }}",
      dependsOn: { inputs: ["dep", "n"], condition: "{{ inputs.n > 1 }}" },
    },
    { id: "kept", type: "STRING", defaults: "k", dependsOn: { inputs: ["chain"] } },
    { id: "q", type: "SELECT", expression: "{{ ['q1', 'q2'] }}", defaults: "q1" },
    {
      id: "r",
      type: "SELECT",
      expression: "{{ [inputs.s, 'r2'] }}",
      dependsOn: { inputs: ["s"] },
      required: false,
    },
  ];
}

function job(line: KestraLine): fc.Arbitrary<Job> {
  const site = { line, loops: 0, depth: 3 };
  const extra = rarely(tasks({ ...site, depth: 1, ...(line === "2.0" && { noLoops: true }) }), 5);
  return fc
    .record({
      s: word,
      n: fc.integer({ min: 1, max: 3 }),
      b: fc.boolean(),
      given: GIVEN,
      body: tasks(site),
      last: extra,
      after: extra,
      errors: extra,
      fails: rarely(fc.constant(true), 8),
      defaults: rarely(text(line, 0), 5),
      scheduled: fc.boolean(),
    })
    .map(({ s, n, b, given, body, last, after, errors, fails, defaults, scheduled }) => {
      const next = { id: 1 };
      const branch = (key: string, list: unknown) => (list === null ? {} : { [key]: withIds(list, next) });
      const flow = {
        id: "generated",
        namespace: "engine",
        labels: { team: "core", "a.b": "dotted" },
        inputs: flowInputs(s, n, b),
        variables: {
          plain: "pl",
          number: 42,
          list: ["eu", "l2"],
          map: { k: "mv", z: 2 },
          over: "o_{{ inputs.s }}",
          twice: "{{ vars.over }}!",
        },
        ...(scheduled && { triggers: [SCHEDULE] }),
        ...(line === "1.x" && defaults !== null && { pluginDefaults: pluginDefaults(defaults, b) }),
        tasks: [
          { id: "first", type: `${CORE}.debug.Return`, format: "f-{{ inputs.s }}" },
          ...(withIds(body, next) as Yaml[]),
          ...(fails === null ? [] : [{ id: "fails", type: `${CORE}.execution.Fail` }]),
        ],
        ...branch("errors", errors),
        ...branch("finally", last),
        ...branch("afterExecution", after),
      };
      const yaml = stringify(flow, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
      const inputs = line === "2.0" && hasNestedLoops(flow) ? {} : { ...given };
      // The state of an execution is final before the tasks under `afterExecution` start.
      return {
        flows: [yaml],
        namespace: "engine",
        flow: "generated",
        inputs,
        settle: after === null ? 0 : 1500,
      };
    });
}

const SCHEDULE = { id: "yearly", type: `${CORE}.trigger.Schedule`, cron: "0 5 1 1 *", disabled: true };

function pluginDefaults(id: string, forced: boolean): Yaml[] {
  const type = `${CORE}.log.Log`;
  return [
    { type, values: { assets: { inputs: [{ id: `pd_${id}` }] } } },
    { type, forced, values: { assets: { outputs: [{ id: "of_all", type: "TABLE" }] } } },
  ];
}

/** That many flows, always the same ones for a seed. */
export function generatedJobs(line: KestraLine, seed: number, count: number): Job[] {
  return fc.sample(job(line), { seed, numRuns: count });
}
