import type { FileParts } from "../inventory/declared.ts";
import { packSummary } from "../inventory/file-summary.ts";
import type { RecordValue } from "./file-cache.ts";
import { packPart } from "./pack-part.ts";

/** The record of what a file contributes; read it back with `readSummary` and `unpackPart`. */
export function packParts(parts: FileParts, name: string): Required<RecordValue> {
  return { summary: packSummary(parts), body: packPart(parts, name) };
}
