import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type BaseWriter, createBaseWriter } from "./base-writer.ts";
import { appendToFileLog, type FileLog, type LoggedRecord, readFileLog } from "./file-log.ts";
import { indexChunks, type NewRow, openBase, type RecordBase } from "./record-base.ts";
import { rowsToKeep } from "./rows-to-keep.ts";
import { type Addition, createSection, type Section } from "./section.ts";

/** The records of a cache folder. */
export interface RecordStore {
  /** Must be requested again after `save`. */
  readonly section: (name: string) => Section;
  /**
   * Writes additions: to the log, or to a new base if the log is long. Throws the system's error.
   *
   * @param currentIds called for a new base: the content id of each file of the working tree
   */
  readonly save: (currentIds: () => ReadonlyMap<string, string>) => void;
  /** Releases all files. Additions since the last `save` are discarded. */
  readonly close: () => void;
}

export interface CacheLimits {
  /** Beyond this size, reading the log in each run costs more than a rewrite. */
  readonly logRecords: number;
  /** Of the log, or an eighth of the base if that is larger. */
  readonly logBytes: number;
  /** Maximum bytes of bodies in memory before they are written. */
  readonly waitingBytes: number;
  /** For records of contents outside the working tree, or as much as the others need. */
  readonly otherBytes: number;
  /** Sections: one per kind and set of options. */
  readonly sections: number;
}

export const DEFAULT_CACHE_LIMITS: CacheLimits = {
  logRecords: 512,
  logBytes: 4 * 1024 * 1024,
  waitingBytes: 32 * 1024 * 1024,
  otherBytes: 64 * 1024 * 1024,
  sections: 6,
};

/** Positions in a base file have 32 bits. */
const MAX_BASE_BYTES = 0xf000_0000;

/** The records of earlier runs. */
interface Stored {
  readonly base?: RecordBase;
  readonly log: FileLog;
}

const NOTHING: Stored = { log: { records: [], count: 0, bytes: 0, whole: true } };

/**
 * @param folder absent: records stay in memory
 * @param key records of another key are ignored
 */
export function openRecordStore(folder: string | undefined, key: string, limits: CacheLimits): RecordStore {
  const sections = new Map<string, Section>();
  let stored: Stored | undefined;
  let writer: BaseWriter | undefined;
  let waitingBytes = 0;

  const read = (): Stored => {
    stored ??= folder === undefined ? NOTHING : readStored(folder, key);
    return stored;
  };
  const section = (name: string): Section => {
    const known = sections.get(name);
    if (known !== undefined) return known;
    const { base, log } = read();
    const logged = log.records.filter((record) => record.section === name);
    const opened = createSection(base?.sections.get(name), logged, {
      onAdded: (bytes) => {
        waitingBytes += bytes;
        if (waitingBytes > limits.waitingBytes) spill();
      },
      bodyAt: (place) => writer?.bodyAt(place),
    });
    sections.set(name, opened);
    return opened;
  };
  const spill = (): void => {
    waitingBytes = 0;
    if (folder === undefined) return;
    try {
      writer ??= createBaseWriter(basePath(folder), true);
      for (const kept of sections.values()) kept.spill(writer);
    } catch {
      // The bodies stay in memory.
    }
  };
  const abort = (): void => {
    try {
      writer?.abort();
    } catch {
      // Already removed.
    }
    writer = undefined;
  };
  const forget = (): void => {
    stored?.base?.close();
    stored = undefined;
    sections.clear();
    waitingBytes = 0;
  };
  const fitsLog = (path: string, added: readonly LoggedRecord[]): boolean => {
    const { base, log } = read();
    const bytes = added.reduce(
      (sum, { summary, body }) => sum + summary.length + (body?.length ?? 0),
      log.bytes,
    );
    return (
      log.whole &&
      log.count + added.length <= limits.logRecords &&
      bytes <= Math.max(limits.logBytes, (base?.bytes ?? 0) / 8) &&
      // An unreadable base would remain an obstacle.
      (base !== undefined || statSync(path, { throwIfNoEntry: false }) === undefined)
    );
  };
  const rewrite = (path: string, current: ReadonlyMap<string, string>): BaseWriter => {
    const { base, log } = read();
    const all = new Set([
      ...sections.keys(),
      ...log.records.map((record) => record.section),
      ...(base?.sections.keys() ?? []),
    ]);
    const generation = (base?.generation ?? 0) + 1;
    const names = [...all].slice(0, limits.sections);
    const candidates = new Map(names.map((name) => [name, section(name).candidates(generation)]));
    writer ??= createBaseWriter(path, false);
    const into = writer;
    const rows = new Map<string, NewRow[]>();
    for (const [name, kept] of rowsToKeep(candidates, current, limits.otherBytes, MAX_BASE_BYTES)) {
      rows.set(
        name,
        kept.flatMap((candidate) => section(name).rowOf(candidate, into) ?? []),
      );
    }
    const files = new Set(current.keys());
    for (const { name } of [...rows.values()].flat()) files.add(name);
    const index = indexChunks(key, generation, [...files], rows, into.size());
    // Some systems cannot replace an open file.
    forget();
    into.finish(index);
    writer = undefined;
    return into;
  };
  return {
    section,
    save: (currentIds) => {
      if (folder === undefined) return;
      const added = [...sections].flatMap(([name, kept]) =>
        kept.unlogged().map((addition) => [name, addition] as const),
      );
      if (added.length === 0) return;
      try {
        const records =
          writer === undefined ? added.map(([name, addition]) => logged(name, addition)) : undefined;
        if (records !== undefined && fitsLog(basePath(folder), records)) {
          appendToFileLog(logPath(folder), key, records);
          forget();
        } else {
          rewrite(basePath(folder), currentIds());
          rmSync(logPath(folder), { force: true });
        }
      } catch (error) {
        abort();
        throw error;
      }
    },
    close: () => {
      abort();
      forget();
    },
  };
}

function basePath(folder: string): string {
  return join(folder, "files");
}

function logPath(folder: string): string {
  return join(folder, "files.log");
}

function readStored(folder: string, key: string): Stored {
  const base = openBase(basePath(folder), key);
  return { ...(base && { base }), log: readFileLog(logPath(folder), key) };
}

/** An addition whose body is in memory. */
function logged(section: string, { body, ...record }: Addition): LoggedRecord {
  return { section, ...record, ...(body instanceof Uint8Array && { body }) };
}
