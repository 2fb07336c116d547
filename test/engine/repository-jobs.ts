import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KestraLine } from "../../src/flows/flow.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { flowInputs } from "../../src/resolve/input.ts";
import type { Job } from "./jobs.ts";

interface Flow {
  readonly id: string;
  readonly namespace: string;
  readonly text: string;
}

/**
 * Our result assumes that KV pairs and secrets exist (docs/resolution.md#failing-expressions). This engine has none.
 */
const READS_SERVER = /\b(?:kv|secret)\(/;

/** One job for each flow with declared assets in a folder, started with its required inputs only. */
export function repositoryJobs(folder: string, line: KestraLine): Job[] {
  const flows = flowsIn(folder).filter(({ text }) => isOfLine(text, line));
  return flows
    .filter(({ text }) => /^\s*assets:/m.test(text) && !READS_SERVER.test(text))
    .map((flow) => {
      const related = distinct([
        flow,
        ...flows.filter((other) => other !== flow && (names(flow, other) || names(other, flow))),
      ]);
      return {
        flows: related.map(({ text }) => withoutPlugins(text)),
        namespace: flow.namespace,
        flow: flow.id,
        inputs: requiredInputs(flow.text),
        settle: related.length > 1 ? 2000 : 0,
      };
    });
}

/** The first flow of each name: a folder of examples can have several. */
function distinct(flows: readonly Flow[]): Flow[] {
  return [
    ...new Map(flows.toReversed().map((flow) => [`${flow.namespace}/${flow.id}`, flow])).values(),
  ].toReversed();
}

const GIVEN: Readonly<Record<string, unknown>> = {
  STRING: "given",
  INT: 1,
  FLOAT: 1.5,
  BOOL: true,
  DATE: "2024-01-05",
};

/** Values for the required inputs. */
function requiredInputs(text: string): Record<string, unknown> {
  const [flow] = readFlowText(sourceText("flow.yaml", text)).flows;
  const required = (flow ? flowInputs(flow) : []).filter(
    ({ required, defaults, dependsOn }) => required && defaults === undefined && dependsOn.length === 0,
  );
  return Object.fromEntries(
    required.flatMap(({ id, type, options: [option] }) => {
      const value =
        option === undefined ? GIVEN[type] : type === "MULTISELECT" ? JSON.stringify([option]) : option;
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

function flowsIn(folder: string): Flow[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split(/^---$/m))
    .flatMap((text) => {
      const id = /^id: (\S+)\s*$/m.exec(text)?.[1];
      const namespace = /^namespace: (\S+)\s*$/m.exec(text)?.[1];
      return id && namespace && /^tasks:/m.test(text) ? [{ id, namespace, text }] : [];
    });
}

function isOfLine(text: string, line: KestraLine): boolean {
  return line === "2.0"
    ? !/\bForEach|\bEachSequential|\bEachParallel|^(?:plugin|task)Defaults:/m.test(text)
    : !/\bcore\.flow\.Loop\s/.test(text);
}

function names(flow: Flow, other: Flow): boolean {
  return new RegExp(`\\b${other.id}\\b`).test(flow.text);
}

/** Replaces tasks outside Kestra's core by tasks without effect. The work of a task is not relevant here. */
function withoutPlugins(text: string): string {
  return text.replace(
    /^(\s*(?:- )?type: )io\.kestra\.plugin\.(?!core\.|ee\.assets\.)\S+/gm,
    "$1io.kestra.plugin.core.debug.Return",
  );
}
