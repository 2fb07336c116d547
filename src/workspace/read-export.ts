import { closeSync, readdirSync, readSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ExportPart } from "../drift/read-records.ts";
import { collectRecords, type Recorded } from "../drift/recorded.ts";
import { openRegular } from "../files/regular-file.ts";
import { compareText } from "../model/order.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import { count } from "../util/text.ts";
import { checkLink } from "./check-paths.ts";
import type { Project } from "./project.ts";

/**
 * The records of an export. Throws an AssetsError for a missing, foreign, damaged or empty one.
 *
 * @param name a file, a folder of files, or `-`; relative to the current folder
 */
export function readExport(
  project: ExportReader,
  name: string,
  tenant: string,
  readStdin: () => Uint8Array,
): Recorded {
  const recorded = collectRecords(partsOf(project, name, readStdin), tenant);
  if (recorded.runs + recorded.stored > 0) return recorded;
  const others = recorded.otherTenants > 0;
  throw new AssetsError(
    others ? `"${name}" has no record of the tenant "${tenant}"` : `"${name}" has no record`,
    {
      exitCode: 3,
      hint: others
        ? "Scan with --tenant, or use an export of this tenant."
        : "Use a file of Kestra's FileAssetExporter, in the format ION or JSON, or the folder of its parts.",
    },
  );
}

export type ExportReader = Pick<Project, "folder" | "config" | "followLinks" | "note">;

const EXPORT_FILE = /\.(?:ion|json|jsonl|ndjson)$/i;

function* partsOf(
  { folder, config, followLinks, note }: ExportReader,
  name: string,
  readStdin: () => Uint8Array,
): Generator<ExportPart> {
  if (name === "-") {
    yield { shown: "standard input", chunks: [readStdin()] };
    return;
  }
  const part = (shown: string): ExportPart => {
    const path = resolve(folder, shown);
    checkLink(config.folder, { path, shown }, followLinks);
    return { shown, chunks: fileChunks(path, shown) };
  };
  const names = namesIn(resolve(folder, name), name);
  if (names === undefined) {
    yield part(name);
    return;
  }
  const parts = names.filter((candidate) => EXPORT_FILE.test(candidate));
  const others = names.length - parts.length;
  if (others > 0)
    note(
      `note: ${count(others, "other entry", "other entries")} of "${name}" not read; parts end in .ion, .json, .jsonl or .ndjson`,
    );
  for (const partName of parts) yield part(join(name, partName));
}

/** The sorted names in a folder; undefined for a file. */
function namesIn(path: string, shown: string): string[] | undefined {
  try {
    return statSync(path).isDirectory() ? readdirSync(path).sort(compareText) : undefined;
  } catch (error) {
    throw unreadable(shown, error);
  }
}

const CHUNK_BYTES = 1024 * 1024;

function* fileChunks(path: string, shown: string): Generator<Uint8Array> {
  let file: number;
  try {
    ({ file } = openRegular(path));
  } catch (error) {
    throw unreadable(shown, error);
  }
  try {
    for (;;) {
      const chunk = new Uint8Array(CHUNK_BYTES);
      const read = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  } catch (error) {
    throw error instanceof AssetsError ? error : unreadable(shown, error);
  } finally {
    closeSync(file);
  }
}

function unreadable(name: string, error: unknown): AssetsError {
  return new AssetsError(`cannot read "${name}": ${systemErrorReason(error)}`, {
    cause: error,
    hint: "Specify a file of Kestra's FileAssetExporter, a folder of such files, or - for standard input.",
  });
}
