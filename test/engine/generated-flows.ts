import fc from "fast-check";
import { stringify } from "yaml";
import type { KestraLine } from "../../src/flows/flow.ts";
import type { Job } from "./jobs.ts";

/*
 * Random flows, the same ones for the same seed: inputs, variables, conditions and nested loops, with ids that read all
 * of them. They use only values that both our result and the engine know without a run.
 */

type Yaml = Readonly<Record<string, unknown>>;

const WORDS = ["orders", "Items", "stg", "a-b", "x_1", "007", "eu", "v1.2"];
const word = fc.constantFrom(...WORDS);

/** Expressions that can stand anywhere in a flow. `s` is a text, `c` a SELECT, `b` a BOOL, `n` an INT. */
const ANYWHERE = [
  "{{ inputs.s }}",
  "{{ inputs.s | slugify }}",
  "{{ inputs.s | upper | replace({'-': '_'}) }}",
  "{{ inputs.c }}",
  "{{ inputs.c == 'eu' ? 'europe' : inputs.c }}",
  "{{ inputs.b ? 'yes' : 'no' }}",
  "{{ inputs.b and inputs.n > 1 }}",
  "{{ inputs.n }}",
  "{{ inputs.n * 2 - 1 }}",
  "{{ inputs.n / 2 }}",
  "{{ inputs.s ~ '.' ~ inputs.n }}",
  "{{ vars.plain }}",
  "{{ vars.list[0] }}",
  "{{ vars.list | join('.') }}",
  "{{ vars.map.k }}",
  "{{ render(vars.over) }}",
  "{{ vars.missing ?? 'none' }}",
  "{{ (vars.missing ?? inputs.s) | lower }}",
  "{% if inputs.b %}on{% else %}off{% endif %}",
  "{% for x in vars.list %}{{ x }}{% endfor %}",
  "{{ flow.id }}.{{ task.id }}",
  "{{ inputs.s | length }}",
  "{{ inputs.s | abbreviate(4) | slugify }}",
  "{{ range(1, inputs.n) | length }}",
  "{{ vars.list contains inputs.c }}",
  "{{ inputs.c isIn vars.list }}",
  "{{ vars.map | keys | first }}",
  "{{ max(inputs.n, 3) }}",
  "{{ inputs.s | substringBefore('-') }}",
  "{{ inputs.s | split('-') | last }}",
];
const CONDITIONS = [
  "{{ inputs.b }}",
  "{{ not inputs.b }}",
  "{{ inputs.c == 'eu' }}",
  "{{ inputs.n >= 2 }}",
  "{{ inputs.n % 2 }}",
  "{{ inputs.s contains 'o' }}",
  "{{ inputs.c != 'us' and inputs.b }}",
  "{{ vars.list contains inputs.c or inputs.n < 0 }}",
];
const VALUES: readonly unknown[] = [
  ["a", "b"],
  ["x", 1, 2.5],
  ["same", "same", "other"],
  "{{ vars.list }}",
  "{{ range(1, 2) }}",
  '["p", {"k": "v"}]',
  ["{{ inputs.s }}", "fix"],
];

/** Ways to read the item from a task with that many loops above it. */
function items(line: KestraLine, loops: number, inIf: boolean): string[] {
  if (loops === 0) return [];
  if (line === "2.0")
    return [
      "{{ item.value | slugify }}",
      "{{ item.index }}",
      ...(loops > 1 ? ["{{ item.parent.value | slugify }}", "{{ item.parents[0].value | slugify }}"] : []),
    ];
  const own = inIf ? "parent.taskrun.value" : "taskrun.value";
  const outer = inIf ? "parents[1].taskrun.value" : "parent.taskrun.value";
  return [`{{ ${own} | slugify }}`, ...(loops > 1 ? [`{{ ${outer} | slugify }}`] : [])];
}

/** Task ids are given afterwards, in the order of the tasks. */
function leaf(line: KestraLine, loops: number, inIf: boolean): fc.Arbitrary<Yaml> {
  const part = fc.constantFrom(...ANYWHERE, ...items(line, loops, inIf), ...items(line, loops, inIf));
  const id = fc.tuple(word, part, part).map(([start, one, other]) => `${start}_${one}-${other}`);
  return fc
    .record({ reads: fc.array(id, { maxLength: 2 }), writes: fc.array(id, { minLength: 1, maxLength: 2 }) })
    .map(({ reads, writes }) => ({
      type: "io.kestra.plugin.core.log.Log",
      message: "x",
      assets: {
        ...(reads.length > 0 && { inputs: reads.map((name) => ({ id: name })) }),
        outputs: writes.map((name) => ({ id: name, type: "TABLE" })),
      },
    }));
}

function tasks(line: KestraLine, depth: number, loops: number): fc.Arbitrary<Yaml[]> {
  const one: fc.Arbitrary<Yaml>[] = [leaf(line, loops, false), leaf(line, loops, false)];
  one.push(
    fc
      .tuple(fc.constantFrom(...CONDITIONS), leaf(line, loops, true), leaf(line, loops, true))
      .map(([condition, yes, no]) => ({
        type: "io.kestra.plugin.core.flow.If",
        condition,
        // biome-ignore lint/suspicious/noThenProperty: the name of Kestra's property.
        then: [yes],
        else: [no],
      })),
  );
  if (depth > 0) {
    const type = line === "2.0" ? "io.kestra.plugin.core.flow.Loop" : "io.kestra.plugin.core.flow.ForEach";
    one.push(
      fc
        .tuple(fc.constantFrom(...VALUES), tasks(line, depth - 1, loops + 1))
        .map(([values, inner]) => ({ type, values, tasks: inner })),
    );
  }
  return fc.array(fc.oneof(...one), { minLength: 1, maxLength: 2 });
}

function withIds(list: readonly Yaml[], next: { id: number }): Yaml[] {
  return list.map((task) => {
    const id = `t${next.id++}`;
    const inner = ["tasks", "then", "else"].flatMap((key) => {
      const value = task[key];
      return Array.isArray(value) ? [[key, withIds(value, next)] as const] : [];
    });
    return { id, ...task, ...Object.fromEntries(inner) };
  });
}

/** Kestra 2.0.0 loses the given inputs in a nested loop: only their defaults are left. */
function holdsLoops({ tasks: inner }: Yaml): boolean {
  return Array.isArray(inner) && inner.some((task: Yaml) => "values" in task);
}

function job(line: KestraLine): fc.Arbitrary<Job> {
  const given = fc.record(
    {
      s: word,
      c: fc.constantFrom("eu", "us", "ap"),
      b: fc.constantFrom("true", "false"),
      n: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: [] },
  );
  return fc
    .record({ s: word, n: fc.integer({ min: 1, max: 3 }), b: fc.boolean(), given, body: tasks(line, 2, 0) })
    .map(({ s, n, b, given: inputs, body }) => {
      const flow = {
        id: "generated",
        namespace: "engine",
        inputs: [
          { id: "s", type: "STRING", defaults: s },
          { id: "c", type: "SELECT", values: ["eu", "us", "ap"], defaults: "eu" },
          { id: "b", type: "BOOL", defaults: b },
          { id: "n", type: "INT", defaults: n },
        ],
        variables: { plain: "pl", list: ["eu", "l2"], map: { k: "mv" }, over: "o_{{ inputs.s }}" },
        tasks: withIds(body, { id: 1 }),
      };
      const text = stringify(flow, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
      const started = line === "2.0" && body.some(holdsLoops) ? {} : { ...inputs };
      return { flows: [text], namespace: "engine", flow: "generated", inputs: started };
    });
}

/** That many flows, always the same ones for a seed. */
export function generatedJobs(line: KestraLine, seed: number, count: number): Job[] {
  return fc.sample(job(line), { seed, numRuns: count });
}
