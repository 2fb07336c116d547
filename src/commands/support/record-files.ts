import { join } from "node:path";
import { ionValues } from "../../report/files/ion.ts";
import { jsonLine } from "../../report/files/json-line.ts";
import { inParts } from "../../report/files/parts.ts";
import { AssetsError } from "../../util/errors.ts";
import { visible } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import { type Chunks, refuseTerminal, writeOutput } from "./output.ts";
import type { Program } from "./program.ts";

export interface RecordFiles {
  readonly output?: string;
  readonly binary?: boolean;
  readonly maxLinesPerFile?: number;
  readonly prefix?: string;
}

/** Writes records one a line; with a limit, to numbered files in the folder of --output. */
export async function writeRecords(
  program: Program,
  records: Iterable<object>,
  format: "ion" | "json",
  { output, binary, maxLinesPerFile, prefix }: RecordFiles,
): Promise<void> {
  const chunks = (items: Iterable<object>): Chunks =>
    format === "ion" ? ionValues(items, binary ? "binary" : "text") : lines(items);
  if (maxLinesPerFile === undefined && prefix === undefined) {
    if (format === "ion" && binary) refuseTerminal(output, "binary Ion");
    return writeOutput(program, output, chunks(records));
  }
  checkPrefix(prefix);
  let files = 0;
  for (const { part, items } of inParts(records, maxLinesPerFile)) {
    const name = `${prefix ?? "kestra-log-file"}-${String(part).padStart(5, "0")}.${format}`;
    await writeOutput(program, join(output ?? ".", name), chunks(items));
    files = part;
  }
  program.note(`note: wrote ${count(files, "file")} to ${output ?? "."}`);
}

/** A prefix can come from a flow, and must not lead out of the folder that the user named. */
function checkPrefix(prefix: string | undefined): void {
  if (prefix === undefined || !/[/\\\u0000-\u001f\u007f-\u009f]/.test(prefix)) return;
  throw new AssetsError(`"${visible(prefix)}" cannot begin the name of a file`, {
    hint: "Leave slashes out; --output names the folder.",
  });
}

/** One JSON value a line. */
export function* lines(items: Iterable<object>): Generator<string> {
  for (const item of items) yield `${jsonLine(item)}\n`;
}
