import { findGroup, goneGroups } from "./assemble-groups.ts";
import { type FreshFiles, freshFlows } from "./fresh-flows.ts";
import type { StoreState } from "./store-state.ts";

/**
 * The files of an older store that stay as they are, but have to be read again: one of their flows shares its coordinates
 * with a flow of a file that was changed, and the records of such flows mix. What is read then may share others.
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
  for (const group of groups) {
    const end = old.groups.flows[group + 1] ?? 0;
    for (let flow = old.groups.flows[group] ?? 0; flow < end; flow++) {
      const file = old.flows.files[flow] ?? 0;
      if ((kept[file] ?? -1) >= 0) shared.add(file);
    }
  }
  return [...shared].sort((a, b) => a - b);
}
