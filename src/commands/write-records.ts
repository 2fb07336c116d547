import { join } from "node:path";
import { type RecordFormat, recordChunks, recordFiles } from "../report/files/record-files.ts";
import type { ExitCode } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { CommandContext } from "./context.ts";

export interface RecordOutput extends RecordFormat {
  /** A file, or with `maxLines` or `prefix` a folder; stdout or the current folder when absent. */
  readonly output?: string;
  readonly maxLines?: number;
  readonly prefix?: string;
}

/** Writes records to one output, or to numbered files in a folder. */
export async function writeRecords(
  { note, write }: CommandContext,
  records: Iterable<object>,
  how: RecordOutput,
): Promise<ExitCode> {
  const { output, format, binary, maxLines, prefix } = how;
  if (maxLines === undefined && prefix === undefined) {
    const isBinary = format === "ion" && binary;
    await write(output, recordChunks(records, how), isBinary ? { binary: "binary Ion" } : {});
    return 0;
  }
  let files = 0;
  for (const { name, chunks } of recordFiles(records, how)) {
    await write(join(output ?? ".", name), chunks);
    files++;
  }
  note(`note: wrote ${count(files, "file")} to ${output ?? "."}`);
  return 0;
}
