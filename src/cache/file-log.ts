import { appendRecords, type RecordLog, readRecords } from "./record-log.ts";

/** A record of the log. */
export interface LoggedRecord {
  readonly section: string;
  readonly name: string;
  readonly contentId: string;
  readonly environment: string;
  readonly summary: Uint8Array;
  readonly body?: Uint8Array;
}

interface Header {
  readonly key: string;
  readonly section: string;
  readonly name: string;
  readonly id: string;
  readonly environment: string;
  /** Bytes of the summary. */
  readonly summary: number;
  readonly body: boolean;
}

export interface FileLog {
  readonly records: readonly LoggedRecord[];
  /** Number of records, including those of other builds. */
  readonly count: number;
  readonly bytes: number;
  /** False for a log that ends within a record. */
  readonly whole: boolean;
}

/** The records of a log with this key, in order of addition. */
export function readFileLog(path: string, key: string): FileLog {
  const log: RecordLog = readRecords(path);
  const records = log.records.flatMap((record) => readRecord(record, key) ?? []);
  return { records, count: log.records.length, bytes: log.bytes, whole: log.whole };
}

/** Throws the system's error. */
export function appendToFileLog(path: string, key: string, records: readonly LoggedRecord[]): void {
  appendRecords(
    path,
    records.map(({ section, name, contentId, environment, summary, body }) => {
      const header: Header = {
        ...{ key, section, name, environment },
        id: contentId,
        summary: summary.length,
        body: body !== undefined,
      };
      const text = Buffer.from(JSON.stringify(header));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      return Buffer.concat([length, text, summary, ...(body ? [body] : [])]);
    }),
  );
}

function readRecord(record: Uint8Array, key: string): LoggedRecord | undefined {
  try {
    const whole = Buffer.from(record.buffer, record.byteOffset, record.length);
    const end = 4 + whole.readUInt32LE(0);
    const header = JSON.parse(whole.toString("utf8", 4, end)) as Header;
    if (header.key !== key) return undefined;
    const { section, name, id, environment, summary, body } = header;
    return {
      ...{ section, name, environment },
      contentId: id,
      // An aligned copy, for numbers of four bytes.
      summary: Uint8Array.prototype.slice.call(whole, end, end + summary),
      ...(body && { body: whole.subarray(end + summary) }),
    };
  } catch {
    return undefined;
  }
}
