import { spawn, spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";
import { programCache } from "../program-cache.ts";

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const FLOWS = 120;
/** Each round writes every file anew, and other assets have two writers. */
const write = (round: number, from = 0) => {
  for (let at = from; at < FLOWS; at++) {
    const output = at % 10 === round % 10 ? "shared" : `out_${at}`;
    place.write(`flows/f${at}.yml`, `# ${"x".repeat(round)}\n${flowText(`f${at}`, [`in_${at}`], [output])}`);
  }
};
const cache = () => programCache(place.folder);

/** What a lint says, with what was kept. */
const said = (...paths: string[]) => place.assets("lint", ...paths, "--format", "json").stdout;

/** What it says without. */
function saidAlone(...paths: string[]): string {
  rmSync(cache(), { recursive: true, force: true });
  return said(...paths);
}

function start(...args: string[]) {
  const child = spawn(process.execPath, [BINARY, "lint", ...args, "--format", "json"], { cwd: place.folder });
  let stdout = "";
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  return { child, done: new Promise<string>((resolve) => child.on("close", () => resolve(stdout))) };
}

test("a lint that is killed at any moment leaves nothing that a later one takes for true", async () => {
  write(0);
  said("flows");
  for (let round = 1; round <= 5; round++) {
    // By turns a few files, which go into the log, and all, after which everything is written anew.
    write(round, round % 2 === 0 ? FLOWS - 3 : 0);
    const { child, done } = start(round % 3 === 0 ? "flows/f7.yml" : "flows");
    const timer = setTimeout(() => child.kill("SIGKILL"), 110 * round);
    await done;
    clearTimeout(timer);
    const named = said("flows/f118.yml", "flows/f8.yml");
    const whole = said("flows");
    expect(named).toBe(saidAlone("flows/f118.yml", "flows/f8.yml"));
    expect(whole).toBe(said("flows"));
    expect(whole).toBe(saidAlone("flows"));
  }
  expect(readdirSync(cache()).filter((name) => name.endsWith(".tmp"))).toEqual([]);
}, 120_000);

test("lints that run at once do not disturb each other", async () => {
  write(0);
  said("flows");
  for (let round = 1; round <= 2; round++) {
    write(round, round % 2 === 0 ? FLOWS - 3 : 0);
    const runs = ["flows/f119.yml", "flows/f118.yml", "flows", "flows"].map((path) => start(path).done);
    const answers = await Promise.all(runs);
    const after = said("flows");
    expect(answers).toEqual(
      ["flows/f119.yml", "flows/f118.yml", "flows", "flows"].map((path) => saidAlone(path)),
    );
    expect(after).toBe(said("flows"));
  }
}, 120_000);

test("where nothing can be kept, the answer is the same", () => {
  write(0);
  const expected = saidAlone("flows");
  rmSync(cache(), { recursive: true, force: true });
  // Files of more than 8 blocks cannot be written, as on a disk that fills up in the middle of one.
  const full = () =>
    spawnSync("bash", ["-c", `ulimit -f 8; "${process.execPath}" "${BINARY}" lint flows --format json`], {
      cwd: place.folder,
      encoding: "utf8",
    }).stdout;
  expect(full()).toBe(expected);
  expect(full()).toBe(expected);
  said("flows");
  write(1, FLOWS - 40);
  const changed = full();
  expect(said("flows")).toBe(changed);
  expect(saidAlone("flows")).toBe(changed);
});
