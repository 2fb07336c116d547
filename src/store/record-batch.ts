import { comparePlaces } from "../flows/place.ts";
import { withoutSubject } from "../model/build.ts";
import type { DeclaredBundle, DeclaredEntry, FileResult, FlowGap, ResolvedFlow } from "../model/declared.ts";
import { CERTAINTIES } from "../model/model.ts";
import { bundleJson } from "./bundle-json.ts";
import { detailsJson, type FileTable } from "./file-table.ts";
import { createLineWriter } from "./lines.ts";
import { numberOf } from "./number-of.ts";
import { recordJson } from "./record-json.ts";
import { OWNED_ORDER, type OwnedList, ownedOf, type Records } from "./record-table.ts";

/**
 * The contribution of some files to a store, created by the reading thread: records as lines, and flat arrays for
 * sorting them and merging assets. Files, ids and claims are numbered within the batch. The records of one flow (gaps:
 * of one file) are adjacent and sorted in each list; they form a run.
 */
export interface RecordBatch extends Records {
  readonly files: FileTable;
  readonly flows: { readonly namespaces: readonly string[]; readonly ids: readonly string[] };
  /** Start of the run of each flow (gaps: of each file), and the end of the last one. */
  readonly runs: Readonly<Record<OwnedList, Uint32Array>>;
  readonly ids: readonly string[];
  /** Claims of entries, as JSON; the first is empty. */
  readonly claims: readonly string[];
}

/** Files with their records. */
export interface FreshBatch {
  readonly batch: RecordBatch;
  /** The position of each file among all files now. */
  readonly positions: Uint32Array;
}

/** The claim of an entry about its asset, in the form of a table. */
export type EntrySays = Pick<DeclaredEntry, "claim" | "others">;

/** No claim. */
export const NO_CLAIM = '{"claim":{}}';

export interface BatchBuilder {
  /**
   * @param name of the file, as in places
   * @param folder true for an unreadable folder
   */
  readonly add: (name: string, parts: FileResult, folder?: boolean) => void;
  readonly finish: () => RecordBatch;
}

/** Collects the contributions of files, one after the other. */
export function createBatchBuilder(): BatchBuilder {
  const lists = ownedOf(() => ({ lines: createLineWriter(), files: numbers(), runs: numbers() }));
  const files = { names: [] as string[], details: [] as string[] };
  const flows = { namespaces: [] as string[], ids: [] as string[] };
  const sides = { inputs: newSide(), outputs: newSide() };
  const declarationOf = numbers();
  const ids = new Map<string, number>();
  const claims = new Map([[NO_CLAIM, 0]]);

  function addRun<Item>(
    list: OwnedList,
    records: readonly Item[],
    compare: (a: Item, b: Item) => number,
    write: (record: Item) => string = recordJson,
  ): void {
    const { lines, files: owners, runs } = lists[list];
    runs.push(lines.count());
    for (const record of records.length < 2 ? records : [...records].sort(compare)) {
      lines.write(write(record));
      owners.push(files.names.length - 1);
    }
  }

  function addFlow({ record, tasks, bundles, activations, inert, ties = [] }: ResolvedFlow): void {
    flows.namespaces.push(record.namespace);
    flows.ids.push(record.flow);
    addRun("flows", [record], OWNED_ORDER.flows);
    addRun("tasks", tasks, OWNED_ORDER.tasks);
    let before: DeclaredBundle | undefined;
    addRun("bundles", bundles, OWNED_ORDER.bundles, (bundle) => {
      const own = declarationOf.length;
      declarationOf.push(before && isSameDeclaration(before, bundle) ? (declarationOf[own - 1] ?? own) : own);
      before = bundle;
      addEntries(sides.inputs, bundle.inputs);
      addEntries(sides.outputs, bundle.outputs);
      return bundleJson(bundle);
    });
    addRun("activations", activations, OWNED_ORDER.activations);
    addRun("inert", inert, OWNED_ORDER.inert);
    addRun("ties", ties, OWNED_ORDER.ties);
  }

  function addEntries(side: Side, entries: readonly DeclaredEntry[]): void {
    for (const entry of entries) {
      side.targets.push(numberOf(ids, entry.id));
      side.certainties.push(CERTAINTIES.indexOf(entry.certainty));
      side.claims.push(numberOf(claims, saysJson(entry)));
    }
    side.offsets.push(side.targets.length);
  }

  return {
    add: (name, parts, folder) => {
      files.names.push(name);
      files.details.push(detailsJson(parts, folder));
      for (const flow of parts.flows) addFlow(flow);
      const gaps: readonly FlowGap[] = [...parts.gaps, ...parts.flows.flatMap((flow) => flow.gaps)];
      addRun("gaps", gaps, OWNED_ORDER.gaps, (gap) => recordJson(withoutSubject(gap)));
    },
    finish: () => ({
      lists: ownedOf((list) => {
        const { lines, files: owners } = lists[list];
        return { ...lines.finish(), files: Uint32Array.from(owners) };
      }),
      runs: ownedOf((list) => Uint32Array.from([...lists[list].runs, lists[list].lines.count()])),
      inputs: columnsOf(sides.inputs),
      outputs: columnsOf(sides.outputs),
      declarationOf: Uint32Array.from(declarationOf),
      ...{ files, flows },
      ids: [...ids.keys()],
      claims: [...claims.keys()],
    }),
  };
}

type Side = ReturnType<typeof newSide>;

const numbers = (): number[] => [];
const newSide = () => ({ offsets: [0], targets: numbers(), certainties: numbers(), claims: numbers() });

function columnsOf({ offsets, targets, certainties, claims }: Side) {
  return {
    offsets: Uint32Array.from(offsets),
    targets: Uint32Array.from(targets),
    certainties: Uint8Array.from(certainties),
    claims: Uint32Array.from(claims),
  };
}

/** Within one flow. */
function isSameDeclaration(a: DeclaredBundle, b: DeclaredBundle): boolean {
  return a.task === b.task && comparePlaces(a.place, b.place) === 0;
}

function saysJson({ claim, others }: EntrySays): string {
  if (others === undefined && isEmpty(claim)) return NO_CLAIM;
  return JSON.stringify(others === undefined ? { claim } : { claim, others });
}

function isEmpty(claim: object): boolean {
  for (const _ in claim) return false;
  return true;
}
