import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  bodyIn,
  bodyOf,
  bytes,
  get,
  id,
  key,
  NAMES,
  open,
  place,
  put,
  SHORT_LOG,
  summaryIn,
  THREE,
  text,
  useNewPlace,
} from "./cache-records.ts";

useNewPlace();

const MORE = [key("d.yml", 3), key("a.yml", 4)];
const ALL = [...THREE, ...MORE];

/** Writes a base and a log, of records and of statuses. */
function fill(): void {
  put(THREE, SHORT_LOG);
  put(MORE);
  const cache = open();
  const stat = { size: 1, modified: 2, changed: 3, inode: 4 };
  for (const [number, name] of NAMES.entries())
    cache.setStatus(name, { stat, racy: false, contentId: id(number) });
  cache.save();
  cache.close();
  const next = open();
  next.setStatus("d.yml", { stat, racy: false, contentId: id(3) });
  next.save();
  next.close();
}

/** Checks that each record is correct or missing, and that missing records can be added again. */
function expectValidRecords(): void {
  const cache = open();
  const section = cache.section("parts", "main");
  for (const record of ALL) {
    expect([undefined, bodyOf(record)]).toContain(text(bodyIn(section, record)));
    expect([undefined, "s   "]).toContain(text(summaryIn(section, record)));
    expect([undefined, record.contentId, id(0)]).toContain(cache.statusOf(record.name)?.contentId);
  }
  // Adds missing records again.
  for (const record of ALL) section.set(record, { summary: bytes("s   "), body: bytes(bodyOf(record)) });
  cache.save();
  cache.close();
  expect(get(ALL)).toEqual(ALL.map(bodyOf));
}

const CACHE_FILES = ["files", "files.log", "status", "status.log"];

/** A filled cache. `damage` restores its files, replaces the content of one of them, and checks all records. */
function damagedCache(name: string) {
  fill();
  const saved = new Map(
    readdirSync(place.folder).map((file) => [file, readFileSync(join(place.folder, file))]),
  );
  const whole = saved.get(name) ?? Buffer.alloc(0);
  expect(whole.length).toBeGreaterThan(100);
  const damage = (content: Uint8Array): void => {
    for (const [file, before] of saved) writeFileSync(join(place.folder, file), before);
    writeFileSync(join(place.folder, name), content);
    expectValidRecords();
  };
  return { whole, damage };
}

test.each(CACHE_FILES)(
  "given a cache with any byte of %s changed, when read, then every answer is right or missing",
  (name) => {
    const { whole, damage } = damagedCache(name);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      damage(damaged);
    }
  },
  120_000,
);

test.each(CACHE_FILES)(
  "given a cache with %s truncated anywhere or extended, when read, then every answer is right or missing",
  (name) => {
    const { whole, damage } = damagedCache(name);
    for (let length = 0; length < whole.length; length += 3) damage(whole.subarray(0, length));
    damage(Buffer.concat([whole, Buffer.from("more")]));
  },
  120_000,
);
