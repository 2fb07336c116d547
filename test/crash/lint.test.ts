import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";
import { programCache } from "../program-cache.ts";
import { runWith } from "./fault.ts";

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const FLOWS = 120;
/** Each round rewrites every file and changes which assets have two writers. */
const write = (round: number, from = 0) => {
  for (let at = from; at < FLOWS; at++) {
    const output = at % 10 === round % 10 ? "shared" : `out_${at}`;
    place.write(`flows/f${at}.yml`, `# ${"x".repeat(round)}\n${flowText(`f${at}`, [`in_${at}`], [output])}`);
  }
};
const cache = () => programCache(place.folder);

/** The findings of a lint with the cache. */
const findings = (...paths: string[]) => place.assets("lint", ...paths, "--format", "json").stdout;

/** The findings of a lint without cache. */
function findingsWithoutCache(...paths: string[]): string {
  rmSync(cache(), { recursive: true, force: true });
  return findings(...paths);
}

function start(...args: string[]) {
  const child = spawn(process.execPath, [BINARY, "lint", ...args, "--format", "json"], { cwd: place.folder });
  let stdout = "";
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  return { child, done: new Promise<string>((resolve) => child.on("close", () => resolve(stdout))) };
}

/** Many processes, one after the other. */
const LONG = { timeout: 240_000 };

test(
  "given a lint killed at any file-system call, when linted again, then the findings are right",
  LONG,
  () => {
    write(0);
    findings("flows");
    const report = join(place.folder, "calls");
    write(1, FLOWS - 3);
    runWith(place, { on: "change", call: 0, do: "error", report }, "lint", "flows");
    const calls = Number(readFileSync(report, "utf8"));
    rmSync(report);
    expect(calls).toBeGreaterThan(3);
    for (let call = 1; call <= calls; call++) {
      write(call + 1, FLOWS - 3);
      expect(runWith(place, { on: "change", call, do: "SIGKILL" }, "lint", "flows").signal).toBe("SIGKILL");
      const named = findings("flows/f118.yml", "flows/f8.yml");
      const whole = findings("flows");
      expect(named).toBe(findingsWithoutCache("flows/f118.yml", "flows/f8.yml"));
      expect(whole).toBe(findingsWithoutCache("flows"));
    }
    expect(readdirSync(cache()).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  },
);

test("given lints at the same time, when they end, then each has the findings of one alone", async () => {
  write(0);
  findings("flows");
  for (let round = 1; round <= 2; round++) {
    write(round, round % 2 === 0 ? FLOWS - 3 : 0);
    const runs = ["flows/f119.yml", "flows/f118.yml", "flows", "flows"].map((path) => start(path).done);
    const answers = await Promise.all(runs);
    const after = findings("flows");
    expect(answers).toEqual(
      ["flows/f119.yml", "flows/f118.yml", "flows", "flows"].map((path) => findingsWithoutCache(path)),
    );
    expect(after).toBe(findings("flows"));
  }
}, 120_000);

test("given a cache that cannot be written, when linted, then the findings are the same", () => {
  write(0);
  const expected = findingsWithoutCache("flows");
  rmSync(cache(), { recursive: true, force: true });
  // Simulates a full disk: files cannot exceed 8 blocks.
  const full = () =>
    spawnSync("bash", ["-c", `ulimit -f 8; "${process.execPath}" "${BINARY}" lint flows --format json`], {
      cwd: place.folder,
      encoding: "utf8",
    }).stdout;
  expect(full()).toBe(expected);
  expect(full()).toBe(expected);
  findings("flows");
  write(1, FLOWS - 40);
  const changed = full();
  expect(findings("flows")).toBe(changed);
  expect(findingsWithoutCache("flows")).toBe(changed);
});
