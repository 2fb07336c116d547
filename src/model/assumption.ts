import { count } from "../util/text.ts";
import { type Assumption, CERTAINTIES, type Certainty, type StartAssumption } from "./model.ts";

/** The choice value of a missing optional input. */
export const NOT_SET = "(not set)";

/** The choice value of an optional input with any value. */
export const SET = "(set)";

/** The choice value outside the listed options. */
export const ANOTHER_VALUE = "(another value)";

/** The text of one assumption: `inputs.vm_name = windows-web-01 (default)`, `branch: not {{ ... }}`. */
export function assumptionText(assumption: Assumption): string {
  switch (assumption.kind) {
    case "default":
      return `${assumption.variable} = ${assumption.value} (${assumption.file ?? "default"})`;
    case "choice":
      if (assumption.value === NOT_SET) return `${assumption.variable} is not set (choice)`;
      if (assumption.value === SET) return `${assumption.variable} is set (choice)`;
      if (assumption.value === ANOTHER_VALUE) return `${assumption.variable} is another value (choice)`;
      return `${assumption.variable} ${assumption.includes ? "includes" : "="} ${assumption.value} (choice)`;
    case "override":
      return `${assumption.variable} other than ${assumption.default} (override)`;
    case "branch":
      return `branch: ${assumption.negated ? "not " : ""}${assumption.condition}`;
    case "inventory":
      return `${assumption.query} as found by this scan (inventory)`;
    case "start":
      return startText(assumption);
  }
}

function startText({ by, namespace, flow, task, others = 0, after }: StartAssumption): string {
  if (by === "trigger")
    return `started by the trigger ${task}${after ? ` after ${after.namespace}/${after.flow}` : ""}`;
  return `called by ${task} in ${namespace}/${flow}${others > 0 ? ` and ${count(others, "other task")}` : ""}`;
}

/** The certainty of an id with this assumption. A branch affects whether a task runs, not its ids. */
export function assumptionCertainty(assumption: Assumption): Certainty {
  switch (assumption.kind) {
    case "default":
      return "default";
    case "choice":
    case "override":
    case "inventory":
      return "choice";
    case "branch":
    case "start":
      return "exact";
  }
}

/** The weaker of two certainties. */
export function weaker(a: Certainty, b: Certainty): Certainty {
  return CERTAINTIES.indexOf(a) >= CERTAINTIES.indexOf(b) ? a : b;
}

/** The stronger of two certainties. */
export function stronger(a: Certainty, b: Certainty): Certainty {
  return CERTAINTIES.indexOf(a) <= CERTAINTIES.indexOf(b) ? a : b;
}
