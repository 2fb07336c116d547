import type { FileStat } from "../../cache/file-stat.ts";
import { packPart } from "../../cache/pack-part.ts";
import { MAX_FILE_BYTES } from "../../flows/decode.ts";
import { readFlowBytes, readFlowFile } from "../../flows/read-flow-file.ts";
import { readFile } from "../../infer/index.ts";
import { packSummary } from "../../model/file-summary.ts";
import type { FileLinks } from "../../model/links.ts";
import { fileLinks, ownLinks } from "../../resolve/resolve-file.ts";
import { createBatchBuilder, type RecordBatch } from "../../store/record-batch.ts";
import { COUNTERS, filesOfBatch, type SharedWork } from "./batch.ts";
import { createFileReader } from "./file-reader.ts";
import { repositoryReader } from "./repository-files.ts";

/** Results of a batch. */
export interface ReadBatch {
  /** Position of the first file. */
  readonly first: number;
  readonly positions: Uint32Array;
  readonly batch: RecordBatch;
  /** Status of each file when read; undefined for an unreadable one. */
  readonly contents: readonly (ReadContent | undefined)[];
  /** The links of each file. */
  readonly links: readonly FileLinks[];
  /** For the cache: summary and contribution of each file. */
  readonly summaries: ByteList;
  readonly bodies?: ByteList;
}

/** Concatenated byte arrays. */
export interface ByteList {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

export interface ReadContent {
  readonly stat: FileStat;
  readonly contentId: string;
}

/** Reads the files of a batch and resolves their declarations, one at a time. */
export function readBatch(work: SharedWork, first: number): ReadBatch {
  const files = filesOfBatch(work, first);
  const builder = createBatchBuilder();
  const read = createFileReader(MAX_FILE_BYTES);
  const contents: (ReadContent | undefined)[] = [];
  const summaries: Uint8Array[] = [];
  const bodies: Uint8Array[] = [];
  const links: FileLinks[] = [];
  for (const { path, shownAs, resolving = work.resolving, repositoryFiles, withClaims } of files) {
    const found = read(path);
    // Without bytes, the file is read again for the error message.
    const flowFile = found === undefined ? readFlowFile(path, shownAs) : readFlowBytes(found.bytes, shownAs);
    contents.push(found && { stat: found.stat, contentId: found.contentId });
    const parts = readFile(flowFile, resolving, repositoryReader(repositoryFiles));
    builder.add(shownAs, parts);
    summaries.push(packSummary(parts));
    links.push(withClaims ? fileLinks(parts) : ownLinks(parts));
    if (work.withBodies) bodies.push(packPart(parts, shownAs));
    Atomics.add(work.counters, COUNTERS.files, 1);
    Atomics.add(work.counters, COUNTERS.flows, parts.flows.length);
  }
  const positions = Uint32Array.from(files, ({ position }) => position);
  return {
    first,
    positions,
    batch: builder.finish(),
    contents,
    links,
    summaries: byteList(summaries),
    ...(work.withBodies && { bodies: byteList(bodies) }),
  };
}

function byteList(pieces: readonly Uint8Array[]): ByteList {
  let end = 0;
  const ends = Uint32Array.from(pieces, ({ length }) => (end += length));
  // Separate memory, which can be transferred to another thread.
  return { bytes: new Uint8Array(Buffer.concat(pieces)), ends };
}

export function pieceAt({ bytes, ends }: ByteList, at: number): Uint8Array {
  return bytes.subarray(at === 0 ? 0 : ends[at - 1], ends[at]);
}
