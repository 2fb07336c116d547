import type { FileResult } from "../model/declared.ts";
import { eachFlow, type FileSummary } from "../model/file-summary.ts";
import { flowKey } from "../model/keys.ts";
import type { FlowId } from "../model/model.ts";
import { compareText, orderFlows } from "../model/order.ts";
import type { StateFile } from "./flow-state.ts";
import type { LinkedState } from "./link-state.ts";
import type { FilesOfStates } from "./relevant-files.ts";

/** A flow in several files. Kestra keeps the version that is deployed last. */
export interface DuplicateFlow extends FlowId {
  /** As places show them; sorted. */
  readonly files: readonly string[];
}

/**
 * The flows that a change puts into more than one file, so that one of them can hide what the others lost. Ordered by
 * flow.
 *
 * @param partsOf reads files of a state, in order
 */
export async function newDuplicates(
  { before, after }: { readonly before: LinkedState; readonly after: LinkedState },
  changed: FilesOfStates,
  partsOf: (linked: LinkedState, files: readonly StateFile[]) => Promise<readonly FileResult[]>,
): Promise<readonly DuplicateFlow[]> {
  const asked = new Set<number>();
  for (const file of changed.after) visitFlows(after.summaries.get(file), (flow) => asked.add(flow));
  const duplicatesIn = async (linked: LinkedState) =>
    duplicates(await partsOf(linked, filesWithSame(linked, asked)));
  const now = await duplicatesIn(after);
  if (now.size === 0) return [];
  const known = await duplicatesIn(before);
  return [...now].flatMap(([key, flow]) => (known.has(key) ? [] : [flow])).sort(orderFlows);
}

/** The files that share one of these flows with another file. */
function filesWithSame({ summaries }: LinkedState, asked: ReadonlySet<number>): StateFile[] {
  const byFlow = new Map<number, StateFile[]>();
  for (const [file, summary] of summaries) {
    visitFlows(summary, (flow) => {
      if (asked.has(flow)) byFlow.set(flow, [...(byFlow.get(flow) ?? []), file]);
    });
  }
  return [...new Set([...byFlow.values()].filter((files) => files.length > 1).flat())];
}

function visitFlows(summary: FileSummary | undefined, visit: (flow: number) => void): void {
  if (summary !== undefined) eachFlow(summary, visit);
}

/** The flows in more than one of these files, by key. */
function duplicates(parts: readonly FileResult[]): Map<string, DuplicateFlow> {
  const filesOf = new Map<string, { readonly flow: FlowId; readonly files: Set<string> }>();
  for (const { flows } of parts) {
    for (const { record } of flows) {
      const { namespace, flow, place } = record;
      const key = flowKey(record);
      const known = filesOf.get(key) ?? { flow: { namespace, flow }, files: new Set() };
      filesOf.set(key, known);
      known.files.add(place.file);
    }
  }
  return new Map(
    [...filesOf]
      .filter(([, { files }]) => files.size > 1)
      .map(([key, { flow, files }]) => [key, { ...flow, files: [...files].sort(compareText) }]),
  );
}
