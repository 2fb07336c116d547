import { randomBytes } from "node:crypto";
import { fchmodSync, fchownSync, lstatSync, openSync, readdirSync, rmSync, type Stats } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { systemErrorCode } from "../util/errors.ts";
import { shortHash } from "../util/short-hash.ts";
import { isUnfinished, removeWhenInterrupted } from "./remove-when-interrupted.ts";

/** A new file that will replace another. */
export interface TemporaryFile {
  readonly path: string;
  /** Open for reading and writing. */
  readonly file: number;
  /** To be called after the rename or removal. */
  readonly release: () => void;
}

/**
 * Opens a new file in the same folder, and removes the remains of killed processes that wrote the same file. Throws the
 * system's error.
 *
 * @param before the file to replace; the new one gets its permissions
 */
export function openTemporary(target: string, before: Stats | undefined): TemporaryFile {
  const [folder, name] = [dirname(target), basename(target)];
  removeLeftovers(folder, name);
  const path = join(folder, `.${name}.${host()}-${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
  const release = removeWhenInterrupted(path);
  try {
    const file = openSync(path, "wx+");
    if (before !== undefined) likeBefore(file, before);
    return { path, file, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Best effort: where this is not allowed or unsupported, the file has default permissions. */
function likeBefore(file: number, { mode, uid, gid }: Stats): void {
  try {
    fchmodSync(file, mode & 0o777);
    if (process.getuid?.() === 0) fchownSync(file, uid, gid);
  } catch {
    // See above.
  }
}

/** A process of another machine or container cannot be checked; no write takes a day. */
const A_DAY_MS = 24 * 60 * 60 * 1000;

/** Files of running processes are kept. */
function removeLeftovers(folder: string, name: string): void {
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith(".tmp")) continue;
    const [, machine, writer] =
      /^([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp$/.exec(entry.slice(name.length + 2)) ?? [];
    if (machine === undefined) continue;
    const path = join(folder, entry);
    const isLeft = machine === host() ? !isWriting(Number(writer), path) : isOld(path);
    if (isLeft) rmSync(path, { force: true });
  }
}

function isWriting(writer: number, path: string): boolean {
  // In a container, process ids repeat after each start.
  if (writer === process.pid) return isUnfinished(path);
  try {
    process.kill(writer, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== "ESRCH";
  }
}

function isOld(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // In either direction, because the clock may have changed.
  return stats !== undefined && Math.abs(Date.now() - stats.mtimeMs) > A_DAY_MS;
}

function host(): string {
  return shortHash(hostname());
}
