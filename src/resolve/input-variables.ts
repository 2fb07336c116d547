import { LazyVariables, type Value } from "../pebble/index.ts";
import type { CaseVariables } from "./level-variables.ts";

/** What the default, options and conditions of an input see: no task, and of the inputs only those it needs. */
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
    if (name !== "inputs") return this.of.context.variables.variable(name);
    this.inputs ??= this.makeInputs();
    return this.inputs;
  }

  override all(): Readonly<Record<string, Value>> {
    const { context, labels } = this.of;
    this.inputs ??= this.makeInputs();
    return { ...context.variables.all(), labels, inputs: this.inputs };
  }
}
