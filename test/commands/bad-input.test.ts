import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import { BINARY, flowText, newPlace, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const GOOD = flowText("good", ["taxi"], ["trips"]);

function stored(): Inventory {
  return JSON.parse(readFileSync(join(place.folder, ".assets/inventory.json"), "utf8"));
}

/** Scans a valid flow and a bad file. The scan must find the valid flow. */
function scanWith(content: string | Uint8Array) {
  place.write("flows/a.yml", content);
  place.write("flows/good.yml", GOOD);
  const { code, stdout, stderr } = place.assets("scan", "flows");
  const inventory = stored();
  expect(inventory.assets.map(({ id }) => id)).toEqual(expect.arrayContaining(["taxi", "trips"]));
  const gaps = inventory.gaps.map(
    ({ kind, place: at, message }) => `${kind} ${at.file}:${at.line} ${message}`,
  );
  return { code, stdout, stderr, inventory, gaps };
}

describe("unreadable files", () => {
  const deep = `id: deep\nnamespace: x\ntasks: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`;

  test.each<[string, string | Uint8Array, RegExp]>([
    ["no YAML", "id: [unclosed\n", /^file flows\/a\.yml:\d+ /],
    ["the same key twice", "id: a\nid: b\nnamespace: x\ntasks: []\n", /^file flows\/a\.yml:2 /],
    ["an expression without quotes", "id: a\nnamespace: {{ x }}\ntasks: []\n", /^file flows\/a\.yml:2 /],
    ["a tab for indentation", "id: a\nnamespace: x\ntasks:\n\t- id: t\n", /^file flows\/a\.yml:4 .*tab/i],
    [
      "no UTF-8",
      new Uint8Array([0x69, 0x64, 0x3a, 0x20, 0xff, 0xfe, 0xc3, 0x28]),
      /^file flows\/a\.yml:1 .*UTF-8/,
    ],
    [
      "50 MB",
      `id: big\nnamespace: x\ntasks: []\n${"# filler\n".repeat(6_000_000)}`,
      /^file flows\/a\.yml:1 .*51\.5 MiB/,
    ],
    ["nested 10,000 deep", deep, /^file flows\/a\.yml:3 .*deep/],
  ])(
    "given a file with %s, when scanned, then it is a gap, the rest is scanned and the exit code is 1",
    (_, content, expected) => {
      const { code, gaps, stdout, stderr, inventory } = scanWith(content);
      expect(gaps).toEqual([expect.stringMatching(expected)]);
      expect(inventory.files.unreadable).toBe(1);
      expect(stdout).toContain("flows/a.yml:");
      expect(stderr).toBe("");
      expect(code).toBe(1);
    },
  );

  test("given a dangling link, when scanned, then it is a gap and the exit code is 1", () => {
    place.write("flows/good.yml", GOOD);
    symlinkSync("nothing.yml", join(place.folder, "flows/link.yml"));
    expect(place.assets("scan", "flows").code).toBe(1);
    expect(stored().gaps).toMatchObject([{ kind: "file", place: { file: "flows/link.yml" } }]);
  });
});

describe("unusual files", () => {
  test.each<[string, string | Uint8Array]>([
    ["a byte order mark", `\ufeff${flowText("odd", [], ["other"])}`],
    ["Windows line ends", flowText("odd", [], ["other"]).replaceAll("\n", "\r\n")],
    ["several documents", `kind: Service\n---\n${flowText("odd", [], ["other"])}---\n`],
  ])("given %s, when scanned, then all flows are found without gaps", (_, content) => {
    const { code, inventory, gaps } = scanWith(content);
    expect(gaps).toEqual([]);
    expect(inventory.assets.map(({ id }) => id)).toEqual(["other", "taxi", "trips"]);
    expect(code).toBe(0);
  });

  test("given aliases that multiply, when scanned, then they stay text and a note says so", () => {
    const bomb = [..."bcdefghij"]
      .map((name, at) => `  ${name}: &${name} [${`*${"abcdefghi"[at]}, `.repeat(10)}x]\n`)
      .join("");
    const { code, gaps, inventory, stderr } = scanWith(
      `${flowText("odd", [], ["other"])}variables:\n  a: &a [x, x, x]\n${bomb}`,
    );
    expect(gaps).toEqual([]);
    expect(inventory.flows.map(({ flow }) => flow)).toEqual(["good", "odd"]);
    expect(stderr.split("\n")[0]).toMatch(/^note: flows\/a\.yml:\d+: Kestra does not resolve YAML aliases/);
    expect(code).toBe(0);
  });

  test("given a loop of symbolic links, when scanned, then each flow is found once", () => {
    place.write("flows/good.yml", GOOD);
    symlinkSync("..", join(place.folder, "flows/up"));
    const { code } = place.assets("scan", "flows");
    expect(code).toBe(0);
    expect(stored().flows).toHaveLength(1);
  });
});

describe("no flows", () => {
  test("given an empty folder, when scanned, then the exit code is 3 and no store is written", () => {
    place.write("flows/.keep", "");
    expect(place.assets("scan", "flows")).toEqual({
      stdout: "",
      stderr:
        'error: no YAML file under "flows"\n  Specify the folder with your flows: `assets scan <paths>`.\n',
      code: 3,
    });
    expect(readdirSync(place.folder)).toEqual(["flows"]);
  });

  test("given YAML without a flow, when scanned, then the exit code is 3 and the error counts the files", () => {
    place.write("flows/compose.yml", "services: {}\n");
    const { stderr, code } = place.assets("scan", "flows");
    expect(stderr).toContain('no flow under "flows": 1 YAML file, none with id, namespace and tasks');
    expect(code).toBe(3);
  });

  test("given a store, when a wrong path is scanned, then the store stays", () => {
    place.write("flows/good.yml", GOOD);
    place.write("empty/.keep", "");
    place.assets("scan", "flows");
    place.assets("scan", "empty");
    expect(stored().roots).toEqual(["flows"]);
  });
});

test("given an exclude that matches nothing, when scanned, then there is one note, and none in a query", () => {
  place.write("flows/good.yml", GOOD);
  const { stderr, code } = place.assets("scan", "flows", "--exclude", "old/**");
  expect(stderr).toBe('note: the exclude pattern "old/**" matches no file or folder\n');
  expect(code).toBe(0);
  // A query scans again with the same settings and does not repeat the note.
  expect(place.assets("impact", "trips").stderr).toBe("");
});

describe("unusable stores", () => {
  test.each<[string, string, string]>([
    ["cut off", '{"version": 1, "ten', "is not complete JSON: truncated or not an inventory"],
    ["empty", "", "is empty: truncated or not an inventory"],
    ["from a newer version", '{"version": 7}', "has version 7, but this program reads version 1"],
    ["from an older version", '{"version": 0}', "has the unsupported version 0"],
    ["something else", '{"name": "flow-assets"}', "is not an asset inventory"],
  ])(
    "given a store that is %s, when queried, then the exit code is 2 and the error has a remedy",
    (_, content, expected) => {
      place.write(".assets/inventory.json", content);
      const { stdout, stderr, code } = place.assets("impact", "trips");
      expect(stderr).toContain(expected);
      expect(stderr).toContain("`assets scan <paths>`");
      expect(stderr).not.toContain("    at ");
      expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    },
  );

  test.each<[string, readonly string[]]>([
    ["a query", ["impact", "trips"]],
    ["a query without a scan", ["list", "--no-scan"]],
    ["a check", ["scan", "flows", "--check"]],
    ["an export", ["export", "--no-scan", "--format", "json"]],
  ])(
    "given a whole store of an older version with its index, when %s reads it, then it is an error",
    (_, args) => {
      place.write("flows/good.yml", GOOD);
      place.assets("scan", "flows");
      place.write(".assets/inventory.json", JSON.stringify({ ...stored(), version: 0 }, undefined, 2));
      const { stdout, stderr, code } = place.assets(...args);
      expect(stderr).toBe(
        'error: the inventory ".assets/inventory.json" has the unsupported version 0\n' +
          "  Recreate it with `assets scan <paths>`.\n",
      );
      expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    },
  );

  test.each<[string, string]>([
    ["cut off", '{"version": 1, "ten'],
    ["older", '{"version": 0}'],
  ])("given a store that is %s, then a scan replaces it", (_, content) => {
    place.write("flows/good.yml", GOOD);
    place.write(".assets/inventory.json", content);
    expect(place.assets("scan", "flows").code).toBe(0);
    expect(stored().version).toBe(1);
  });
});

test("given hostile text in flows, when printed, then it is escaped", () => {
  place.write(
    "flows/a.yml",
    `id: a
namespace: company
tasks:
  - id: "t\\u001b[2J"
    type: x.Y
    assets:
      inputs:
        - id: taxi
      outputs:
        - id: trips
          displayName: "\\u001b]0;owned\\u0007"
          type: "T\\u202e"
          metadata:
            "k\\u001b[31m": "v\\r\\n\\u009b5m"
`,
  );
  for (const args of [
    ["scan", "flows"],
    ["list"],
    ["show", "trips"],
    ["impact", "taxi"],
    ["lineage", "trips"],
  ]) {
    const { stdout, stderr } = place.assets(...args);
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
  expect(place.assets("show", "trips").stdout).toContain("\\u001b]0;owned\\u0007");
});

test("given hostile text in an error, when its stack is printed, then it is escaped", () => {
  place.write("assets.config.yaml", '"\\e[31m\\u202e": 1\n');
  const { stderr, code } = place.assets("list", "--debug");
  expect(stderr).toMatch(/\n[A-Za-z]*Error: .*\\u001b\[31m\\u202e.*\n +at /);
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(code).toBe(2);
});

test("given a pipe that closes early, when printing, then it is not an error", () => {
  const ids = Array.from({ length: 5000 }, (_, at) => `table_${at}`);
  place.write("flows/many.yml", flowText("many", [], ids));
  place.assets("scan", "flows");
  const { stdout, stderr, status } = spawnSync(
    "bash",
    ["-o", "pipefail", "-c", `"${process.execPath}" "${BINARY}" list | head -n 2`],
    { cwd: place.folder, encoding: "utf8" },
  );
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  expect(stdout.split("\n")[1]).toMatch(/^table_0 /);
});

test("given three scans at once, when they end, then there is one complete store and nothing else", async () => {
  for (let at = 0; at < 50; at++) place.write(`flows/f${at}.yml`, flowText(`f${at}`, [`a${at}`], [`b${at}`]));
  const scan = () =>
    new Promise<number | null>((resolve) => {
      spawn(process.execPath, [BINARY, "scan", "flows"], { cwd: place.folder, stdio: "ignore" }).on(
        "close",
        resolve,
      );
    });
  expect(await Promise.all([scan(), scan(), scan()])).toEqual([0, 0, 0]);
  expect(stored().assets).toHaveLength(100);
  expect(readdirSync(join(place.folder, ".assets"))).toEqual(["inventory.json"]);
});

test("given a file in the way of the store, when scanned, then the error has no stack trace", () => {
  place.write("flows/good.yml", GOOD);
  const { stderr, code } = place.assets("scan", "flows", "--store", "flows/good.yml/store.json");
  expect(stderr).toBe(
    'error: the inventory "flows/good.yml/store.json" cannot be written: a file is in the way\n' +
      "  Check the folder and its permissions, or choose another file with --store.\n",
  );
  expect(code).toBe(2);
});
