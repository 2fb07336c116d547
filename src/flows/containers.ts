import type { ContainerKind } from "./flow.ts";

/**
 * How tasks hang under a key: a list of tasks, one task, a list of mappings with a task under `task` (Dag), a mapping
 * of lists of tasks (Switch), or a list of mappings with tasks under `tasks` (listeners of a 1.x flow).
 */
export type BranchShape = "list" | "one" | "wrapped" | "cases" | "listeners";

export interface BranchKey {
  readonly key: string;
  readonly shape: BranchShape;
}

export interface Container {
  readonly kind: ContainerKind;
  readonly branches: readonly BranchKey[];
}

const TASKS: BranchKey = { key: "tasks", shape: "list" };
const ERRORS: BranchKey = { key: "errors", shape: "list" };
const FINALLY: BranchKey = { key: "finally", shape: "list" };

const sequence: Container = { kind: "sequence", branches: [TASKS, ERRORS, FINALLY] };
const forEach: Container = { ...sequence, kind: "for-each" };
const subflow: Container = { kind: "subflow", branches: [ERRORS, FINALLY] };

/** Where tasks hang in a flow itself (reference: Kestra's Flow, and `listeners` of 1.x). */
export const FLOW_BRANCHES: readonly BranchKey[] = [
  TASKS,
  ERRORS,
  FINALLY,
  { key: "afterExecution", shape: "list" },
  { key: "listeners", shape: "listeners" },
];

/**
 * Every type that holds tasks, and the keys they hang under (reference: the fields of these classes that are lists of
 * Task). Only these keys are walked: inputs, exporters, task runners and asset entries also carry `id` and `type`.
 */
export const CONTAINERS: ReadonlyMap<string, Container> = new Map(
  Object.entries<Container>({
    "io.kestra.plugin.core.flow.Sequential": sequence,
    "io.kestra.plugin.core.flow.Parallel": sequence,
    "io.kestra.plugin.core.flow.AllowFailure": sequence,
    "io.kestra.plugin.core.flow.WorkingDirectory": sequence,
    // The first releases of WaitFor held one task under `task`.
    "io.kestra.plugin.core.flow.LoopUntil": {
      kind: "sequence",
      branches: [TASKS, { key: "task", shape: "one" }, ERRORS, FINALLY],
    },
    // Its tasks come from the template it names; only these two are its own.
    "io.kestra.plugin.core.flow.Template": { kind: "sequence", branches: [ERRORS, FINALLY] },
    "io.kestra.plugin.core.flow.Dag": {
      kind: "dag",
      branches: [{ key: "tasks", shape: "wrapped" }, ERRORS, FINALLY],
    },
    "io.kestra.plugin.core.flow.If": {
      kind: "if",
      branches: [{ key: "then", shape: "list" }, { key: "else", shape: "list" }, ERRORS, FINALLY],
    },
    "io.kestra.plugin.core.flow.Switch": {
      kind: "switch",
      branches: [{ key: "cases", shape: "cases" }, { key: "defaults", shape: "list" }, ERRORS, FINALLY],
    },
    "io.kestra.plugin.core.flow.ForEach": forEach,
    "io.kestra.plugin.core.flow.EachSequential": forEach,
    "io.kestra.plugin.core.flow.EachParallel": forEach,
    "io.kestra.plugin.core.flow.Loop": { ...sequence, kind: "loop" },
    // `onResume` contains inputs, not tasks.
    "io.kestra.plugin.core.flow.Pause": { ...sequence, kind: "pause" },
    "io.kestra.plugin.core.flow.Approval": {
      kind: "approval",
      branches: [
        { key: "onWait", shape: "list" },
        { key: "onApprove", shape: "list" },
        { key: "onDeny", shape: "list" },
        ERRORS,
        FINALLY,
      ],
    },
    "io.kestra.plugin.core.flow.Subflow": { kind: "subflow", branches: [] },
    "io.kestra.plugin.core.flow.ForEachItem": subflow,
  }),
);
