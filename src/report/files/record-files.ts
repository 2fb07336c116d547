import { AssetsError } from "../../util/errors.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { ionValues } from "./ion.ts";
import { jsonLine } from "./json-line.ts";
import { inParts } from "./parts.ts";

export interface RecordFormat {
  readonly format: "ion" | "json";
  /** Binary Ion. */
  readonly binary?: boolean;
}

export interface RecordFile {
  /** `<prefix>-00001.ion` */
  readonly name: string;
  readonly chunks: Iterable<string | Uint8Array>;
}

/** Default of AssetShipper. */
const PREFIX = "kestra-log-file";

/** One record per line. */
export function recordChunks(
  records: Iterable<object>,
  { format, binary }: RecordFormat,
): Iterable<string | Uint8Array> {
  return format === "ion" ? ionValues(records, binary ? "binary" : "text") : jsonLines(records);
}

/** Records in numbered files of at most `maxLines` lines, named as by Kestra's file exporter. */
export function* recordFiles(
  records: Iterable<object>,
  how: RecordFormat & { readonly maxLines?: number; readonly prefix?: string },
): Generator<RecordFile> {
  const { prefix = PREFIX, maxLines, format } = how;
  checkPrefix(prefix);
  for (const { part, items } of inParts(records, maxLines)) {
    const name = `${prefix}-${String(part).padStart(5, "0")}.${format}`;
    yield { name, chunks: recordChunks(items, how) };
  }
}

/** A prefix can come from a flow and must not lead out of the output folder. */
function checkPrefix(prefix: string): void {
  if (!/[/\\\u0000-\u001f\u007f-\u009f]/.test(prefix)) return;
  throw new AssetsError(`"${escapeControlChars(prefix)}" is not a valid file name prefix`, {
    hint: "Remove the slashes; set the folder with --output.",
  });
}

/** One JSON value per line. */
export function* jsonLines(items: Iterable<object>): Generator<string> {
  for (const item of items) yield `${jsonLine(item)}\n`;
}
