import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import { scan } from "../full-scan.ts";
import { programCache } from "../program-cache.ts";
import { BINARY, flowText, newPlace, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const FLOWS = 200;
const write = (version: number) => {
  for (let at = 0; at < FLOWS; at++) {
    place.write(`flows/f${at}.yml`, flowText(`f${at}`, [`in_${at}`], [`out_${at}_v${version}`]));
  }
};
const storePath = () => join(place.folder, ".assets/inventory.json");

/** Which version a store holds; it must hold one of them whole. */
function storedVersion(): string {
  const { assets, flows } = JSON.parse(readFileSync(storePath(), "utf8")) as Inventory;
  expect(flows).toHaveLength(FLOWS);
  const versions = new Set(assets.flatMap(({ id }) => /_v(\d)$/.exec(id)?.[1] ?? []));
  expect(versions.size).toBe(1);
  return [...versions].join();
}

/** Starts a scan, and kills it after so many milliseconds. */
function killed(after: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BINARY, "scan", "flows"], { cwd: place.folder, stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), after);
    child.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

test("a scan that is killed at any moment leaves the old store or the new one, and nothing for good", async () => {
  write(0);
  expect(place.assets("scan", "flows").code).toBe(0);
  let before = "0";
  for (let round = 1; round <= 9; round++) {
    write(round);
    await killed(60 * round);
    const now = storedVersion();
    expect([before, String(round)]).toContain(now);
    before = now;
  }
  write(0);
  expect(place.assets("scan", "flows").code).toBe(0);
  expect(storedVersion()).toBe("0");
  expect(readdirSync(join(place.folder, ".assets")).sort()).toEqual(["inventory.json"]);
  expect(readdirSync(programCache(place.folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a store that cannot be written whole stays as it was, and the message says why", () => {
  write(0);
  expect(place.assets("scan", "flows").code).toBe(0);
  write(1);
  // Files of more than 8 blocks cannot be written, as on a disk that fills up in the middle of one.
  const { status, stderr } = spawnSync(
    "bash",
    ["-c", `ulimit -f 8; "${process.execPath}" "${BINARY}" scan flows`],
    {
      cwd: place.folder,
      encoding: "utf8",
    },
  );
  expect(status).toBe(2);
  expect(stderr).toBe(
    'error: the inventory ".assets/inventory.json" cannot be written: the file would be larger than the system allows\n' +
      "  Check the folder and its permissions, or choose another file with --store.\n",
  );
  expect(storedVersion()).toBe("0");
  expect(readdirSync(join(place.folder, ".assets")).sort()).toEqual(["inventory.json"]);
});

test("where no folder can be made for the store, the message says so", () => {
  write(0);
  place.write(".assets", "a file");
  const { code, stderr } = place.assets("scan", "flows");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: the inventory "\.assets\/inventory\.json" cannot be written: /);
});

test("a folder that disappears during the scan is a gap", () => {
  write(0);
  place.write("flows/sub/g.yml", flowText("g", [], ["late"]));
  const { inventory } = scan({
    base: place.folder,
    roots: ["flows"],
    onFile: ({ files }) => {
      if (files === FLOWS) rmSync(join(place.folder, "flows/sub"), { recursive: true });
    },
  });
  expect(inventory.flows).toHaveLength(FLOWS);
  expect(inventory.gaps.map(({ kind, place: at, message }) => [kind, at.file, message])).toEqual([
    ["file", "flows/sub", "cannot be read (no such file or folder): make it readable, or exclude it"],
  ]);
});
