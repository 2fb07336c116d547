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
  // One call takes half the time of a hash object.
  return contentIdOfObject(
    hash(format, Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]), "hex"),
  );
}

/** @param name full name of a blob */
export function contentIdOfObject(name: string): string {
  return name.slice(0, ID_DIGITS);
}

/** The format of a repository, by the full name of one of its objects. */
export function objectFormat(name: string): ObjectFormat {
  return name.length === 64 ? "sha256" : "sha1";
}
