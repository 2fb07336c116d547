import { findGroup, goneGroups } from "./assemble-groups.ts";
import { type FreshFiles, freshFlows } from "./fresh-flows.ts";
import type { StoreState } from "./store-state.ts";

/**
 * The files of an older store that stay as they are, but have to be read again: one of their flows shares its coordinates
 * with a flow of a file that was changed, and the records of such flows mix. So do those that share others with these,
 * which are followed here, for a chain of them must not take a round for each. What is read then may share others, but
 * only where files change while they are read.
 *
 * @param kept see `AssembleOptions`
 */
export function sharedFiles(old: StoreState, kept: Int32Array, fresh: readonly FreshFiles[]): number[] {
  const groups = new Set(goneGroups(old, kept));
  for (const group of freshFlows(fresh).groups) {
    const found = findGroup(old.groups.names, group);
    if (found !== undefined) groups.add(found);
  }
  const shared = new Set<number>();
  let groupsOf: ((file: number) => readonly number[]) | undefined;
  // What is added to a set while it is gone through comes as well.
  for (const group of groups) {
    const end = old.groups.flows[group + 1] ?? 0;
    for (let flow = old.groups.flows[group] ?? 0; flow < end; flow++) {
      const file = old.flows.files[flow] ?? 0;
      if ((kept[file] ?? -1) < 0 || shared.has(file)) continue;
      shared.add(file);
      groupsOf ??= groupsByFile(old);
      for (const other of groupsOf(file)) groups.add(other);
    }
  }
  return [...shared].sort((a, b) => a - b);
}

/** The groups that the flows of a file are in. */
function groupsByFile({ groups, flows }: StoreState): (file: number) => readonly number[] {
  const byFile = new Map<number, number[]>();
  for (let group = 0; group < groups.flows.length - 1; group++) {
    const end = groups.flows[group + 1] ?? 0;
    for (let flow = groups.flows[group] ?? 0; flow < end; flow++) {
      const file = flows.files[flow] ?? 0;
      const known = byFile.get(file);
      if (known) known.push(group);
      else byFile.set(file, [group]);
    }
  }
  return (file) => byFile.get(file) ?? [];
}
