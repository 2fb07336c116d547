import { comparePlaces } from "../../flows/place.ts";
import type {
  DeclaredBundle,
  DeclaredEntry,
  FileParts,
  FlowGap,
  ResolvedFlow,
} from "../../inventory/declared.ts";
import { CERTAINTIES, GAP_KINDS, type Gap } from "../../inventory/model.ts";
import {
  compareActivations,
  compareBundles,
  compareGaps,
  compareInert,
  compareTaskRecords,
} from "../../inventory/order.ts";
import { bundleJson } from "../bundle-json.ts";
import { recordJson } from "../record-json.ts";
import { claimText, NO_CLAIM } from "./claim-text.ts";
import { createLineWriter } from "./line-writer.ts";
import { FILE, type FileNotes, type PackedFiles } from "./packed-files.ts";

export interface Packer {
  /** @param flags see `FILE` */
  readonly add: (name: string, parts: FileParts, flags?: number) => void;
  readonly finish: () => PackedFiles;
}

/** Packs what files contribute, one file after the other. */
export function createPacker(): Packer {
  const lines = createLineWriter();
  const files = { names: [] as string[], flows: numbers(), gaps: numbers(), flags: numbers() };
  const others: string[] = [];
  const notes: FileNotes[] = [];
  const flows = {
    namespaces: [] as string[],
    ids: [] as string[],
    allTasks: numbers(),
    declarations: numbers(),
  };
  const lists = { tasks: numbers(), bundles: numbers(), activations: numbers(), inert: numbers() };
  const bundles = { inputs: numbers(), outputs: numbers(), continues: numbers() };
  const entries = { ids: numbers(), claims: numbers(), certainties: numbers() };
  const gapKinds = numbers();
  const ids = new Map<string, number>();
  const claims = new Map([[NO_CLAIM, 0]]);

  function addFlow(flow: ResolvedFlow): void {
    const { record, tasks, activations, inert } = flow;
    flows.namespaces.push(record.namespace);
    flows.ids.push(record.flow);
    flows.allTasks.push(record.tasks);
    flows.declarations.push(record.declarations);
    lines.write(recordJson(record));
    lists.tasks.push(tasks.length);
    for (const task of inOrder(tasks, compareTaskRecords)) lines.write(recordJson(task));
    lists.bundles.push(flow.bundles.length);
    let before: DeclaredBundle | undefined;
    for (const bundle of inOrder(flow.bundles, compareBundles)) {
      bundles.continues.push(before !== undefined && isSameDeclaration(before, bundle) ? 1 : 0);
      addBundle(bundle);
      before = bundle;
    }
    lists.activations.push(activations.length);
    for (const each of inOrder(activations, compareActivations)) lines.write(recordJson(each));
    lists.inert.push(inert.length);
    for (const each of inOrder(inert, compareInert)) lines.write(recordJson(each));
  }

  function addBundle(bundle: DeclaredBundle): void {
    lines.write(bundleJson(bundle));
    bundles.inputs.push(bundle.inputs.length);
    bundles.outputs.push(bundle.outputs.length);
    for (const entry of bundle.inputs) addEntry(entry);
    for (const entry of bundle.outputs) addEntry(entry);
  }

  function addEntry(entry: DeclaredEntry): void {
    entries.ids.push(numberOf(ids, entry.id));
    const said = claimText(entry);
    entries.claims.push(said === NO_CLAIM ? 0 : numberOf(claims, said));
    entries.certainties.push(CERTAINTIES.indexOf(entry.certainty));
  }

  return {
    add: (name, parts, flags = parts.unreadable ? FILE.unreadable : 0) => {
      if (parts.notes.length > 0) notes.push({ file: files.names.length, notes: parts.notes });
      files.names.push(name);
      files.flows.push(parts.flows.length);
      files.flags.push(flags);
      others.push(parts.others.join("\n"));
      for (const flow of parts.flows) addFlow(flow);
      const gaps = [...parts.gaps, ...parts.flows.flatMap((flow) => flow.gaps)];
      files.gaps.push(gaps.length);
      for (const gap of inOrder(gaps, compareGaps)) {
        gapKinds.push(GAP_KINDS.indexOf(gap.kind));
        lines.write(recordJson(withoutSubject(gap)));
      }
    },
    finish: () => {
      const { text, ends } = lines.finish();
      return {
        text,
        lineEnds: ends,
        perFile: {
          names: files.names,
          flows: wide(files.flows),
          gaps: wide(files.gaps),
          flags: narrow(files.flags),
          others,
        },
        perFlow: {
          namespaces: flows.namespaces,
          ids: flows.ids,
          allTasks: wide(flows.allTasks),
          declarations: wide(flows.declarations),
          tasks: wide(lists.tasks),
          bundles: wide(lists.bundles),
          activations: wide(lists.activations),
          inert: wide(lists.inert),
        },
        perBundle: {
          inputs: wide(bundles.inputs),
          outputs: wide(bundles.outputs),
          continues: narrow(bundles.continues),
        },
        perEntry: {
          ids: wide(entries.ids),
          claims: wide(entries.claims),
          certainties: narrow(entries.certainties),
        },
        gapKinds: narrow(gapKinds),
        ids: [...ids.keys()],
        claims: [...claims.keys()],
        notes,
      };
    },
  };
}

const numbers = (): number[] => [];
const wide = (from: readonly number[]) => Uint32Array.from(from);
const narrow = (from: readonly number[]) => Uint8Array.from(from);

/** The position of a text among those met so far. */
function numberOf(known: Map<string, number>, text: string): number {
  const number = known.get(text);
  if (number !== undefined) return number;
  known.set(text, known.size);
  return known.size - 1;
}

function inOrder<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): readonly Item[] {
  return items.length < 2 ? items : [...items].sort(compare);
}

/** Within one flow. */
function isSameDeclaration(a: DeclaredBundle, b: DeclaredBundle): boolean {
  return a.task === b.task && comparePlaces(a.place, b.place) === 0;
}

function withoutSubject({ about: _, error: __, line: ___, ...gap }: FlowGap): Gap {
  return gap;
}
