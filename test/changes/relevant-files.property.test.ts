import fc from "fast-check";
import { expect, test } from "vitest";
import { affectedBy } from "../../src/changes/affected.ts";
import { changeReport } from "../../src/changes/change-report.ts";
import {
  type Comparison,
  compareFlowStates,
  impactOfDifference,
  impactOfFiles,
} from "../../src/changes/comparison.ts";
import { type FlowState, type KnownFiles, stateFileKey } from "../../src/changes/flow-state.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { FileResult } from "../../src/model/declared.ts";
import { summaryOf } from "../../src/model/file-summary.ts";
import { contentIdOf } from "../../src/util/content-id.ts";

/*
 * A comparison of the relevant files of a change gives the same results as a comparison of all files.
 */

/**
 * Few ids, so that files often share them: equal and similar ids, overlapping patterns, and one without literal text.
 */
const IDS = [
  "a",
  "b",
  "c",
  "d",
  "e",
  "A",
  "s-1",
  "s-{{ outputs.t.x }}",
  "{{ outputs.t.y }}-1",
  "{{ outputs.t.z }}",
  "s-{{ inputs.q }}",
];
const ids = fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 3 });

interface Task {
  readonly id: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly type: string;
  readonly owner: string;
  readonly auto: boolean;
}

interface Flow {
  readonly id: string;
  readonly comment: string;
  readonly owner: string;
  readonly tasks: readonly Task[];
  /** The called flow. The argument is `a`, or the tables found by a query if `finds` is set. */
  readonly calls?: string;
  readonly finds?: boolean;
}

const flow: fc.Arbitrary<Flow | "broken"> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      id: fc.constantFrom("one", "two", "three", "four", "five"),
      comment: fc.constantFrom("", "", "# edited\n"),
      owner: fc.constantFrom("", "ann", "bob"),
      calls: fc.constantFrom("", "", "", "", "", "one", "two", "three"),
      finds: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
      tasks: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom("t", "u"),
          inputs: ids,
          outputs: ids,
          type: fc.constantFrom("", "Table", "File"),
          owner: fc.constantFrom("", "cleo"),
          auto: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
        }),
        { maxLength: 2, selector: ({ id }) => id },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant("broken" as const) },
);

function textOf(file: Flow | "broken"): string {
  if (file === "broken") return "id: [\nnamespace: x\ntasks:\n";
  const { id, comment, owner, tasks, calls = "", finds = false } = file;
  const call = `{id: c, type: io.kestra.plugin.core.flow.Subflow, namespace: x, flowId: ${calls}, inputs: {q: '${finds ? "{{ item.value }}" : "a"}'}}`;
  const loop = `  - id: l\n    type: io.kestra.plugin.core.flow.Loop\n    values: '{{ assets(type="Table") | jq(".[].id") }}'\n    tasks:\n      - ${calls ? call : "{id: n, type: y.Z}"}\n`;
  const calling = finds ? loop : calls && `  - ${call}\n`;
  const entries = (ids: readonly string[], more: string) =>
    ids.map((id) => `{id: "${id}"${more}}`).join(", ");
  const texts = tasks.map(
    (task) => `  - id: ${task.id}
    type: y.Z
    assets:
${task.auto ? "      enableAuto: true\n" : ""}      inputs: [${entries(task.inputs, "")}]
      outputs: [${entries(
        task.outputs,
        `, namespace: x${task.type && `, type: ${task.type}`}${task.owner && `, metadata: {owner: ${task.owner}}`}`,
      )}]
`,
  );
  return `${comment}id: ${id}\nnamespace: x\n${owner && `labels: {owner: ${owner}}\n`}inputs: [{id: q, type: STRING, defaults: "1"}]\ntasks:\n${texts.join("") + calling || "  []\n"}`;
}

type Files = ReadonlyMap<string, Flow | "broken">;

/** Two states. The later one results from edits of the earlier one. */
const states = fc
  .record({
    before: fc.array(flow, { minLength: 1, maxLength: 10 }),
    edits: fc.array(fc.tuple(fc.nat(11), fc.option(flow)), { minLength: 1, maxLength: 3 }),
    rename: fc.boolean(),
  })
  .map(({ before, edits, rename }): readonly [Files, Files] => {
    const olds = new Map(before.map((file, at) => [`f${at}.yml`, file]));
    const news = new Map(olds);
    for (const [at, file] of edits) {
      if (file === null) news.delete(`f${at}.yml`);
      else news.set(`f${at}.yml`, file);
    }
    const first = news.get("f0.yml");
    if (rename && first !== undefined) {
      news.delete("f0.yml");
      news.set("z.yml", first);
    }
    return [olds, news];
  });

function stateOf(files: Files): FlowState {
  const texts = new Map([...files].map(([name, file]) => [name, textOf(file)]));
  return {
    files: [...texts].map(([shownAs, text]) => ({ shownAs, contentId: contentIdOf(Buffer.from(text)) })),
    problems: [],
    async *read(wanted) {
      for (const file of wanted) {
        const contents = readFlowText(sourceText(file.shownAs, texts.get(file.shownAs) ?? ""));
        yield { file, contents, isExact: true };
      }
    },
  };
}

function inMemory(): KnownFiles {
  const known = new Map<string, FileResult>();
  return {
    summary: (file) => {
      const parts = known.get(stateFileKey(file));
      return parts && summaryOf(parts);
    },
    parts: (file) => known.get(stateFileKey(file)),
    add: (file, parts) => void known.set(stateFileKey(file), parts),
  };
}

async function answers([before, after]: readonly [Files, Files], scope: "all" | "change") {
  const compared = await compareFlowStates(stateOf(before), stateOf(after), (file) => [`@${file}`], {
    scan: {
      roots: ["."],
      exclude: [],
      resolve: { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000 },
    },
    known: inMemory(),
    scope,
  });
  const side = { words: "" };
  const comparison = { ...compared, names: { before: side, after: side } } as Comparison;
  return {
    diff: changeReport(comparison, await impactOfDifference(comparison)),
    since: changeReport(comparison, await impactOfFiles(comparison)),
    affected: affectedBy(comparison, await impactOfFiles(comparison)),
  };
}

test("given any two states, when compared by the concerned files, then the answers are those of all files", async () => {
  await fc.assert(
    fc.asyncProperty(states, async (both) => {
      expect(await answers(both, "change")).toEqual(await answers(both, "all"));
    }),
    { numRuns: 1000, seed: 5 },
  );
}, 120_000);

test("given a change in one chain, when compared, then files of another chain are not read", async () => {
  const task = (inputs: string[], outputs: string[]): Task => ({
    ...{ id: "t", inputs, outputs, type: "", owner: "", auto: false },
  });
  const plain = (id: string, inputs: string[], outputs: string[], comment = ""): Flow => ({
    ...{ id, comment, owner: "", tasks: [task(inputs, outputs)] },
  });
  const before: Files = new Map([
    ["a.yml", plain("one", [], ["a"])],
    ["b.yml", plain("two", ["a"], ["b"])],
    ["c.yml", plain("three", ["b"], ["c"])],
    ["d.yml", plain("four", [], ["d"])],
  ]);
  const after: Files = new Map([...before, ["a.yml", plain("one", ["e"], ["a"])]]);
  const compared = await compareFlowStates(stateOf(before), stateOf(after), () => [], {
    scan: {
      roots: ["."],
      exclude: [],
      resolve: { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000 },
    },
    known: inMemory(),
    scope: "change",
  });
  const flowsIn = ({ sides }: Pick<Comparison, "sides">) => sides.after.flows.map(({ flow }) => flow);
  expect(flowsIn(compared)).toEqual(["one", "two"]);
  expect(flowsIn(await compared.downstreamOf(["a"]))).toEqual(["one", "three", "two"]);
});
