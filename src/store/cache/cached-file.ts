import { hash } from "node:crypto";
import { mayChangeUnseen, type Stamp } from "./stamp.ts";

/** A file as it was when it was read. */
export interface CachedFile {
  readonly name: string;
  readonly stamp: Stamp;
  readonly hash: string;
  /** The stamp was taken so soon after the file changed that it proves nothing. */
  readonly doubtful: boolean;
}

/** A file as it is cached: its stamp was taken at `now`. */
export function cachedFile(name: string, stamp: Stamp, hash: string, now: number): CachedFile {
  return { name, stamp, hash, doubtful: mayChangeUnseen(stamp, now) };
}

export function hashOf(bytes: Uint8Array): string {
  return hash("sha1", bytes, "base64");
}
