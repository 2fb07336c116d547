import { MAX_FILE_BYTES } from "./flows/decode.ts";
import { readFlowBytes, readFlowFile } from "./flows/read-flow-file.ts";
import type { ResolveOptions } from "./resolve/options.ts";
import { resolveFile } from "./resolve/resolve-file.ts";
import { hashOf } from "./store/cache/file-cache.ts";
import { createStampedReader } from "./store/cache/read-stamped.ts";
import type { Stamp } from "./store/cache/stamp.ts";
import { createPacker } from "./store/packed/pack-files.ts";
import type { PackedFiles } from "./store/packed/packed-files.ts";

/** A file to be read, and its position among all that were found. */
export interface FileToRead {
  readonly position: number;
  readonly path: string;
  readonly shownAs: string;
}

export interface ReadFiles {
  readonly packed: PackedFiles;
  readonly positions: Uint32Array;
  /** What each was when it was read; undefined for one that could not be. */
  readonly seen: readonly (SeenFile | undefined)[];
}

export interface SeenFile {
  readonly stamp: Stamp;
  readonly hash: string;
}

/**
 * Reads files and resolves what they declare, one at a time; what is kept of each is packed.
 *
 * @param onFile told the number of flows of every file
 */
export function readPacked(
  files: readonly FileToRead[],
  resolving: ResolveOptions,
  onFile: (flows: number) => void,
): ReadFiles {
  const packer = createPacker();
  const read = createStampedReader(MAX_FILE_BYTES);
  const seen: (SeenFile | undefined)[] = [];
  for (const { path, shownAs } of files) {
    const found = read(path);
    // Without bytes the file is read once more, for the words why it cannot be.
    const contents = found === undefined ? readFlowFile(path, shownAs) : readFlowBytes(found.bytes, shownAs);
    seen.push(found && { stamp: found.stamp, hash: hashOf(found.bytes) });
    const parts = resolveFile(contents, resolving);
    packer.add(shownAs, parts);
    onFile(parts.flows.length);
  }
  const positions = Uint32Array.from(files, ({ position }) => position);
  return { packed: packer.finish(), positions, seen };
}
