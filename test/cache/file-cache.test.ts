import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type CacheSection,
  type FileCacheOptions,
  openFileCache,
  type RecordKey,
} from "../../src/cache/file-cache.ts";
import { statAt } from "../../src/cache/file-stat.ts";

let folder: string;
let workspace: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-file-cache-"));
  workspace = mkdtempSync(join(tmpdir(), "assets-file-cache-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(workspace, { recursive: true, force: true });
});

const open = (more: Partial<FileCacheOptions> = {}) =>
  openFileCache({ folder, workspace, build: "this build", ...more });
const id = (number: number) => number.toString(16).padStart(40, "0");
const key = (name: string, content: number): RecordKey => ({ name, contentId: id(content) });
const bytes = (text: string) => Buffer.from(text);
const text = (value: Uint8Array | undefined) => value && Buffer.from(value).toString();
const size = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.size;

function bodyIn(section: CacheSection, each: RecordKey): Uint8Array | undefined {
  const record = section.find(each);
  return record === undefined ? undefined : section.body(record);
}

function summaryIn(section: CacheSection, each: RecordKey): Uint8Array | undefined {
  const record = section.find(each);
  if (record === undefined) return undefined;
  const { numbers, from, to } = section.summary(record);
  return new Uint8Array(numbers.buffer, numbers.byteOffset + from * 4, (to - from) * 4);
}

/** Puts records into a section and saves. The body says which record it is. */
function put(keys: readonly RecordKey[], more: Partial<FileCacheOptions> = {}, options = "main"): void {
  const cache = open(more);
  const section = cache.section("parts", options);
  for (const each of keys) section.set(each, { summary: bytes("s   "), body: bytes(bodyOf(each)) });
  cache.save();
  cache.close();
}

const bodyOf = ({ name, contentId, environment = "" }: RecordKey) =>
  `${name} ${Number.parseInt(contentId, 16)}${environment}`;

/** The bodies of records as another run finds them. */
function get(keys: readonly RecordKey[], more: Partial<FileCacheOptions> = {}, options = "main") {
  const cache = open(more);
  const section = cache.section("parts", options);
  const found = keys.map((each) => text(bodyIn(section, each)));
  cache.close();
  return found;
}

const NAMES = ["a.yml", "b.yml", "c.yml"];
const THREE = NAMES.map((name, number) => key(name, number));

/** The log holds two records; more go into a new base. */
const SHORT_LOG = { limits: { logRecords: 2 } };

describe("records", () => {
  test("given a few, they are found again in the log, in any order", () => {
    put(THREE.slice(0, 2), SHORT_LOG);
    expect(size("files")).toBeUndefined();
    expect(get([...THREE].reverse())).toEqual([undefined, "b.yml 1", "a.yml 0"]);
  });

  test("given many, they are found again in a base, in any order, and the log is gone", () => {
    put(THREE.slice(0, 1), SHORT_LOG);
    put(THREE.slice(1), SHORT_LOG);
    expect(size("files.log")).toBeUndefined();
    expect(get(THREE)).toEqual(["a.yml 0", "b.yml 1", "c.yml 2"]);
    expect(get([...THREE].reverse())).toEqual(["c.yml 2", "b.yml 1", "a.yml 0"]);
  });

  test("given two contents of one file, each is found", () => {
    const both = [key("a.yml", 1), key("a.yml", 2), key("b.yml", 2)];
    put(both, SHORT_LOG);
    for (const order of [both, [...both].reverse()])
      expect(get([...order, ...order])).toEqual([...order, ...order].map(bodyOf));
    expect(get([key("b.yml", 1)])).toEqual([undefined]);
  });

  test("given other options, another build or another workspace, nothing is found", () => {
    put(THREE, SHORT_LOG);
    expect(get(THREE.slice(0, 1), {}, "other")).toEqual([undefined]);
    expect(get(THREE.slice(0, 1), { build: "another build" })).toEqual([undefined]);
    expect(get(THREE.slice(0, 1), { workspace: "/elsewhere" })).toEqual([undefined]);
  });

  test("given another environment, nothing is found, and the new result takes the place of the old one", () => {
    const [first, second] = ["1f", "2f"].map((environment) => ({ ...key("a.yml", 1), environment }));
    if (first === undefined || second === undefined) throw new RangeError();
    for (const limits of [SHORT_LOG, { limits: { logRecords: 0 } }]) {
      put([first], limits);
      expect(get([first, second, key("a.yml", 1)])).toEqual(["a.yml 11f", undefined, undefined]);
      put([second], limits);
      expect(get([first, second])).toEqual([undefined, "a.yml 12f"]);
    }
  });

  test("given a summary alone, there is no body", () => {
    const cache = open({ limits: { logRecords: 0 } });
    cache.section("parts", "main").set(key("a.yml", 1), { summary: bytes("only") });
    cache.save();
    const section = cache.section("parts", "main");
    expect(bodyIn(section, key("a.yml", 1))).toBeUndefined();
    expect(text(summaryIn(section, key("a.yml", 1)))).toBe("only");
    cache.close();
  });

  test("given more bodies than wait in memory, they are found in the same run, and in the next", () => {
    const cache = open({ limits: { waitingBytes: 10 } });
    const section = cache.section("parts", "main");
    for (const each of THREE) section.set(each, { summary: bytes(""), body: bytes(bodyOf(each)) });
    expect(THREE.map((each) => text(bodyIn(section, each)))).toEqual(THREE.map(bodyOf));
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toHaveLength(1);
    cache.save();
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    const saved = cache.section("parts", "main");
    expect(THREE.map((each) => text(bodyIn(saved, each)))).toEqual(THREE.map(bodyOf));
    cache.close();
    expect(get(THREE)).toEqual(THREE.map(bodyOf));
  });

  test("given bodies on the disk while others are worked out, an interrupt can end the process at once", () => {
    const handlers = process.listenerCount("SIGINT");
    const cache = open({ limits: { waitingBytes: 1 } });
    cache.section("parts", "main").set(key("a.yml", 1), { summary: bytes(""), body: bytes("long") });
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toHaveLength(1);
    expect(process.listenerCount("SIGINT")).toBe(handlers);
    cache.close();
  });

  test("given a run that does not save, nothing of it is left", () => {
    const cache = open({ limits: { waitingBytes: 1 } });
    cache.section("parts", "main").set(key("a.yml", 1), { summary: bytes(""), body: bytes("long") });
    cache.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("given two runs at once, what both add to the log is found", () => {
    const caches = [open(), open()];
    for (const [number, cache] of caches.entries())
      cache
        .section("parts", "main")
        .set(key("a.yml", number), { summary: bytes(""), body: bytes(`${number}`) });
    for (const cache of caches) cache.save();
    for (const cache of caches) cache.close();
    expect(get([key("a.yml", 0), key("a.yml", 1)])).toEqual(["0", "1"]);
  });

  test("given a run that reads a base while another one replaces it, it finds what it opened", () => {
    put(THREE, SHORT_LOG);
    const reading = open();
    const section = reading.section("parts", "main");
    expect(text(bodyIn(section, key("a.yml", 0)))).toBe("a.yml 0");
    put([key("a.yml", 7)], { limits: { logRecords: 0 } });
    expect(text(bodyIn(section, key("c.yml", 2)))).toBe("c.yml 2");
    reading.close();
    expect(get([key("a.yml", 7)])).toEqual(["a.yml 7"]);
  });

  test("given no folder, they are in memory", () => {
    const cache = openFileCache({ workspace, build: "" });
    cache.section("parts", "main").set(key("a.yml", 1), { summary: bytes(""), body: bytes("here") });
    cache.save();
    expect(text(bodyIn(cache.section("parts", "main"), key("a.yml", 1)))).toBe("here");
  });
});

describe("what is dropped", () => {
  const noLog = (otherBytes: number, sections = 6) => ({ limits: { logRecords: 0, otherBytes, sections } });

  test("given contents that no file has any more, the ones used last stay, within their room", () => {
    // Each body has 7 bytes, and its summary 4.
    for (let content = 0; content < 6; content++) put([key("a.yml", content)], noLog(35));
    expect(get([0, 1, 2, 3, 4, 5].map((content) => key("a.yml", content)))).toEqual([
      ...[undefined, undefined, undefined],
      ...["a.yml 3", "a.yml 4", "a.yml 5"],
    ]);
    const cache = open(noLog(35));
    const section = cache.section("parts", "main");
    bodyIn(section, key("a.yml", 3));
    section.set(key("a.yml", 6), { summary: bytes("s   "), body: bytes("a.yml 6") });
    cache.save();
    cache.close();
    expect(get([3, 4, 5, 6].map((content) => key("a.yml", content)))).toEqual([
      ...["a.yml 3", undefined, "a.yml 5", "a.yml 6"],
    ]);
  });

  test("given files of the working tree, what they hold stays, whatever the room for others", () => {
    const cache = open(noLog(0));
    for (const [number, name] of NAMES.entries()) {
      writeFileSync(join(workspace, name), "");
      const stat = statAt(join(workspace, name));
      if (stat) cache.setStatus(name, { stat, racy: false, contentId: id(number) });
    }
    cache.save();
    cache.close();
    put([...THREE, key("a.yml", 8)], noLog(0));
    put([key("z.yml", 9)], noLog(0));
    // Others have as much room as these need.
    expect(get(THREE)).toEqual(THREE.map(bodyOf));
  });

  test("given files that are gone, their statuses are forgotten", () => {
    const cache = open();
    const stat = { size: 1, modified: 1, changed: 1, inode: 1 };
    cache.setStatus("gone.yml", { stat, racy: false, contentId: id(1) });
    cache.save();
    expect(cache.statusOf("gone.yml")).toEqual({ stat, racy: false, contentId: id(1) });
    cache.close();
    put([key("z.yml", 9)], noLog(0));
    const next = open();
    expect(next.statusOf("gone.yml")).toBeUndefined();
    next.close();
  });

  test("given many sets of options, those used last stay", () => {
    for (const options of ["one", "two", "three"]) put([key("a.yml", 1)], noLog(1000, 2), options);
    expect(["one", "two", "three"].map((options) => get([key("a.yml", 1)], {}, options)[0])).toEqual([
      ...[undefined, "a.yml 1", "a.yml 1"],
    ]);
  });

  test("given records of another build, they make way", () => {
    put(THREE, SHORT_LOG);
    const before = size("files") ?? 0;
    put(THREE.slice(0, 1), { build: "another build" });
    expect(size("files")).toBeLessThan(before);
    expect(get(THREE.slice(0, 1), { build: "another build" })).toEqual(["a.yml 0"]);
  });
});

describe("statuses", () => {
  const stat = { size: 3, modified: 1_600_000_000_123.5, changed: 1_600_000_000_124.25, inode: 77 };

  test("given few that change, the table stays as it is; given many, it is written anew", () => {
    const set = (from: number, to: number, content: number) => {
      const cache = open();
      for (let at = from; at < to; at++)
        cache.setStatus(`${at}.yml`, { stat, racy: false, contentId: id(content) });
      cache.save();
      cache.close();
    };
    set(0, 100, 1);
    const table = readFileSync(join(folder, "status"));
    set(90, 110, 2);
    set(95, 100, 3);
    expect(readFileSync(join(folder, "status"))).toEqual(table);
    const ids = (): (string | undefined)[] => {
      const cache = open();
      const found = [0, 92, 97, 105, 200].map((at) => cache.provenId(`${at}.yml`, stat));
      cache.close();
      return found;
    };
    expect(ids()).toEqual([id(1), id(2), id(3), id(2), undefined]);
    set(200, 250, 4);
    expect(size("status.log")).toBeUndefined();
    expect(ids()).toEqual([id(1), id(2), id(3), id(2), id(4)]);
  });

  test("given the same stat, the content id is proven; given any other number, it is not", () => {
    const cache = open();
    cache.setStatus("ä\0\n.yml", { stat, racy: false, contentId: id(5) });
    cache.save();
    cache.close();
    const next = open();
    expect(next.provenId("ä\0\n.yml", stat)).toBe(id(5));
    for (const field of ["size", "modified", "changed", "inode"] as const)
      expect(next.provenId("ä\0\n.yml", { ...stat, [field]: stat[field] + 1 })).toBeUndefined();
    expect(next.provenId("b.yml", stat)).toBeUndefined();
    next.close();
  });

  test("given a racy stat, nothing is proven", () => {
    for (const racy of [true, false]) {
      const cache = open();
      cache.setStatus("a.yml", { stat, racy, contentId: id(5) });
      cache.save();
      cache.close();
      const next = open();
      expect(next.provenId("a.yml", stat)).toBe(racy ? undefined : id(5));
      next.close();
    }
  });

  test("given a SHA-256 repository, its content ids are not taken for those of a scan", () => {
    const cache = open({ format: "sha256" });
    cache.setStatus("a.yml", { stat, racy: false, contentId: id(5) });
    cache.save();
    cache.close();
    expect(open().provenId("a.yml", stat)).toBeUndefined();
    expect(open({ format: "sha256" }).provenId("a.yml", stat)).toBe(id(5));
  });
});

describe("damage", () => {
  const MORE = [key("d.yml", 3), key("a.yml", 4)];
  const ALL = [...THREE, ...MORE];

  /** A base, statuses, and a log of each. */
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

  /** What can be asked: either right or missing. */
  function expectNothingWrong(): void {
    const cache = open();
    const section = cache.section("parts", "main");
    for (const each of ALL) {
      expect([undefined, bodyOf(each)]).toContain(text(bodyIn(section, each)));
      expect([undefined, "s   "]).toContain(text(summaryIn(section, each)));
      expect([undefined, each.contentId, id(0)]).toContain(cache.statusOf(each.name)?.contentId);
    }
    // What is missing is put there again.
    for (const each of ALL) section.set(each, { summary: bytes("s   "), body: bytes(bodyOf(each)) });
    cache.save();
    cache.close();
    expect(get(ALL)).toEqual(ALL.map(bodyOf));
  }

  test.each(["files", "files.log", "status", "status.log"])(
    "given any byte of %s changed, nothing is wrong",
    (name) => {
      fill();
      const saved = new Map(readdirSync(folder).map((each) => [each, readFileSync(join(folder, each))]));
      const whole = saved.get(name) ?? Buffer.alloc(0);
      expect(whole.length).toBeGreaterThan(100);
      for (let at = 0; at < whole.length; at++) {
        for (const [each, content] of saved) writeFileSync(join(folder, each), content);
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
        writeFileSync(join(folder, name), damaged);
        expectNothingWrong();
      }
    },
    120_000,
  );

  test.each(["files", "files.log", "status", "status.log"])(
    "given %s cut off anywhere, or longer, nothing is wrong",
    (name) => {
      fill();
      const saved = new Map(readdirSync(folder).map((each) => [each, readFileSync(join(folder, each))]));
      const whole = saved.get(name) ?? Buffer.alloc(0);
      for (let length = 0; length < whole.length; length += 3) {
        for (const [each, content] of saved) writeFileSync(join(folder, each), content);
        writeFileSync(join(folder, name), whole.subarray(0, length));
        expectNothingWrong();
      }
      writeFileSync(join(folder, name), whole);
      appendFileSync(join(folder, name), "more");
      expectNothingWrong();
    },
    120_000,
  );

  test.each(["files", "files.log", "status"])(
    "given a folder in the place of %s, it is done without",
    (name) => {
      rmSync(folder, { recursive: true });
      mkdirSync(join(folder, name), { recursive: true });
      // Not even a rename can replace it then.
      writeFileSync(join(folder, name, "x"), "");
      const cache = open({ limits: { logRecords: name === "files" ? 0 : 9 } });
      const section = cache.section("parts", "main");
      section.set(key("a.yml", 1), { summary: bytes(""), body: bytes("x") });
      cache.setStatus("a.yml", {
        stat: { size: 1, modified: 1, changed: 1, inode: 1 },
        racy: false,
        contentId: id(1),
      });
      cache.save();
      cache.close();
      expect(readdirSync(folder).filter((each) => each.endsWith(".tmp"))).toEqual([]);
      expect(get([key("a.yml", 1)])).toEqual([name === "status" ? "x" : undefined]);
    },
  );
});
