import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serializeStore } from "../../src/store/write-store.ts";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";
import { scan } from "../full-scan.ts";
import { programCache } from "../program-cache.ts";
import { type Fault, runWith, shellCode } from "./fault.ts";

/*
 * After a fault at any file system call, the store is completely old or completely new, and the next scan gives the
 * same result as a scan without a cache.
 */

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const path = (file: string) => join(place.folder, file);
const store = () => readFileSync(path(".assets/inventory.json"), "utf8");

/** The store of a scan without a cache. */
function cold(): string {
  const { inventory } = scan({ base: place.folder, roots: [path("flows")] });
  return serializeStore(inventory, "inventory.json");
}

/** Texts of equal length, so that file sizes do not reveal changes. */
const write = (file: string, version: number) =>
  place.write(`flows/${file}.yml`, flowText(file, ["read"], [`made_${1000 + version}`]));

function leftovers(): string[] {
  return [path(".assets"), programCache(place.folder)].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".tmp")) : [],
  );
}

function expectCorrectNextScan(): void {
  const { stderr } = place.assets("scan", "flows");
  expect(stderr).toBe("");
  expect(store()).toBe(cold());
  expect(leftovers()).toEqual([]);
}

/** Checks that the remaining cache matches the store. */
function expectNothingToDo(): void {
  const { stdout } = place.assets("scan", "flows");
  expect(stdout).toMatch(/\(unchanged\)\n$/);
}

/** The number of modifying file system calls in a scan. */
function countCalls(args = ["scan", "flows"]): number {
  runWith(place, { on: "change", call: 0, do: "error", report: path("calls") } as Fault, ...args);
  const calls = Number(readFileSync(path("calls"), "utf8"));
  rmSync(path("calls"));
  return calls;
}

/** Calls `run` for each modifying file system call of a scan that updates an older store. */
function atEveryCall(run: (call: number, before: string, after: string) => void): void {
  for (const file of ["a", "b", "c"]) write(file, 0);
  place.assets("scan", "flows");
  write("b", 1);
  const calls = countCalls();
  expect(calls).toBeGreaterThan(15);
  for (let call = 1; call <= calls; call++) {
    const before = store();
    write("b", call + 1);
    run(call, before, cold());
  }
}

describe("a scan that is killed", () => {
  test("given any call of a scan that updates a store, when killed there, then the store is old or new and valid", () => {
    atEveryCall((call, before, after) => {
      const { signal } = runWith(place, { on: "change", call, do: "SIGKILL" }, "scan", "flows");
      expect(signal).toBe("SIGKILL");
      expect([before, after]).toContain(store());
      expectCorrectNextScan();
    });
  });

  test("given any call of a first scan, when killed there, then an Ion store is complete or missing", () => {
    for (const file of ["a", "b"]) write(file, 0);
    const args = ["scan", "flows", "--store", ".assets/inventory.ion"];
    const calls = countCalls(args);
    expect(calls).toBeGreaterThan(10);
    const whole = readFileSync(path(".assets/inventory.ion"), "utf8");
    for (let call = 1; call <= calls; call += 2) {
      rmSync(path(".assets"), { recursive: true });
      runWith(place, { on: "change", call, do: "SIGKILL" }, ...args);
      if (existsSync(path(".assets/inventory.ion")))
        expect(readFileSync(path(".assets/inventory.ion"), "utf8")).toBe(whole);
      expect(place.assets(...args).code).toBe(0);
      expect(readFileSync(path(".assets/inventory.ion"), "utf8")).toBe(whole);
      expect(leftovers()).toEqual([]);
    }
  });
});

describe("a scan that is interrupted", () => {
  test("given any call of a scan, when interrupted there, then it ends by the signal without leftovers", () => {
    atEveryCall((call, before, after) => {
      const { signal } = runWith(place, { on: "change", call, do: "SIGINT" }, "scan", "flows");
      expect(signal).toBe("SIGINT");
      expect([before, after]).toContain(store());
      expect(leftovers()).toEqual([]);
    });
    expectCorrectNextScan();
  });

  test.each([
    ["while a flow is read", { on: "read", path: ".yml", call: 1 }],
    ["while the store is written", { on: "change", call: 4 }],
  ] as const)("given a scan interrupted %s, when run in a shell, then the exit code is 130", (_, when) => {
    write("a", 0);
    expect(shellCode(place, { ...when, do: "SIGINT" }, "scan", "flows")).toBe(130);
    expect(leftovers()).toEqual([]);
  });

  test.each(["SIGTERM", "SIGHUP"] as const)(
    "given %s while the store is written, when the scan ends, then it is by the signal without leftovers",
    (signal) => {
      write("a", 0);
      place.assets("scan", "flows");
      const before = store();
      write("a", 1);
      // Calls: create the folder, open the new file, set its mode, write the first block.
      expect(runWith(place, { on: "change", call: 4, do: signal }, "scan", "flows").signal).toBe(signal);
      expect(store()).toBe(before);
      expect(leftovers()).toEqual([]);
    },
  );
});

/** Enough files for the start of a second thread. */
const MANY = 2000;

test.each(["SIGKILL", "SIGINT", "SIGTERM"] as const)(
  "given %s while two threads read or the store is written, when scanned again, then the store is right",
  (signal) => {
    for (let file = 0; file < MANY; file++) write(`f${file}`, 0);
    const inReading: Fault = { on: "open", path: ".yml", call: 200, do: signal, threads: 2 };
    expect(runWith(place, inReading, "scan", "flows").signal).toBe(signal);
    expect(existsSync(path(".assets/inventory.json"))).toBe(false);
    expectCorrectNextScan();
    const before = store();
    for (let file = 0; file < MANY; file++) write(`f${file}`, 1);
    expect(runWith(place, inReading, "scan", "flows").signal).toBe(signal);
    expect(store()).toBe(before);
    const inWriting: Fault = { on: "change", call: 4, do: signal, threads: 2 };
    expect(runWith(place, inWriting, "scan", "flows").signal).toBe(signal);
    expect(store()).toBe(before);
    expectCorrectNextScan();
    expectNothingToDo();
  },
);

test("given any call that fails, when scanned, then the scan fails as a whole or is not affected", () => {
  let refused = 0;
  atEveryCall((call, before, after) => {
    const { code, stderr } = runWith(place, { on: "change", call, do: "error" }, "scan", "flows");
    if (code === 0) {
      expect(stderr).toBe("");
      expect(store()).toBe(after);
    } else {
      refused++;
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^error: the inventory "\.assets\/inventory\.json" cannot be written: (no space left on the device|the file system is read-only|the disk reports an error)\n {2}Check the folder and its permissions, or choose another file with --store\.\n$/,
      );
      expect(store()).toBe(before);
    }
    expect(leftovers()).toEqual([]);
    expectCorrectNextScan();
    expectNothingToDo();
  });
  // Calls: create the folder, create the file, write, sync, rename.
  expect(refused).toBe(5);
});

test("given any call, when another scan runs at that moment, then the store and the cache agree", () => {
  const versionText = (version: number) =>
    `const { spawnSync } = require("node:child_process");
     const { writeFileSync } = require("node:fs");
     writeFileSync("flows/c.yml", ${JSON.stringify(flowText("c", ["read"], ["made_VERSION"]))}.replace("VERSION", "${2000 + version}"));
     spawnSync(process.execPath, [${JSON.stringify(BINARY)}, "scan", "flows"]);`;
  atEveryCall((call) => {
    const { code } = runWith(place, { on: "change", call, do: versionText(call) }, "scan", "flows");
    expect(code).toBe(0);
    expectCorrectNextScan();
  });
});

describe("files that change during a scan", () => {
  const NOW = flowText("b", ["read"], ["made_9999"]);
  const file = (action: string) => `const fs = require("node:fs"); ${action}`;
  const changes: readonly (readonly [string, Fault["on"], string])[] = [
    ["is changed before it is opened", "open", `fs.writeFileSync("flows/b.yml", ${JSON.stringify(NOW)})`],
    ["is changed before it is read", "read", `fs.writeFileSync("flows/b.yml", ${JSON.stringify(NOW)})`],
    ["is changed behind the reader", "closed", `fs.writeFileSync("flows/b.yml", ${JSON.stringify(NOW)})`],
    [
      "is changed and given its old time",
      "closed",
      `const { atime, mtime } = fs.statSync("flows/b.yml"); fs.writeFileSync("flows/b.yml", ${JSON.stringify(NOW)}); fs.utimesSync("flows/b.yml", atime, mtime)`,
    ],
    ["grows", "read", `fs.appendFileSync("flows/b.yml", "# more\\nlabels: {a: b}\\n")`],
    ["is cut off", "read", `fs.truncateSync("flows/b.yml", 9)`],
    ["is removed", "open", `fs.rmSync("flows/b.yml")`],
    ["becomes a folder", "open", `fs.rmSync("flows/b.yml"); fs.mkdirSync("flows/b.yml")`],
    [
      "goes with its folder",
      "open",
      `fs.rmSync("flows", { recursive: true }); fs.mkdirSync("flows/sub", { recursive: true }); fs.writeFileSync("flows/sub/z.yml", ${JSON.stringify(NOW)})`,
    ],
    ["is replaced by another", "closed", `fs.renameSync("flows/a.yml", "flows/b.yml")`],
  ];
  // The first call compares the status with the cache, the second call reads the file.
  const both = changes.flatMap((change) => [1, 2].map((call) => [...change, call] as const));
  test.each(both)(
    "given a file that %s (call $3), when scanned again, then the store is right",
    (_, on, action, call) => {
      for (const name of ["a", "b", "c"]) write(name, 0);
      place.assets("scan", "flows");
      write("b", 1);
      const fault: Fault = { on, path: "b.yml", call, do: file(action), coarse: true };
      const { code, stderr } = runWith(place, fault, "scan", "flows");
      expect([code, stderr]).toEqual([expect.any(Number), ""]);
      runWith(place, { ...fault, call: 0 }, "scan", "flows");
      expect(store()).toBe(cold());
    },
  );

  test.each([
    ["before", 8],
    ["while", 10],
  ])(
    "given a store changed %s its index is written, when scanned again, then the store is right",
    (_, call) => {
      for (const name of ["a", "b"]) write(name, 0);
      place.assets("scan", "flows");
      write("b", 1);
      const edit = `const path = ".assets/inventory.json"; fs.writeFileSync(path, fs.readFileSync(path, "utf8").replaceAll("made_1001", "made_6666"))`;
      expect(runWith(place, { on: "change", call, do: file(edit) }, "scan", "flows").code).toBe(0);
      expect(store()).toContain("made_6666");
      place.assets("scan", "flows");
      expect(store()).toBe(cold());
    },
  );
});
