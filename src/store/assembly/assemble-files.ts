import type { FileCounts } from "../../inventory/model.ts";
import { compareText } from "../../inventory/order.ts";
import { FILE, type FileNotes } from "../packed/packed-files.ts";
import type { FreshFiles } from "./fresh-flows.ts";
import type { FileStates } from "./store-state.ts";
import { textAt, textList } from "./text-list.ts";

/** What is kept of every file, in the order of the files as they are now. */
export function assembleFiles(
  old: FileStates,
  kept: Int32Array,
  fresh: readonly FreshFiles[],
  count: number,
): FileStates {
  const flows = new Uint32Array(count);
  const flags = new Uint8Array(count);
  const others = new Array<string>(count).fill("");
  const notes: FileNotes[] = [];
  for (const [before, file] of kept.entries()) {
    if (file < 0) continue;
    flows[file] = old.flows[before] ?? 0;
    flags[file] = old.flags[before] ?? 0;
    if (old.others.starts[before] !== old.others.starts[before + 1])
      others[file] = textAt(old.others, before);
  }
  for (const { file, notes: told } of old.notes) {
    const now = kept[file] ?? -1;
    if (now >= 0) notes.push({ file: now, notes: told });
  }
  for (const { packed, positions } of fresh) {
    for (const [at, file] of positions.entries()) {
      flows[file] = packed.perFile.flows[at] ?? 0;
      flags[file] = packed.perFile.flags[at] ?? 0;
      others[file] = packed.perFile.others[at] ?? "";
    }
    for (const { file, notes: told } of packed.notes) notes.push({ file: positions[file] ?? 0, notes: told });
  }
  return { flows, flags, others: textList(others), notes: notes.sort((a, b) => a.file - b.file) };
}

/** The files in numbers. */
export function countFiles({ flows, flags, others }: FileStates): FileCounts {
  const kinds = new Map<string, number>();
  let found = 0;
  let withFlows = 0;
  let unreadable = 0;
  for (const [file, flag] of flags.entries()) {
    if ((flag & FILE.folder) === 0) found++;
    if ((flows[file] ?? 0) > 0) withFlows++;
    if ((flag & FILE.unreadable) !== 0) unreadable++;
    if (others.starts[file] === others.starts[file + 1]) continue;
    for (const kind of textAt(others, file).split("\n")) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const otherDocuments = Object.fromEntries([...kinds].sort(([a], [b]) => compareText(a, b)));
  return { found, withFlows, otherDocuments, unreadable };
}
