import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import {
  type CacheSection,
  type FileCacheOptions,
  openFileCache,
  type RecordKey,
} from "../../src/cache/file-cache.ts";

/* Helpers for tests of the file cache, with small records. */

/** The folders of the cache and of the workspace, created for each test. */
export const place = { folder: "", workspace: "" };

export function useNewPlace(): void {
  beforeEach(() => {
    place.folder = mkdtempSync(join(tmpdir(), "assets-file-cache-"));
    place.workspace = mkdtempSync(join(tmpdir(), "assets-file-cache-"));
  });
  afterEach(() => {
    rmSync(place.folder, { recursive: true, force: true });
    rmSync(place.workspace, { recursive: true, force: true });
  });
}

export const open = (more: Partial<FileCacheOptions> = {}) =>
  openFileCache({ ...place, build: "this build", ...more });
export const id = (number: number) => number.toString(16).padStart(40, "0");
export const key = (name: string, content: number): RecordKey => ({ name, contentId: id(content) });
export const bytes = (text: string) => Buffer.from(text);
export const text = (value: Uint8Array | undefined) => value && Buffer.from(value).toString();

/** The path of the only file of the cache whose name begins with this. */
export function fileOf(kind: "parts" | "status"): string {
  const names = readdirSync(place.folder).filter((name) => name.startsWith(`${kind}-`));
  if (names.length !== 1) throw new RangeError(`${names.length} files of ${kind}`);
  return join(place.folder, names[0] ?? "");
}
export const contentOf = (kind: "parts" | "status") => readFileSync(fileOf(kind));
/** Whether the file still begins with an earlier content. */
export const beginsWith = (kind: "parts" | "status", before: Uint8Array) =>
  contentOf(kind).subarray(0, before.length).equals(before);

export function bodyIn(section: CacheSection, wanted: RecordKey): Uint8Array | undefined {
  const record = section.find(wanted);
  return record === undefined ? undefined : section.body(record);
}

export function summaryIn(section: CacheSection, wanted: RecordKey): Uint8Array | undefined {
  const record = section.find(wanted);
  if (record === undefined) return undefined;
  const { numbers, from, to } = section.summary(record);
  return new Uint8Array(numbers.buffer, numbers.byteOffset + from * 4, (to - from) * 4);
}

/** Adds records to a section and saves the cache. The body identifies its record. */
export function put(
  keys: readonly RecordKey[],
  more: Partial<FileCacheOptions> = {},
  options = "main",
): void {
  const cache = open(more);
  const section = cache.section("parts", options);
  for (const item of keys) section.set(item, { summary: bytes("s   "), body: bytes(bodyOf(item)) });
  cache.save();
  cache.close();
}

export const bodyOf = ({ name, contentId, environment = "" }: RecordKey) =>
  `${name} ${Number.parseInt(contentId, 16)}${environment}`;

/** Reads the bodies of records in a new run. */
export function get(keys: readonly RecordKey[], more: Partial<FileCacheOptions> = {}, options = "main") {
  const cache = open(more);
  const section = cache.section("parts", options);
  const found = keys.map((item) => text(bodyIn(section, item)));
  cache.close();
  return found;
}

export const NAMES = ["a.yml", "b.yml", "c.yml"];
export const THREE = NAMES.map((name, number) => key(name, number));

/** A file takes up to two added records; more records lead to a new file. */
export const SHORT_LOG = { limits: { logRecords: 2 } };
