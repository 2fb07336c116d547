import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";
import { scan } from "../full-scan.ts";

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

/** The version of all assets in the store. */
function storedVersion(): string {
  const { assets, flows } = JSON.parse(readFileSync(storePath(), "utf8")) as Inventory;
  expect(flows).toHaveLength(FLOWS);
  const versions = new Set(assets.flatMap(({ id }) => /_v(\d)$/.exec(id)?.[1] ?? []));
  expect(versions.size).toBe(1);
  return [...versions].join();
}

test("given a disk that fills up, when a store is written, then the old one stays and the error has the reason", () => {
  write(0);
  expect(place.assets("scan", "flows").code).toBe(0);
  write(1);
  // Simulates a full disk: files cannot exceed 8 blocks.
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

test("given a file in place of the store's folder, when scanned, then the error names the store", () => {
  write(0);
  place.write(".assets", "a file");
  const { code, stderr } = place.assets("scan", "flows");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: the inventory "\.assets\/inventory\.json" cannot be written: /);
});

test("given a folder that disappears during a scan, when scanned, then it is a gap", () => {
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
