import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KestraLine } from "../../src/flows/flow.ts";
import type { Job } from "./jobs.ts";

interface Flow {
  readonly id: string;
  readonly namespace: string;
  readonly text: string;
}

/** One job for each flow of a folder that declares assets, started without any input. */
export function repositoryJobs(folder: string, line: KestraLine): Job[] {
  const flows = flowsIn(folder).filter(({ text }) => isOfLine(text, line));
  return flows
    .filter(({ text }) => /^\s*assets:/m.test(text))
    .map((flow) => {
      const related = flows.filter((other) => other !== flow && (names(flow, other) || names(other, flow)));
      return {
        flows: [flow, ...related].map(({ text }) => withoutPlugins(text)),
        namespace: flow.namespace,
        flow: flow.id,
        inputs: {},
        settle: related.length > 0 ? 2000 : 0,
      };
    });
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

/** The work of a task does not matter: a task that is not part of Kestra's core becomes one that does nothing. */
function withoutPlugins(text: string): string {
  return text.replace(
    /^(\s*(?:- )?type: )io\.kestra\.plugin\.(?!core\.|ee\.assets\.)\S+/gm,
    "$1io.kestra.plugin.core.debug.Return",
  );
}
