import { LazyVariables, type Value } from "../pebble/index.ts";
import type { CaseVariables } from "./level-variables.ts";
import { START_VARIABLES } from "./started.ts";

/**
 * The variables visible to the default, options and conditions of an input: no task, and only the inputs that it
 * depends on.
 */
export class InputVariables extends LazyVariables {
  private readonly of: CaseVariables;
  private readonly makeInputs: () => Value;
  private inputs: Value | undefined;

  constructor(of: CaseVariables, makeInputs: () => Value) {
    super();
    this.of = of;
    this.makeInputs = makeInputs;
  }

  override variable(name: string): Value | undefined {
    if (name === "labels") return this.of.labels;
    if (name !== "inputs") {
      const start = START_VARIABLES.find((variable) => variable === name);
      return start
        ? this.of.startVariable(start)
        : (this.of.given(name) ?? this.of.context.variables.variable(name));
    }
    this.inputs ??= this.makeInputs();
    return this.inputs;
  }

  override all(): Readonly<Record<string, Value>> {
    const { context, labels } = this.of;
    this.inputs ??= this.makeInputs();
    const all: Record<string, Value> = { ...context.variables.all(), labels, inputs: this.inputs };
    for (const name of START_VARIABLES) {
      const value = this.of.startVariable(name);
      if (value) all[name] = value;
    }
    return all;
  }
}
