import { hash } from "node:crypto";

/** How a repository names its objects. */
export type ObjectFormat = "sha1" | "sha256";

/** Hex digits of a content id, in either format. */
export const ID_DIGITS = 40;

/**
 * The id of a file's content: git's name of the blob, so that a file of the working tree and an object of a revision
 * that hold the same share it. Of the longer names of a SHA-256 repository the first 160 bits.
 */
export function contentIdOf(bytes: Uint8Array, format: ObjectFormat = "sha1"): string {
  const blob = Buffer.allocUnsafe(HEADER_BYTES + bytes.length);
  blob.set(bytes, HEADER_BYTES);
  return contentIdAfterHeader(blob, bytes.length, format);
}

/** Space before a content for git's header. */
export const HEADER_BYTES = 32;

/** The same for a content that begins after `HEADER_BYTES`, which are overwritten. */
export function contentIdAfterHeader(blob: Buffer, length: number, format: ObjectFormat = "sha1"): string {
  const header = `blob ${length}\0`;
  const start = HEADER_BYTES - header.length;
  blob.write(header, start, "latin1");
  return contentIdOfObject(hash(format, blob.subarray(start, HEADER_BYTES + length), "hex"));
}

/** @param name full name of a blob */
export function contentIdOfObject(name: string): string {
  return name.slice(0, ID_DIGITS);
}

/** The format of a repository, by the full name of one of its objects. */
export function objectFormat(name: string): ObjectFormat {
  return name.length === 64 ? "sha256" : "sha1";
}
