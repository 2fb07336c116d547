import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

/** A record: length and checksum, four bytes each, then its bytes. */
const PREFIX = 8;

export interface RecordLog {
  readonly records: readonly Uint8Array[];
  /** False if incomplete bytes follow, as after a killed write. */
  readonly whole: boolean;
  readonly bytes: number;
}

/** The records of a log in order of addition, up to the first damaged one. Empty without a log. */
export function readRecords(path: string): RecordLog {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return { records: [], whole: true, bytes: 0 };
  }
  const records: Uint8Array[] = [];
  let at = 0;
  while (at + PREFIX <= bytes.length) {
    const record = bytes.subarray(at + PREFIX, at + PREFIX + bytes.readUInt32LE(at));
    if (record.length !== bytes.readUInt32LE(at) || crc32(record) !== bytes.readUInt32LE(at + 4)) break;
    records.push(record);
    at += PREFIX + record.length;
  }
  return { records, whole: at === bytes.length, bytes: bytes.length };
}

/** Appends records with one system call, which keeps concurrent additions separate. Throws the system's error. */
export function appendRecords(path: string, records: readonly Uint8Array[]): void {
  const chunks = records.flatMap((record) => {
    const prefix = Buffer.alloc(PREFIX);
    prefix.writeUInt32LE(record.length, 0);
    prefix.writeUInt32LE(crc32(record), 4);
    return [prefix, record];
  });
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, Buffer.concat(chunks));
}
