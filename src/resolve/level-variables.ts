import {
  givenList,
  LazyVariables,
  openMap,
  string,
  stringMap,
  unknown,
  type Value,
} from "../pebble/index.ts";
import type { FlowContext } from "./flow-context.ts";
import { type LoopState, type LoopStates, loopItem, newParents, oldParents, taskrun } from "./scope.ts";
import type { LoopSite, ScopeLevel } from "./site.ts";
import { START_VARIABLES, type StartVariable } from "./started.ts";

/** Variables that are the same for all texts of a flow in one case. */
export interface CaseVariables {
  readonly context: FlowContext;
  readonly labels: Value;
  /** Absent in a flow without inputs. */
  readonly inputs: Value | undefined;
  /** `trigger` and the other variables that exist only for some kinds of start. */
  startVariable(name: StartVariable): Value | undefined;
  loopState(site: LoopSite): LoopState;
  /** The value from files of a server variable or of a key of the key-value store. */
  given(name: string): Value | undefined;
}

/** Variables of a task run, in Kestra's order. */
const OF_TASK = ["task", "taskrun", "parent", "parents", "item"] as const;

/**
 * The variables visible to a text of a task or trigger in one case. Source: Kestra's RunVariables, and
 * Execution.findParents for the chain of parents.
 */
export class LevelVariables extends LazyVariables {
  private readonly of: CaseVariables;
  private readonly level: ScopeLevel;
  private readonly outputs: Value;
  private readonly made = new Map<string, Value>();

  constructor(of: CaseVariables, level: ScopeLevel, outputs: Value) {
    super();
    this.of = of;
    this.level = level;
    this.outputs = outputs;
  }

  override variable(name: string): Value | undefined {
    switch (name) {
      case "outputs":
        return this.outputs;
      case "labels":
        return this.of.labels;
      case "inputs":
        return this.of.inputs;
      case "trigger":
        return this.ofLevel(name) ?? this.of.startVariable(name);
      case "schedule":
      case "files":
        return this.of.startVariable(name);
      case "task":
      case "taskrun":
      case "parent":
      case "parents":
      case "item":
        return this.ofLevel(name) ?? this.of.context.variables.variable(name);
      default:
        return this.of.given(name) ?? this.of.context.variables.variable(name);
    }
  }

  override all(): Readonly<Record<string, Value>> {
    const { context, labels, inputs } = this.of;
    const all: Record<string, Value> = { ...context.variables.all(), labels };
    if (inputs) all.inputs = inputs;
    for (const name of START_VARIABLES) {
      const value = this.variable(name);
      if (value) all[name] = value;
    }
    for (const name of OF_TASK) {
      const value = this.ofLevel(name);
      if (value) all[name] = value;
    }
    all.outputs = this.outputs;
    return all;
  }

  private isAfterExecution(): boolean {
    const top = this.level.frames[0]?.task;
    return this.of.context.flow.branches.some(
      ({ key, tasks }) => key === "afterExecution" && top !== undefined && tasks.includes(top),
    );
  }

  private ofLevel(name: "trigger" | (typeof OF_TASK)[number]): Value | undefined {
    let value = this.made.get(name);
    if (value === undefined) {
      value = this.make(name);
      if (value !== undefined) this.made.set(name, value);
    }
    return value;
  }

  private make(name: "trigger" | (typeof OF_TASK)[number]): Value | undefined {
    const { self, trigger, frames, parentLoop } = this.level;
    if (name === "trigger") {
      return trigger && openMap({ id: string(trigger.id), type: string(trigger.type) }, REST_OF_TRIGGER);
    }
    if (!self) return undefined;
    const loop: LoopStates = (site) => this.of.loopState(site);
    switch (name) {
      case "task":
        return stringMap([
          ["id", string(self.id)],
          ["type", string(self.type)],
        ]);
      case "taskrun":
        return taskrun(parentLoop, loop, frames);
      case "parent":
      case "parents": {
        const line = this.of.context.lineUse.line();
        const parents =
          line === "1.x" ? oldParents(frames, loop, this.isAfterExecution()) : newParents(frames, loop);
        const [nearest] = parents;
        // Both are set together, because a template may sort the list before it reads `parent`. `parents` always
        // exists.
        this.made.set("parents", givenList(parents));
        if (nearest !== undefined) this.made.set("parent", nearest);
        return this.made.get(name);
      }
      case "item":
        return loopItem(frames, loop);
    }
  }
}

const REST_OF_TRIGGER = unknown("trigger.* is known only at run time", { maybeUndefined: true });
