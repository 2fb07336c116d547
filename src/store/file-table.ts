import type { Problem } from "../flows/problem.ts";
import type { FileResult } from "../model/declared.ts";
import type { FileCounts } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { type Touching, touchingTasks } from "../model/summary.ts";

/** Data of each file besides its records. */
export interface FileTable {
  /** As in places. */
  readonly names: readonly string[];
  /** `FileDetails` as JSON: few different texts occur. */
  readonly details: readonly string[];
}

export const NO_FILES: FileTable = { names: [], details: [] };

export interface FileDetails {
  readonly flows: number;
  /** Tasks at any depth. */
  readonly tasks: number;
  readonly declarations: number;
  /** Absent: no task accesses data. */
  readonly touching?: Touching;
  /** Completely or partly unreadable. */
  readonly unreadable?: true;
  /** An unreadable folder instead of a file. */
  readonly folder?: true;
  /** Kind of each document other than flows. */
  readonly others?: readonly string[];
  readonly notes?: readonly Problem[];
}

export function detailsJson({ flows, others, notes, unreadable }: FileResult, folder = false): string {
  const touching = touchingTasks(
    flows.flatMap(({ tasks }) => tasks),
    flows.flatMap(({ bundles }) => bundles),
    flows.flatMap(({ gaps }) => gaps),
  );
  const touches = touching.declared + touching.inferred + touching.unknown > 0;
  const details: FileDetails = {
    flows: flows.length,
    tasks: flows.reduce((sum, { record }) => sum + record.tasks, 0),
    declarations: flows.reduce((sum, { record }) => sum + record.declarations, 0),
    ...(touches && { touching }),
    ...(unreadable && { unreadable }),
    ...(folder && { folder }),
    ...(others.length > 0 && { others }),
    ...(notes.length > 0 && { notes }),
  };
  return JSON.stringify(details);
}

/** Totals of the files of a table. */
export interface FileTotals {
  readonly counts: FileCounts;
  readonly tasks: number;
  readonly declarations: number;
  readonly touching: Touching;
  /** In the order of the files. */
  readonly notes: readonly Problem[];
}

export function totalFiles({ details }: FileTable): FileTotals {
  const parsed = new Map<string, FileDetails>();
  const kinds = new Map<string, number>();
  const notes: Problem[] = [];
  const sums = { found: 0, withFlows: 0, unreadable: 0, tasks: 0, declarations: 0 };
  const touching = { declared: 0, inferred: 0, unknown: 0 };
  for (const text of details) {
    const file = parsed.get(text) ?? (JSON.parse(text) as FileDetails);
    parsed.set(text, file);
    if (!file.folder) sums.found++;
    if (file.flows > 0) sums.withFlows++;
    if (file.unreadable) sums.unreadable++;
    sums.tasks += file.tasks;
    sums.declarations += file.declarations;
    touching.declared += file.touching?.declared ?? 0;
    touching.inferred += file.touching?.inferred ?? 0;
    touching.unknown += file.touching?.unknown ?? 0;
    for (const kind of file.others ?? []) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    for (const note of file.notes ?? []) notes.push(note);
  }
  const { found, withFlows, unreadable, tasks, declarations } = sums;
  const otherDocuments = Object.fromEntries([...kinds].sort(([a], [b]) => compareText(a, b)));
  return { counts: { found, withFlows, otherDocuments, unreadable }, tasks, declarations, touching, notes };
}

/** Some files, with the new position of each; -1 for a removed one. */
export interface PlacedFiles {
  readonly files: FileTable;
  readonly positions: ArrayLike<number>;
}

/** The new table of files. */
export function gatherFileTable(parts: readonly PlacedFiles[], count: number): FileTable {
  const names = new Array<string>(count).fill("");
  const details = new Array<string>(count).fill("");
  for (const { files, positions } of parts) {
    for (let at = 0; at < files.names.length; at++) {
      const now = positions[at] ?? -1;
      if (now < 0) continue;
      names[now] = files.names[at] ?? "";
      details[now] = files.details[at] ?? "";
    }
  }
  return { names, details };
}
