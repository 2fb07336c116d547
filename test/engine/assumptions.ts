import type { Assumption } from "../../src/model/model.ts";

/* Compares the assumptions of a bundle with one execution, always started by hand. */

type Inputs = Readonly<Record<string, unknown>>;

const BY_TRIGGER = "started by a trigger";
/** The branches that depend on the start of an execution. */
const STARTS: readonly string[] = [BY_TRIGGER, "started by a schedule", "run by a unit test with files"];

export function isOfTrigger(assumption: Assumption): boolean {
  return assumption.kind === "branch" && assumption.condition === BY_TRIGGER && !assumption.negated;
}

/** Whether an assumption is true, or about a part of the run that is not compared, such as a branch. */
export function isPossible(assumption: Assumption, inputs: Inputs): boolean {
  return truth(assumption, inputs) !== false;
}

export function isSatisfied(assumption: Assumption, inputs: Inputs): boolean {
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
