import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serializeStore } from "../../src/store/write-store.ts";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";
import { scan } from "../full-scan.ts";
import { programCache } from "../program-cache.ts";
import { type Fault, runWith, shellCode } from "./fault.ts";

/*
 * Whatever happens at whichever call of the file system: the store is the old one or the new one, whole, and the next
 * scan gives what a scan without cache gives.
 */

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const path = (file: string) => join(place.folder, file);
const store = () => readFileSync(path(".assets/inventory.json"), "utf8");

/** What a scan without cache gives for the files as they are. */
function cold(): string {
  const { inventory } = scan({ base: place.folder, roots: [path("flows")] });
  return serializeStore(inventory, "inventory.json");
}

/** Texts of one length, so that sizes tell nothing. */
const write = (file: string, version: number) =>
  place.write(`flows/${file}.yml`, flowText(file, ["read"], [`made_${1000 + version}`]));

function leftovers(): string[] {
  return [path(".assets"), programCache(place.folder)].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".tmp")) : [],
  );
}

function expectNextScanRight(): void {
  const { stderr } = place.assets("scan", "flows");
  expect(stderr).toBe("");
  expect(store()).toBe(cold());
  expect(leftovers()).toEqual([]);
}

/** The cache that was left belongs to the store. */
function expectNothingToDo(): void {
  const { stdout } = place.assets("scan", "flows");
  expect(stdout).toMatch(/\(unchanged\)\n$/);
}

/** How many calls change something in a scan. */
function countCalls(args = ["scan", "flows"]): number {
  runWith(place, { on: "change", call: 0, do: "error", report: path("calls") } as Fault, ...args);
  const calls = Number(readFileSync(path("calls"), "utf8"));
  rmSync(path("calls"));
  return calls;
}

/** Calls `run` for every call that changes something in a scan that brings an older store up to date. */
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

describe("killed", () => {
  test("at every call of a scan that updates a store", () => {
    atEveryCall((call, before, after) => {
      const { signal } = runWith(place, { on: "change", call, do: "SIGKILL" }, "scan", "flows");
      expect(signal).toBe("SIGKILL");
      expect([before, after]).toContain(store());
      expectNextScanRight();
    });
  });

  test("at every call of a first scan, for a store in Ion", () => {
    for (const file of ["a", "b"]) write(file, 0);
    const args = ["scan", "flows", "--store", ".assets/inventory.ion"];
    const calls = countCalls(args);
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

describe("interrupted", () => {
  test("at every call, a scan ends by the signal, and nothing is left that is half written", () => {
    atEveryCall((call, before, after) => {
      const { signal } = runWith(place, { on: "change", call, do: "SIGINT" }, "scan", "flows");
      expect(signal).toBe("SIGINT");
      expect([before, after]).toContain(store());
      expect(leftovers()).toEqual([]);
    });
    expectNextScanRight();
  });

  test.each([
    ["while a flow is read", { on: "read", path: ".yml", call: 1 }],
    ["while the store is written", { on: "change", call: 4 }],
  ] as const)("%s, a shell shows 130", (_, when) => {
    write("a", 0);
    expect(shellCode(place, { ...when, do: "SIGINT" }, "scan", "flows")).toBe(130);
    expect(leftovers()).toEqual([]);
  });

  test.each(["SIGTERM", "SIGHUP"] as const)("by %s while the store is written, likewise", (signal) => {
    write("a", 0);
    place.assets("scan", "flows");
    const before = store();
    write("a", 1);
    // Making the folder, opening the new file, its mode, and then the first block.
    expect(runWith(place, { on: "change", call: 4, do: signal }, "scan", "flows").signal).toBe(signal);
    expect(store()).toBe(before);
    expect(leftovers()).toEqual([]);
  });
});

/** As many files as it takes for a second thread to begin. */
const MANY = 2000;

test.each(["SIGKILL", "SIGINT", "SIGTERM"] as const)(
  "%s while two threads read ends the scan, and the next one is right",
  (signal) => {
    for (let file = 0; file < MANY; file++) write(`f${file}`, 0);
    const inReading: Fault = { on: "open", path: ".yml", call: 200, do: signal, threads: 2 };
    expect(runWith(place, inReading, "scan", "flows").signal).toBe(signal);
    expect(existsSync(path(".assets/inventory.json"))).toBe(false);
    expectNextScanRight();
    const before = store();
    for (let file = 0; file < MANY; file++) write(`f${file}`, 1);
    expect(runWith(place, inReading, "scan", "flows").signal).toBe(signal);
    expect(store()).toBe(before);
    const inWriting: Fault = { on: "change", call: 4, do: signal, threads: 2 };
    expect(runWith(place, inWriting, "scan", "flows").signal).toBe(signal);
    expect(store()).toBe(before);
    expectNextScanRight();
    expectNothingToDo();
  },
);

test("a call that fails, whichever it is, fails as a whole or does not matter", () => {
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
        /^error: the store "\.assets\/inventory\.json" cannot be written: (no space left on the device|the file system is read-only|the disk reports an error)\n {2}Check the folder and its permissions, or name another file with --store\.\n$/,
      );
      expect(store()).toBe(before);
    }
    expect(leftovers()).toEqual([]);
    expectNextScanRight();
    expectNothingToDo();
  });
  // The folder, the new file, its content, the way to the disk, its name.
  expect(refused).toBe(5);
});

test("another scan that runs in the middle of one, after whichever call, leaves a store and a cache that agree", () => {
  const other = (version: number) =>
    `const { spawnSync } = require("node:child_process");
     const { writeFileSync } = require("node:fs");
     writeFileSync("flows/c.yml", ${JSON.stringify(flowText("c", ["read"], ["made_VERSION"]))}.replace("VERSION", "${2000 + version}"));
     spawnSync(process.execPath, [${JSON.stringify(BINARY)}, "scan", "flows"]);`;
  atEveryCall((call) => {
    const { code } = runWith(place, { on: "change", call, do: other(call) }, "scan", "flows");
    expect(code).toBe(0);
    expectNextScanRight();
  });
});

describe("while it is read", () => {
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
  // Compared with what is known of it by the first call, read by the second.
  const both = changes.flatMap((change) => [1, 2].map((call) => [...change, call] as const));
  test.each(both)("a file %s: the next scan is right", (_, on, action, call) => {
    for (const each of ["a", "b", "c"]) write(each, 0);
    place.assets("scan", "flows");
    write("b", 1);
    const fault: Fault = { on, path: "b.yml", call, do: file(action), coarse: true };
    const { code, stderr } = runWith(place, fault, "scan", "flows");
    expect([code, stderr]).toEqual([expect.any(Number), ""]);
    runWith(place, { ...fault, call: 0 }, "scan", "flows");
    expect(store()).toBe(cold());
  });

  test.each([
    ["before", 8],
    ["while", 10],
  ])("a store that somebody writes to %s what is kept of it is written is made anew", (_, call) => {
    for (const each of ["a", "b"]) write(each, 0);
    place.assets("scan", "flows");
    write("b", 1);
    const edit = `const path = ".assets/inventory.json"; fs.writeFileSync(path, fs.readFileSync(path, "utf8").replaceAll("made_1001", "made_6666"))`;
    expect(runWith(place, { on: "change", call, do: file(edit) }, "scan", "flows").code).toBe(0);
    expect(store()).toContain("made_6666");
    place.assets("scan", "flows");
    expect(store()).toBe(cold());
  });
});
