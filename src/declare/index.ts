import type { DeclaredEntry } from "../model/declared.ts";
import { isInferredId } from "../model/id.ts";
import type { Inventory } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { type DraftChoice, draftFile } from "./draft-file.ts";
import type { DraftAssets } from "./draft-task.ts";
import { type DraftNames, draftNames } from "./names.ts";
import type { DraftedFile, Drafts, FlowFile, LeftTask } from "./types.ts";

export type { DraftChoice } from "./draft-file.ts";
export type {
  DraftEntry,
  DraftedFile,
  DraftedTask,
  Drafts,
  FileTask,
  FlowFile,
  LeftTask,
  ReadFlows,
} from "./types.ts";

/**
 * Drafts declarations for what the tasks of a repository do. Names are chosen over all files, so that one asset has one
 * id.
 *
 * @param inventory of all files
 * @param aliases lists of ids of the same asset, from the configuration
 */
export function draftDeclarations(
  files: readonly FlowFile[],
  inventory: Inventory,
  aliases: readonly (readonly string[])[],
  choice: DraftChoice & { readonly isWantedFile: (name: string) => boolean },
): Drafts {
  const entries = files
    .flatMap(({ result }) => result.flows)
    .flatMap(({ bundles }) => bundles)
    .flatMap(({ inputs, outputs }) => [...inputs, ...outputs])
    .filter(({ id }) => isInferredId(id));
  const assets = draftAssets(files, inventory, draftNames(inventory, entries, aliases));
  const drafted: DraftedFile[] = [];
  const left: LeftTask[] = [];
  for (const file of files) {
    if (!choice.isWantedFile(file.name)) continue;
    const found = draftFile(file, assets, choice);
    if (found.file !== undefined) drafted.push(found.file);
    left.push(...found.left);
  }
  return {
    files: drafted,
    left: left.sort(
      (a, b) =>
        compareText(a.place.file, b.place.file) || a.place.line - b.place.line || compareText(a.task, b.task),
    ),
  };
}

function draftAssets(files: readonly FlowFile[], inventory: Inventory, nameOf: DraftNames): DraftAssets {
  const namespaces = new Map<string, Set<string>>();
  const add = (id: string, namespace: string | undefined): void => {
    const known = namespaces.get(id) ?? new Set<string>();
    namespaces.set(id, known);
    if (namespace !== undefined) known.add(namespace);
  };
  const idOf = ({ id }: DeclaredEntry): string => {
    const found = isInferredId(id) ? nameOf(id) : undefined;
    return found?.kind === "named" ? found.id : id;
  };
  for (const { namespace, origin, outputs } of files.flatMap(({ result }) =>
    result.flows.flatMap(({ bundles }) => bundles),
  ))
    for (const output of outputs)
      add(idOf(output), origin === undefined ? output.claim.namespace : namespace);
  const types = new Map(inventory.assets.map(({ id, type }) => [id, type]));
  return {
    nameOf,
    namespaceOf: (id) => {
      const [only, another] = namespaces.get(id) ?? [];
      return another === undefined ? only : undefined;
    },
    isWritten: (id) => namespaces.has(id),
    typeOf: (id) => types.get(id),
  };
}
