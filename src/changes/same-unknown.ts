import type { Problem } from "../flows/problem.ts";
import type { FileResult } from "../model/declared.ts";
import { flowKey } from "../model/keys.ts";
import { compareText } from "../model/order.ts";
import { type FlowState, type StateFile, stateFileKey } from "./flow-state.ts";
import type { FilesOfStates } from "./relevant-files.ts";

/**
 * Equalizes unknown parts of two states: a file or folder that is unreadable on one side is unknown on both, neither
 * removed nor added. Both get the problems of both.
 */
export function withSameUnknown(
  before: FlowState,
  after: FlowState,
): { readonly before: FlowState; readonly after: FlowState } {
  const problems = distinct([...before.problems, ...after.problems]);
  if (problems.length === 0) return { before, after };
  const unknown = new Set(problems.map(({ place }) => place.file));
  const isKnown = ({ shownAs }: StateFile) => !namesOf(shownAs).some((name) => unknown.has(name));
  const known = (state: FlowState): FlowState => ({ ...state, problems, files: state.files.filter(isKnown) });
  return { before: known(before), after: known(after) };
}

/**
 * A changed file that is unreadable in one state takes its declarations from the other, with the problem, so they are
 * neither removed nor new.
 *
 * @param loaded contributions of the changed files, by `fileKey`; modified
 * @returns the files that cannot be read after the change, sorted
 */
export function assumeUnchanged({ before, after }: FilesOfStates, loaded: Map<string, FileResult>): string[] {
  const old = new Map(before.map((file) => [file.shownAs, file]));
  const unreadable: string[] = [];
  for (const file of after) {
    const earlier = old.get(file.shownAs);
    const [parts, otherParts] = [
      loaded.get(stateFileKey(file)),
      earlier && loaded.get(stateFileKey(earlier)),
    ];
    if (parts?.unreadable) unreadable.push(file.shownAs);
    if (earlier === undefined || parts === undefined || otherParts === undefined) continue;
    if (parts.unreadable && !otherParts.unreadable)
      loaded.set(stateFileKey(file), completed(parts, otherParts));
    if (!parts.unreadable && otherParts.unreadable)
      loaded.set(stateFileKey(earlier), completed(otherParts, parts));
  }
  return unreadable.sort(compareText);
}

/** The known part of a partly readable file, with the rest from another version. */
function completed(parts: FileResult, other: FileResult): FileResult {
  const known = new Set(parts.flows.map(({ record }) => flowKey(record)));
  return {
    ...parts,
    flows: [...parts.flows, ...other.flows.filter(({ record }) => !known.has(flowKey(record)))],
    gaps: [...parts.gaps, ...other.gaps],
  };
}

/** A file and its parent folders. */
function namesOf(file: string): string[] {
  const parts = file.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function distinct(problems: readonly Problem[]): Problem[] {
  const byKey = new Map(
    problems.map((problem) => [JSON.stringify([problem.place.file, problem.message]), problem]),
  );
  return [...byKey.values()].sort((a, b) => compareText(a.place.file, b.place.file));
}
