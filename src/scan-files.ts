import { MAX_FILE_BYTES } from "./flows/decode.ts";
import { readFlowBytes, readFlowFile } from "./flows/read-flow-file.ts";
import type { FileParts } from "./inventory/declared.ts";
import { inventoryOfFiles, resolveFile } from "./resolve/resolve-file.ts";
import { notesOf, type ScanOptions, type ScanResult } from "./scan.ts";
import { bytesOf, type Looked, type LookedAll } from "./scan-look.ts";
import { about, resolveOptions } from "./scan-setup.ts";
import { type CachedFile, cachedFile, type FileCache, hashOf } from "./store/cache/file-cache.ts";
import { packPart, unpackPart } from "./store/cache/pack-part.ts";

export interface ReadScan {
  readonly result: ScanResult;
  /** To be called once the store holds the result, with what the next unchanged scan is to tell. */
  readonly keep: (report: unknown) => void;
}

/** Reads the files that are not known from the cache, and makes the inventory of all. */
export function readFiles(
  options: ScanOptions,
  { files, problems, now }: LookedAll,
  cache: FileCache | undefined,
  keep: (parts: readonly Uint8Array[], files: readonly CachedFile[], report: unknown) => void,
): ReadScan {
  const resolving = resolveOptions(options);
  const all: FileParts[] = [];
  const packed: Uint8Array[] = [];
  const cached: CachedFile[] = [];
  let flows = 0;
  let cacheable = true;
  for (const [index, file] of files.entries()) {
    const known = file.same === undefined ? undefined : cache?.partOf(file.same);
    const before = known === undefined ? undefined : unpackPart<FileParts>(known, file.shownAs);
    const read = before === undefined ? readOne(file) : undefined;
    const parts = before ?? resolveFile(readContents(file, read?.bytes), resolving);
    const hash = before === undefined ? read?.hash : file.hash;
    const bytes = before === undefined ? packPart(parts, file.shownAs) : known;
    if (file.stamp !== undefined && hash !== undefined && bytes !== undefined) {
      packed.push(bytes);
      cached.push(cachedFile(file.shownAs, file.stamp, hash, now));
    } else {
      cacheable = false;
    }
    all.push(parts);
    flows += parts.flows.length;
    options.onFile?.({ files: index + 1, flows });
  }
  const result: ScanResult = {
    inventory: inventoryOfFiles(all, problems, about(options)),
    notes: notesOf(all),
  };
  return {
    result,
    // What could not be read may be readable the next time, without any stamp telling.
    keep: (report) => cacheable && keep(packed, cached, report),
  };
}

function readOne({ path, stamp }: Looked): { readonly bytes: Uint8Array; readonly hash: string } | undefined {
  const bytes = stamp !== undefined && stamp.size <= MAX_FILE_BYTES ? bytesOf(path) : undefined;
  return bytes && { bytes, hash: hashOf(bytes) };
}

/** Without bytes the file is read once more, for the words why it cannot be. */
function readContents({ path, shownAs }: Looked, bytes: Uint8Array | undefined) {
  return bytes === undefined ? readFlowFile(path, shownAs) : readFlowBytes(bytes, shownAs);
}
