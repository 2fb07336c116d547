import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openFileCache } from "../../src/cache/file-cache.ts";
import { statAt } from "../../src/cache/file-stat.ts";
import { treeChunks } from "../../src/cache/tree-file.ts";
import {
  beginsWith,
  bodyIn,
  bodyOf,
  bytes,
  contentOf,
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

describe("records", () => {
  test("given a few records, when another run looks for them, then they are found at the end of the file", () => {
    put(THREE.slice(0, 1), SHORT_LOG);
    const before = contentOf("parts");
    put(THREE.slice(1, 2), SHORT_LOG);
    expect(beginsWith("parts", before)).toBe(true);
    expect(get([...THREE].reverse())).toEqual([undefined, "b.yml 1", "a.yml 0"]);
  });

  test("given many records, when another run looks for them, then they are found in a new file in any order", () => {
    put([key("d.yml", 3)], SHORT_LOG);
    const before = contentOf("parts");
    put(THREE, SHORT_LOG);
    expect(beginsWith("parts", before)).toBe(false);
    expect(get(THREE)).toEqual(["a.yml 0", "b.yml 1", "c.yml 2"]);
    expect(get([...THREE, key("d.yml", 3)].reverse())).toEqual(["d.yml 3", "c.yml 2", "b.yml 1", "a.yml 0"]);
  });

  test("given many small runs, when another run looks for their records, then they are found in a new file", () => {
    put([key("a.yml", 0)]);
    const before = contentOf("parts");
    const contents = Array.from({ length: 70 }, (_, content) => key("a.yml", content));
    for (const content of contents) put([content]);
    expect(beginsWith("parts", before)).toBe(false);
    expect(get(contents)).toEqual(contents.map(bodyOf));
  });

  test("given two contents of one file, when looked for, then each is found", () => {
    const both = [key("a.yml", 1), key("a.yml", 2), key("b.yml", 2)];
    put(both, SHORT_LOG);
    for (const order of [both, [...both].reverse()])
      expect(get([...order, ...order])).toEqual([...order, ...order].map(bodyOf));
    expect(get([key("b.yml", 1)])).toEqual([undefined]);
  });

  test("given other options, another build or another workspace, when looked for, then nothing is found", () => {
    put(THREE, SHORT_LOG);
    expect(get(THREE.slice(0, 1), {}, "other")).toEqual([undefined]);
    expect(get(THREE.slice(0, 1), { build: "another build" })).toEqual([undefined]);
    expect(get(THREE.slice(0, 1), { workspace: "/elsewhere" })).toEqual([undefined]);
  });

  test("given another environment, when looked for, then nothing is found and a new result replaces the old one", () => {
    const [first, second] = ["1f", "2f"].map((environment) => ({ ...key("a.yml", 1), environment }));
    if (first === undefined || second === undefined) throw new RangeError();
    for (const limits of [SHORT_LOG, { limits: { logRecords: 0 } }]) {
      put([first], limits);
      expect(get([first, second, key("a.yml", 1)])).toEqual(["a.yml 11f", undefined, undefined]);
      put([second], limits);
      expect(get([first, second])).toEqual([undefined, "a.yml 12f"]);
    }
  });

  test("given a summary without a body, when looked for, then there is no body", () => {
    const cache = open({ limits: { logRecords: 0 } });
    cache.section("parts", "main").set(key("a.yml", 1), { summary: bytes("only") });
    cache.save();
    const section = cache.section("parts", "main");
    expect(bodyIn(section, key("a.yml", 1))).toBeUndefined();
    expect(text(summaryIn(section, key("a.yml", 1)))).toBe("only");
    cache.close();
  });

  test("given a run that does not save, when closed, then nothing of it is left", () => {
    const cache = open();
    cache.section("parts", "main").set(key("a.yml", 1), { summary: bytes(""), body: bytes("long") });
    cache.close();
    expect(readdirSync(place.folder)).toEqual([]);
  });

  test("given two runs at once, when both save, then the records of both are found", () => {
    const caches = [open(), open()];
    for (const [number, cache] of caches.entries())
      cache
        .section("parts", "main")
        .set(key("a.yml", number), { summary: bytes(""), body: bytes(`${number}`) });
    for (const cache of caches) cache.save();
    for (const cache of caches) cache.close();
    expect(get([key("a.yml", 0), key("a.yml", 1)])).toEqual(["0", "1"]);
  });

  test("given a run that reads a file, when another run replaces it, then the first reads on from its own", () => {
    put(THREE, SHORT_LOG);
    const reading = open();
    const section = reading.section("parts", "main");
    expect(text(bodyIn(section, key("a.yml", 0)))).toBe("a.yml 0");
    put([key("a.yml", 7)], { limits: { logRecords: 0 } });
    expect(text(bodyIn(section, key("c.yml", 2)))).toBe("c.yml 2");
    reading.close();
    expect(get([key("a.yml", 7)])).toEqual(["a.yml 7"]);
  });

  test("given no folder, when saved, then records are kept in memory", () => {
    const cache = openFileCache({ workspace: place.workspace, build: "" });
    cache.section("parts", "main").set(key("a.yml", 1), { summary: bytes(""), body: bytes("here") });
    cache.save();
    expect(text(bodyIn(cache.section("parts", "main"), key("a.yml", 1)))).toBe("here");
  });
});

describe("dropped records", () => {
  const noLog = (otherBytes: number, sections = 6) => ({ limits: { logRecords: 0, otherBytes, sections } });

  test("given contents of no file, when room is short, then the last added ones stay", () => {
    // Each body has 7 bytes, and its summary 4. The records of the last run need no room.
    for (let content = 0; content < 6; content++) put([key("a.yml", content)], noLog(35));
    expect(get([0, 1, 2, 3, 4, 5].map((content) => key("a.yml", content)))).toEqual([
      ...[undefined, undefined],
      ...["a.yml 2", "a.yml 3", "a.yml 4", "a.yml 5"],
    ]);
  });

  test("given contents of files in the working tree, when room is short, then they stay", () => {
    const cache = open(noLog(0));
    for (const [number, name] of NAMES.entries()) {
      writeFileSync(join(place.workspace, name), "");
      const stat = statAt(join(place.workspace, name));
      if (stat) cache.setStatus(name, { stat, racy: false, contentId: id(number) });
    }
    cache.save();
    cache.close();
    put([...THREE, key("a.yml", 8)], noLog(0));
    put([key("z.yml", 9)], noLog(0));
    expect(get([...THREE, key("a.yml", 8)])).toEqual([...THREE.map(bodyOf), undefined]);
  });

  test("given files that no longer exist, when a new file is written, then their statuses are dropped", () => {
    const cache = open();
    const stat = { size: 1, modified: 1, changed: 1, inode: 1 };
    cache.setStatus("gone.yml", { stat, racy: false, contentId: id(1) });
    cache.save();
    expect(cache.statusOf("gone.yml")).toEqual({ stat, racy: false, contentId: id(1) });
    cache.close();
    const next = open(noLog(0));
    next.setStatus("z.yml", { stat, racy: false, contentId: id(9) });
    next.save();
    expect(next.statusOf("gone.yml")).toBeUndefined();
    expect(next.statusOf("z.yml")?.contentId).toBe(id(9));
    next.close();
  });

  test("given many sets of options, when room is short, then the last written ones stay", () => {
    for (const options of ["one", "two", "three"]) {
      for (const name of readdirSync(place.folder)) makeOlder(join(place.folder, name));
      put([key("a.yml", 1)], noLog(1000, 2), options);
    }
    expect(["one", "two", "three"].map((options) => get([key("a.yml", 1)], {}, options)[0])).toEqual([
      ...[undefined, "a.yml 1", "a.yml 1"],
    ]);
  });

  test("given records of another build, when a new build saves, then they are dropped", () => {
    put(THREE);
    const before = contentOf("parts").length;
    put(THREE.slice(0, 1), { build: "another build" });
    expect(contentOf("parts").length).toBeLessThan(before);
    expect(get(THREE.slice(0, 1), { build: "another build" })).toEqual(["a.yml 0"]);
  });
});

function makeOlder(path: string): void {
  const { mtimeMs } = statSync(path);
  utimesSync(path, mtimeMs / 1000 - 60, mtimeMs / 1000 - 60);
}

describe("file statuses", () => {
  const stat = { size: 3, modified: 1_600_000_000_123.5, changed: 1_600_000_000_124.25, inode: 77 };

  test("given few changes, when saved, then they are added to the file; given many, then it is written anew", () => {
    const set = (from: number, to: number, content: number) => {
      const cache = open({ limits: { logRecords: 64 } });
      for (let at = from; at < to; at++) {
        writeFileSync(join(place.workspace, `${at}.yml`), "");
        cache.setStatus(`${at}.yml`, { stat, racy: false, contentId: id(content) });
      }
      cache.save();
      cache.close();
    };
    set(0, 100, 1);
    const before = contentOf("status");
    set(90, 110, 2);
    set(95, 100, 3);
    expect(beginsWith("status", before)).toBe(true);
    const ids = (): (string | undefined)[] => {
      const cache = open();
      const found = [0, 92, 97, 105, 200].map((at) => cache.provenId(`${at}.yml`, stat));
      cache.close();
      return found;
    };
    expect(ids()).toEqual([id(1), id(2), id(3), id(2), undefined]);
    set(200, 250, 4);
    expect(beginsWith("status", before)).toBe(false);
    expect(ids()).toEqual([id(1), id(2), id(3), id(2), id(4)]);
  });

  test("given a content that returns, when looked up, then the last status counts", () => {
    for (const content of [1, 2, 1]) {
      const cache = open();
      cache.setStatus("a.yml", { stat, racy: false, contentId: id(content) });
      cache.save();
      cache.close();
      expect(open().statusOf("a.yml")?.contentId).toBe(id(content));
    }
  });

  test("given the same stat, when looked up, then the content id is proven; given another number, then it is not", () => {
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

  test("given a racy stat, when looked up, then the content id is not proven", () => {
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

  test("given a SHA-256 repository, when a scan looks up a status, then its content ids are not used", () => {
    const cache = open({ format: "sha256" });
    cache.setStatus("a.yml", { stat, racy: false, contentId: id(5) });
    cache.save();
    cache.close();
    expect(open().provenId("a.yml", stat)).toBeUndefined();
    expect(open({ format: "sha256" }).provenId("a.yml", stat)).toBe(id(5));
  });
});

test.each(["parts", "status"] as const)(
  "given a folder in the place of the file of %s, when saved, then the cache works without it",
  (kind) => {
    const fill = (limits = {}) => {
      const cache = open({ limits });
      const section = cache.section("parts", "main");
      section.set(key("a.yml", 1), { summary: bytes(""), body: bytes("x") });
      const stat = { size: 1, modified: 1, changed: 1, inode: 1 };
      cache.setStatus("a.yml", { stat, racy: false, contentId: id(1) });
      cache.save();
      cache.close();
    };
    fill();
    const path = fileOf(kind);
    rmSync(path);
    mkdirSync(path);
    // A rename cannot replace a folder that has files.
    writeFileSync(join(path, "x"), "");
    for (const logRecords of [0, 9]) fill({ logRecords });
    expect(readdirSync(place.folder).filter((file) => file.endsWith(".tmp"))).toEqual([]);
    expect(get([key("a.yml", 1)])).toEqual([kind === "status" ? "x" : undefined]);
  },
);

/** Adds a record and a status in a run of its own. */
function fillBoth(content: number, limits = {}): void {
  const cache = open({ limits });
  cache.section("parts", "main").set(key("a.yml", content), { summary: bytes(""), body: bytes("x") });
  cache.setStatus("a.yml", { stat: ONES, racy: false, contentId: id(content) });
  cache.save();
  cache.close();
}

const ONES = { size: 1, modified: 1, changed: 1, inode: 1 };

test("given a folder in the place of the records, when saved, then the status of the files is saved", () => {
  fillBoth(1);
  const path = fileOf("parts");
  rmSync(path);
  mkdirSync(path);
  fillBoth(2);
  expect(open().statusOf("a.yml")?.contentId).toBe(id(2));
});

test.skipIf(process.platform === "win32").each(["parts", "status"] as const)(
  "given a pipe in the place of the file of %s, when used, then it is neither read nor written",
  (kind) => {
    fillBoth(1);
    const path = fileOf(kind);
    rmSync(path);
    execFileSync("mkfifo", [path]);
    // With a reader and writer, a wrong access would not wait.
    const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    for (const logRecords of [0, 9]) fillBoth(2, { logRecords });
    expect(() => readSync(pipe, Buffer.alloc(1))).toThrow("EAGAIN");
    closeSync(pipe);
  },
);

test("given a status of a name that the system rejects, when the file is rewritten, then others are kept", () => {
  writeFileSync(join(place.workspace, "a.yml"), "");
  for (const name of ["a.yml", "x".repeat(300), "b.yml"]) {
    const cache = open({ limits: { logRecords: 0 } });
    cache.setStatus(name, { stat: ONES, racy: false, contentId: id(1) });
    cache.save();
    cache.close();
  }
  expect(["a.yml", "b.yml"].map((name) => open().provenId(name, ONES))).toEqual([id(1), id(1)]);
});

test("given a huge file of something else, when records are looked for, then it is not read", () => {
  put(THREE);
  const prefix = Buffer.alloc(4096);
  prefix.writeUInt32LE(1.8e9, 4);
  writeFileSync(fileOf("parts"), prefix);
  truncateSync(fileOf("parts"), 2e9);
  const before = performance.now();
  expect(get(THREE)).toEqual([undefined, undefined, undefined]);
  expect(performance.now() - before).toBeLessThan(500);
});

test("given a segment that ends at its start, when read, then it is ignored", () => {
  put(THREE);
  const chunks = (bodyBytes: number) =>
    Buffer.concat(
      treeChunks(`1 this build ${place.workspace} parts main`, {
        names: ["a.yml"],
        ids: new Uint8Array(28),
        summaries: new Uint8Array(),
        summaryStarts: new Uint32Array(2),
        bodyStarts: Float64Array.of(0, bodyBytes),
        checks: new Uint32Array(1),
      }),
    );
  writeFileSync(fileOf("parts"), chunks(-chunks(0).length));
  expect(get(THREE)).toEqual([undefined, undefined, undefined]);
});
