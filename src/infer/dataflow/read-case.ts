import type { DeclaredEntry } from "../../model/declared.ts";
import type { Assumption } from "../../model/model.ts";
import type { Case } from "../../resolve/case.ts";
import { assumptionsOf, caseEntries } from "../../resolve/case-entries.ts";
import { distinct } from "../../util/distinct.ts";
import type { EntryFlow, EntryRef, TaskEmission } from "../task/task-emission.ts";
import { type Element, type Picks, picksOf } from "./element.ts";

/** Reads, writes and dataflow of a task in one case. */
export interface ReadCase {
  readonly inputs: readonly DeclaredEntry[];
  readonly outputs: readonly DeclaredEntry[];
  readonly flows: readonly EntryFlow[];
  readonly filled: ReadonlySet<number>;
  readonly understood: boolean;
  readonly picks: Picks;
  readonly assumptions: readonly Assumption[];
}

/** For a task outside the catalogue. */
export const PASSED_ON: ReadCase = {
  inputs: [],
  outputs: [],
  flows: [],
  filled: new Set(),
  understood: false,
  picks: new Map(),
  assumptions: [],
};

export function readCase(
  taskCase: Case<TaskEmission>,
  { flows, filled, understood }: TaskEmission,
): ReadCase {
  return {
    inputs: caseEntries(taskCase.inputs, taskCase),
    outputs: caseEntries(taskCase.outputs, taskCase),
    ...{ flows, filled, understood },
    picks: picksOf(taskCase.assignment),
    assumptions: assumptionsOf(taskCase),
  };
}

/** A case, with its dataflow. */
export interface CaseSteps {
  readonly reading: ReadCase;
  readonly flows: readonly { readonly elements: readonly Element[]; readonly sinks: EntryFlow["sinks"] }[];
}

/** A resource of the task itself, if it has an id. */
export function ownElement(reading: ReadCase, { side, index }: EntryRef): readonly Element[] {
  const entry = reading[side][index];
  return entry === undefined
    ? []
    : [{ entry, picks: reading.picks, assumptions: reading.assumptions, path: [] }];
}

/** An element after it passed a task. */
export function handedOn(element: Element, reading: ReadCase, task: string): Element {
  const path = element.path.at(-1) === task ? element.path : [...element.path, task];
  if (reading.picks.size === 0 && reading.assumptions.length === 0) return { ...element, path };
  return {
    ...element,
    path,
    picks: new Map([...element.picks, ...reading.picks]),
    assumptions: distinct([...element.assumptions, ...reading.assumptions]),
  };
}
