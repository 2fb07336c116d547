import type { KestraLine } from "../../src/flows/flow.ts";
import type { Emit, Ran } from "./compare.ts";

/** An execution for the engine: the flows of a repository, the flow to start, and its inputs. */
export interface Job {
  readonly flows: readonly string[];
  readonly namespace: string;
  readonly flow: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Milliseconds to wait for executions started by triggers. */
  readonly settle?: number;
}

/** The output of java/engine/Main.java for a job. */
export interface Outcome {
  /** The reason if the execution did not start. */
  readonly refused?: string;
  readonly executions?: readonly Execution[];
}

export interface Execution {
  readonly namespace: string;
  readonly flowId: string;
  /** `LOOP`: an iteration of a Loop. */
  readonly kind?: string;
  readonly state: string;
  readonly tasks: readonly {
    readonly task: string;
    readonly state: string;
    readonly bundles: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
  }[];
}

/** The lines of releases, each with its profile in pom.xml. */
export const LINES: readonly KestraLine[] = ["1.x", "2.0"];

/** The compared part of an outcome. */
export function executionOf(outcome: Outcome, { flow, inputs }: Job, line: KestraLine): Ran {
  const unfinished = startedExecutions(outcome, flow).flatMap(({ tasks }) =>
    tasks.flatMap(({ task, state }) => (hasSucceeded(state) || state === "SKIPPED" ? [] : [task])),
  );
  return { line, inputs, emits: emitsOf(outcome, flow), complete: isComplete(outcome, flow), unfinished };
}

/** The emissions of the execution of a job. Each iteration of a Loop is a separate execution. */
export function emitsOf(outcome: Outcome, flow: string): Emit[] {
  return startedExecutions(outcome, flow).flatMap(({ tasks }) =>
    tasks.flatMap(({ task, bundles }) =>
      bundles
        .filter(({ inputs, outputs }) => inputs.length + outputs.length > 0)
        .map((bundle) => ({ task, ...bundle })),
    ),
  );
}

/** Whether the execution of a job ended. */
export function isComplete(outcome: Outcome, flow: string): boolean {
  const own = startedExecutions(outcome, flow);
  return own.length > 0 && own.every(({ state }) => hasSucceeded(state));
}

function hasSucceeded(state: string): boolean {
  return state === "SUCCESS" || state === "WARNING";
}

/** The first execution of the flow belongs to the job. Other flows can call the flow again with different inputs. */
function startedExecutions({ executions = [] }: Outcome, flow: string): Execution[] {
  const own = executions.filter(({ flowId }) => flowId === flow);
  const first = own.find(({ kind }) => kind !== "LOOP");
  return own.filter((execution) => execution === first || execution.kind === "LOOP");
}
