import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { differences, emitLine } from "./compare.ts";
import { expectedFlows } from "./expected-flows.ts";
import { generatedJobs } from "./generated-flows.ts";
import { emitsOf, executionOf, isComplete, type Job, LINES, type Outcome } from "./jobs.ts";
import { ourResult } from "./our-result.ts";
import { repositoryJobs } from "./repository-jobs.ts";
import { runJobs } from "./run-jobs.ts";

/* Compares the output of Kestra's worker for a flow with the expected result and with our result. */

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const SEED = Number(process.env.ENGINE_SEED ?? 20261126);
const GENERATED = Number(process.env.ENGINE_FLOWS ?? 25);
/** A folder with additional repositories, one in each subfolder. */
const MORE = process.env.ENGINE_REPOSITORIES;

describe.each(LINES)("Kestra %s", (line) => {
  const byHand = expectedFlows().flatMap(({ file, text, expectations }) =>
    expectations
      .filter(({ lines }) => lines.includes(line))
      .flatMap(({ runs }) => runs.map((run, index) => ({ name: `${file}, execution ${index}`, text, run }))),
  );
  const byHandJobs = byHand.map(({ text, run }) => ({ ...started(text), inputs: run.inputs }));
  const generated = generatedJobs(line, SEED, GENERATED);
  const folders = [join(REPOSITORY, "fixtures/flows"), join(REPOSITORY, "fixtures/ok"), ...foldersIn(MORE)];
  const repositories = folders.flatMap((folder) => repositoryJobs(folder, line));

  let outcomes: Outcome[] = [];
  const counts = { executions: 0, refused: 0, bundles: 0 };

  beforeAll(() => {
    outcomes = runJobs(line, [...byHandJobs, ...generated, ...repositories]);
  });

  afterAll(() => {
    const { executions, refused, bundles } = counts;
    console.log(
      `Kestra ${line}: ${executions} executions with ${bundles} bundles, ${refused} flows rejected`,
    );
  });

  describe("flows with edges worked out by hand", () => {
    test.each(byHand.map((item, index) => ({ ...item, index })))(
      "given $name, when run, then the engine emits these edges and our result agrees",
      ({ run, index }) => {
        const job = byHandJobs[index];
        const outcome = outcomes[index];
        if (job === undefined || outcome === undefined) throw new Error("no outcome");
        expect(outcome.refused).toBeUndefined();
        const emits = emitsOf(outcome, job.flow).map(emitLine);
        const known = emits.map((line) => line.replace(/\bsnap-\w+/, "snap-*"));
        expect(known.sort()).toEqual([...run.emits].sort());
        expect(isComplete(outcome, job.flow)).toBe(!run.failed);
        expect(compared(job, outcome)).toEqual([]);
      },
    );
  });

  test.each(generated.map((job, index) => ({ job, index })))(
    "given generated flow $index, when run, then our result agrees with the engine",
    ({ job, index }) => {
      const outcome = outcomes[byHandJobs.length + index];
      if (outcome === undefined) throw new Error("no outcome");
      expect(outcome.refused).toBeUndefined();
      const found = compared(job, outcome);
      expect(found, job.flows[0]).toEqual([]);
    },
  );

  test("given the generated flows, when run, then the engine refuses at most half of them", () => {
    const own = outcomes.slice(byHandJobs.length, byHandJobs.length + generated.length);
    expect(own.length).toBe(generated.length);
    const refused = own.flatMap((outcome) => outcome.refused ?? []);
    expect(refused.length, refused.join("\n")).toBeLessThanOrEqual(generated.length / 2);
  });

  test.each(repositories.map((job, index) => ({ job, index })))(
    "given $job.namespace $job.flow, when run, then our result agrees with the engine",
    ({ job, index }) => {
      const outcome = outcomes[byHandJobs.length + generated.length + index];
      if (outcome === undefined) throw new Error("no outcome");
      expect(compared(job, outcome)).toEqual([]);
    },
  );

  /** Compares twice: with pinned inputs, and with assumptions instead of inputs. */
  function compared(job: Job, outcome: Outcome): string[] {
    if (outcome.refused !== undefined) {
      counts.refused += 1;
      return [];
    }
    const [text = ""] = job.flows;
    const ran = executionOf(outcome, job, line);
    counts.executions += 1;
    counts.bundles += ran.emits.length;
    const covered = differences(ourResult(text, line), ran).filter(
      (found) => Object.keys(job.inputs).length === 0 || found.startsWith("ours, but not emitted"),
    );
    const pinned = differences(ourResult(text, line, job.inputs), ran);
    return [...new Set([...covered, ...pinned])];
  }
});

function started(text: string): Pick<Job, "flows" | "namespace" | "flow"> {
  const field = (name: string) => new RegExp(`^${name}: (\\S+)$`, "m").exec(text)?.[1] ?? "";
  return { flows: [text], namespace: field("namespace"), flow: field("id") };
}

function foldersIn(folder: string | undefined): string[] {
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(".after"))
    .map(({ name }) => join(folder, name))
    .sort();
}
