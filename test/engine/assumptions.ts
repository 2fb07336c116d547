import type { Assumption } from "../../src/model/model.ts";

/* The assumptions of a bundle against one execution, which is always started by hand. */

type Inputs = Readonly<Record<string, unknown>>;

/** The branches that the start of an execution decides. */
const STARTS: readonly string[] = [
  "started by a trigger",
  "called by another flow",
  "started by a schedule",
  "run by a unit test with files",
];

/** Whether an assumption excludes a start by hand. */
export function excludesHand(assumption: Assumption): boolean {
  if (assumption.kind === "start") return true;
  return assumption.kind === "branch" && STARTS.includes(assumption.condition) && !assumption.negated;
}

/** Whether an assumption is true, or about a part of the run that is not compared, such as a branch. */
export function mayHold(assumption: Assumption, inputs: Inputs): boolean {
  return truth(assumption, inputs) !== false;
}

export function holds(assumption: Assumption, inputs: Inputs): boolean {
  return truth(assumption, inputs) === true;
}

function truth(assumption: Assumption, inputs: Inputs): boolean | undefined {
  switch (assumption.kind) {
    case "branch":
      return STARTS.includes(assumption.condition) ? assumption.negated === true : undefined;
    case "inventory":
      return undefined;
    case "start":
      return false;
    default:
      return isTrueOfInputs(assumption, inputs);
  }
}

type OfInput = Extract<Assumption, { kind: "default" | "choice" | "override" }>;

function isTrueOfInputs(assumption: OfInput, inputs: Inputs): boolean {
  const id = /^inputs\.(.*)$/.exec(assumption.variable)?.[1];
  const value = id === undefined ? undefined : inputs[id];
  switch (assumption.kind) {
    case "default":
      return value === undefined || printed(value) === assumption.value;
    case "override":
      return value !== undefined && printed(value) !== assumption.default;
    case "choice":
      if (assumption.includes) return Array.isArray(value) && value.includes(assumption.value);
      if (assumption.value === "(not set)") return value === undefined;
      if (assumption.value === "(set)") return value !== undefined;
      return value !== undefined && printed(value) === assumption.value;
  }
}

function printed(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
