import type { Assumption } from "../model/model.ts";
import type { Assignment } from "./choice.ts";
import type { Emitted, ResolvedEntry } from "./emission.ts";

/** One case in which a task is reached. */
export interface Case<E extends Emitted = Emitted> {
  readonly emitted: E;
  /** All choices of the case, loop items included. */
  readonly assignment: Assignment;
  readonly inputs: readonly ResolvedEntry[];
  readonly outputs: readonly ResolvedEntry[];
  /** The assumptions of the case by choice key, in the order of the choices. */
  readonly pickedAssumptions: ReadonlyMap<string, Assumption>;
  /** Branch assumptions of the path to the declaration. */
  readonly pathConditions: readonly Assumption[];
  readonly descriptiveAssumptions: readonly Assumption[];
  /** The choices that each part of the declaration depends on; every part depends on `path`. */
  readonly dependsOn: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `idsOf` a case without assets. */
export const NO_IDS = "\t";

/** The ids of a case as one text, separated by characters that no id contains. */
export function idsOf(resolvedCase: Case | undefined): string {
  let ids = "";
  for (const { declared } of resolvedCase?.inputs ?? []) ids += `${declared.id}\n`;
  ids += "\t";
  for (const { declared } of resolvedCase?.outputs ?? []) ids += `${declared.id}\n`;
  return ids;
}

/** The visible parts of a case, without one choice. */
export function caseSignature(resolvedCase: Case, without?: string): unknown {
  return [
    resolvedCase.inputs,
    resolvedCase.outputs,
    [...resolvedCase.pickedAssumptions].filter(([key]) => key !== without),
    resolvedCase.pathConditions,
    resolvedCase.descriptiveAssumptions,
  ];
}
