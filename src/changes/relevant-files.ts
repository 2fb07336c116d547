import { createLinkVisitor, createPatternLinks } from "../graph/pattern-links.ts";
import { createEdgeTable } from "../model/edge-table.ts";
import {
  eachKey,
  type FileSummary,
  hasKeyIn,
  hasPattern,
  idsIn,
  listensToMany,
  mayHideStep,
  similarityKey,
} from "../model/file-summary.ts";
import type { StateFile } from "./flow-state.ts";

/** Files of two states. */
export interface FilesOfStates {
  readonly before: readonly StateFile[];
  readonly after: readonly StateFile[];
}

/** Selects the files needed for an answer about a change. The answer equals that from all files. */
export interface RelevantFiles {
  /** For the difference: changed files, files with a changed asset, and files with the same flow as one of these. */
  readonly ofDifference: (changedIds: Iterable<string>) => FilesOfStates;
  /**
   * For the impact of some assets and gaps that could hide a step: also files with a downstream asset, files with gaps
   * that concern every walk, and files with flows started by these.
   */
  readonly ofImpact: (changedIds: Iterable<string>, starts: Iterable<string>) => FilesOfStates;
}

/**
 * Each selection is linear in the mentions of all files.
 *
 * @param changed files with different contents
 * @param summaryOf summaries of all new files, and of the old versions of changed ones
 */
export function createRelevantFiles(
  { before, after }: FilesOfStates,
  changed: FilesOfStates,
  summaryOf: ReadonlyMap<StateFile, FileSummary>,
): RelevantFiles {
  const all = [...summaryOf].map(([{ shownAs }, summary]) => ({ name: shownAs, summary }));
  const summaries = all.map(({ summary }) => summary);
  const eachLink = createKeyLinks(summaries);
  const named = new Set([...changed.before, ...changed.after].map(({ shownAs }) => shownAs));

  const choose = (isConcerned: (summary: FileSummary) => boolean): FilesOfStates => {
    const concerned = all.filter(({ name, summary }) => named.has(name) || isConcerned(summary));
    const flows = new Set<number>();
    for (const { summary } of concerned) eachKey(summary, (key) => flows.add(key), "flow");
    const names = new Set(concerned.map(({ name }) => name));
    for (const { name, summary } of all) if (hasKeyIn(summary, flows, "flow")) names.add(name);
    const isChosen = ({ shownAs }: StateFile) => names.has(shownAs);
    return { before: before.filter(isChosen), after: after.filter(isChosen) };
  };
  const linked = (ids: Iterable<string>): Set<number> => {
    const keys = new Set([...ids].map(similarityKey));
    const addLinks = eachLink((linkedKey) => keys.add(linkedKey));
    for (const key of [...keys]) addLinks(key);
    return keys;
  };
  return {
    ofDifference: (changedIds) => {
      const keys = linked(changedIds);
      return choose((summary) => hasKeyIn(summary, keys, "asset"));
    },
    ofImpact: (changedIds, starts) => {
      const keys = linked(changedIds);
      for (const key of downstream(summaries, [...starts].map(similarityKey), eachLink)) keys.add(key);
      return choose(
        (summary) => mayHideStep(summary) || listensToMany(summary) || hasKeyIn(summary, keys, "asset"),
      );
    },
  };
}

type KeyLinks = (visit: (linkedKey: number) => void) => (key: number) => void;

/** The keys of some assets and everything downstream. */
function downstream(
  files: readonly FileSummary[],
  starts: readonly number[],
  eachLink: KeyLinks,
): Set<number> {
  const reached = new Set<number>();
  const waiting: number[] = [];
  const reach = (key: number): void => {
    if (reached.has(key)) return;
    reached.add(key);
    waiting.push(key);
  };
  if (starts.length === 0) return reached;
  const eachNext = createEdgeTable(files, "down");
  for (const start of starts) reach(start);
  const reachLinks = eachLink(reach);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    eachNext(key, reach);
    reachLinks(key);
  }
  return reached;
}

/** From the key of an asset to the keys of its possible matches. */
function createKeyLinks(files: readonly FileSummary[]): KeyLinks {
  if (!files.some(hasPattern)) return () => () => {};
  const ids = [...new Set(files.flatMap(idsIn))];
  const keys = ids.map(similarityKey);
  const { linkSetsOf } = createPatternLinks(ids);
  const numbers = new Map<number, number[]>();
  for (const [number, key] of keys.entries()) {
    const known = numbers.get(key);
    if (known) known.push(number);
    else numbers.set(key, [number]);
  }
  return (visit) => {
    const visitLinks = createLinkVisitor(linkSetsOf, (link) => visit(keys[link] ?? 0));
    return (key) => numbers.get(key)?.forEach(visitLinks);
  };
}
