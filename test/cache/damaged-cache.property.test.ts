import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import {
  bodyIn,
  bodyOf,
  bytes,
  fileOf,
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

/** Writes records and statuses, each in two runs. */
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

const CACHE_FILES = ["parts", "status"] as const;

/** A filled cache; `damage` restores its files, writes another content into one of them, and checks every answer. */
function damagedCache(kind: (typeof CACHE_FILES)[number]) {
  fill();
  const name = basename(fileOf(kind));
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
  "given a cache with any byte of the %s changed, when read, then every answer is right or missing",
  (kind) => {
    const { whole, damage } = damagedCache(kind);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      damage(damaged);
    }
  },
  120_000,
);

test.each(CACHE_FILES)(
  "given a cache with the %s truncated anywhere or extended, when read, then every answer is right or missing",
  (kind) => {
    const { whole, damage } = damagedCache(kind);
    for (let length = 0; length < whole.length; length += 3) damage(whole.subarray(0, length));
    damage(Buffer.concat([whole, Buffer.from("more")]));
  },
  120_000,
);
