import { compareText } from "../../inventory/order.ts";
import type { FlowList, Fresh, FreshGroup } from "./fresh-flows.ts";
import { interleave, type Run } from "./interleave.ts";
import { listLines } from "./list-lines.ts";
import type { ByteSource, Pieces } from "./pieces.ts";
import { spliceOffsets, spliceTexts } from "./splice.ts";
import type { GroupStates, StoreState } from "./store-state.ts";
import { lowerBound, type TextList, textAt } from "./text-list.ts";

/** The groups of an older store that a file which does not stay has a flow in, ascending. */
export function goneGroups({ groups, flows }: StoreState, kept: Int32Array): number[] {
  const gone: number[] = [];
  for (let group = 0; group < groups.flows.length - 1; group++) {
    const end = groups.flows[group + 1] ?? 0;
    for (let flow = groups.flows[group] ?? 0; flow < end; flow++) {
      if ((kept[flows.files[flow] ?? 0] ?? -1) >= 0) continue;
      gone.push(group);
      break;
    }
  }
  return gone;
}

/** The order of all groups. */
export function groupRuns(old: GroupStates, gone: readonly number[], { groups }: Fresh): Run[] {
  return interleave(old.flows.length - 1, gone, groups.length, (index, at) => {
    const fresh = groups[at];
    return fresh !== undefined && compareName(textAt(old.names, index), fresh) < 0;
  });
}

/** The position of the group with these coordinates. */
export function findGroup(names: TextList, group: Pick<FreshGroup, "namespace" | "id">): number | undefined {
  const count = names.starts.length - 1;
  const at = lowerBound(count, (index) => compareName(textAt(names, index), group) < 0);
  return at < count && compareName(textAt(names, at), group) === 0 ? at : undefined;
}

function compareName(name: string, { namespace, id }: Pick<FreshGroup, "namespace" | "id">): number {
  const [ownNamespace = "", ownId = ""] = JSON.parse(name) as string[];
  return compareText(ownNamespace, namespace) || compareText(ownId, id);
}

export function groupStates(old: GroupStates, runs: readonly Run[], { groups }: Fresh): GroupStates {
  const offsets = (list: FlowList): Uint32Array =>
    spliceOffsets(old[list], runs, (index) => linesIn(groups[index], list));
  return {
    names: spliceTexts(old.names, runs, (index) =>
      JSON.stringify([groups[index]?.namespace, groups[index]?.id]),
    ),
    flows: offsets("flows"),
    tasks: offsets("tasks"),
    bundles: offsets("bundles"),
    activations: offsets("activations"),
    inert: offsets("inert"),
  };
}

function linesIn(group: FreshGroup | undefined, list: FlowList): number {
  if (group === undefined) return 0;
  if (list === "flows") return group.flows.length;
  let count = 0;
  for (const { from, index } of group.flows) count += from.perFlow[list][index] ?? 0;
  return count;
}

/**
 * Adds a list of records of flows.
 *
 * @param offsets where the records of each group begin in the list, as it will be
 */
export function addRecords(
  pieces: Pieces,
  list: FlowList,
  old: { readonly state: StoreState; readonly source: ByteSource },
  runs: readonly Run[],
  { groups }: Fresh,
  offsets: Uint32Array,
): Uint32Array {
  const lines = listLines(pieces, list, offsets.at(-1) ?? 0);
  const before = old.state.groups[list];
  for (const run of runs) {
    if (run.fresh) {
      for (let index = run.from; index < run.to; index++) {
        for (const { from, first, count } of groups[index]?.lines(list) ?? [])
          lines.addFresh(from.text, from.lineEnds, first, first + count);
      }
    } else {
      lines.addOld(old.source, old.state.lines[list], before[run.from] ?? 0, before[run.to] ?? 0);
    }
  }
  return lines.finish();
}

/** What is kept of each flow, in their order. */
export function flowStates(
  old: StoreState,
  kept: Int32Array,
  runs: readonly Run[],
  { groups }: Fresh,
  count: number,
): StoreState["flows"] {
  const files = new Uint32Array(count);
  const allTasks = new Uint32Array(count);
  const declarations = new Uint32Array(count);
  let filled = 0;
  for (const run of runs) {
    if (run.fresh) {
      for (let group = run.from; group < run.to; group++) {
        for (const { from, index, file } of groups[group]?.flows ?? []) {
          files[filled] = file;
          allTasks[filled] = from.perFlow.allTasks[index] ?? 0;
          declarations[filled++] = from.perFlow.declarations[index] ?? 0;
        }
      }
    } else {
      const end = old.groups.flows[run.to] ?? 0;
      for (let flow = old.groups.flows[run.from] ?? 0; flow < end; flow++) {
        files[filled] = kept[old.flows.files[flow] ?? 0] ?? 0;
        allTasks[filled] = old.flows.allTasks[flow] ?? 0;
        declarations[filled++] = old.flows.declarations[flow] ?? 0;
      }
    }
  }
  return { files, allTasks, declarations };
}
