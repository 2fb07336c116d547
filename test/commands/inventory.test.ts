import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import { flowText, newPlace, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = newPlace();
  place.write("flows/pipe.yml", flowText("pipe", ["taxi"], ["trips"]));
});
afterEach(() => place.end());

const STORE = ".assets/inventory.json";
const read = (file = STORE) => readFileSync(join(place.folder, file), "utf8");
const inventory = (file = STORE): Inventory => JSON.parse(read(file));
const downstream = (...args: string[]) => {
  const { stdout, stderr } = place.assets("impact", "taxi", "--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  const answer: { assets: { asset: { id: string } }[] } = JSON.parse(stdout);
  return answer.assets.map(({ asset }) => asset.id);
};

describe("a query that updates the inventory", () => {
  test("given a changed flow, when queried, then the answer and the store are up to date", () => {
    place.assets("scan", "flows");
    place.write("flows/more.yml", flowText("more", ["trips"], ["avg"]));
    expect(downstream()).toEqual(["trips", "avg"]);
    expect(inventory().flows).toHaveLength(2);
  });

  test("given --no-scan, when queried, then the stored inventory is used and stays", () => {
    place.assets("scan", "flows");
    place.write("flows/more.yml", flowText("more", ["trips"], ["avg"]));
    const before = read();
    expect(downstream("--no-scan")).toEqual(["trips"]);
    expect(read()).toBe(before);
  });

  test("given no change, when queried or scanned, then the store is not rewritten", () => {
    place.assets("scan", "flows");
    const before = statSync(join(place.folder, STORE));
    downstream();
    place.assets("scan", "flows");
    expect(statSync(join(place.folder, STORE)).ino).toBe(before.ino);
  });

  test("given a store that cannot be written, when queried, then the answer is current and a note says so", () => {
    place.assets("scan", "flows");
    // The store's name has the maximum length, so that no temporary file fits next to it.
    const long = `${"x".repeat(250)}.json`;
    copyFileSync(join(place.folder, STORE), join(place.folder, long));
    place.write("flows/more.yml", flowText("more", ["trips"], ["avg"]));
    expect(downstream("--store", long)).toEqual(["trips", "avg"]);
    expect(place.assets("impact", "taxi", "--store", long).stderr).toBe(
      `note: the inventory "${long}" cannot be written: the name is too long; the answer is current, the stored inventory is not\n`,
    );
  });

  test("given a scanned folder that no longer exists, when queried, then the error has a remedy", () => {
    place.assets("scan", "flows");
    rmSync(join(place.folder, "flows"), { recursive: true });
    const { stdout, stderr, code } = place.assets("impact", "taxi");
    expect(stderr).toBe(
      'error: cannot update the inventory: no file or folder "flows"\n' +
        "  Run this in the folder of the last `assets scan`, scan again, or use the stored inventory with --no-scan.\n",
    );
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(downstream("--no-scan")).toEqual(["trips"]);
  });
});

describe("settings of a scan", () => {
  const ENV = `id: env
namespace: company
inputs:
  - id: env
    type: STRING
    defaults: dev
tasks:
  - id: work
    type: x.Y
    assets:
      inputs:
        - id: taxi
      outputs:
        - id: mart_{{ inputs.env }}
`;

  test("given options of a scan, when queried later, then they still apply", () => {
    place.write("flows/env.yml", ENV);
    place.assets("scan", "flows", "--input", "env=prod", "--tenant", "acme", "--exclude", "pipe.yml");
    expect(inventory()).toMatchObject({
      tenant: "acme",
      settings: { inputs: { env: "prod" }, exclude: ["pipe.yml"] },
    });
    expect(downstream()).toEqual(["mart_prod"]);
    expect(inventory().tenant).toBe("acme");
  });

  test("given a configuration and options, when scanned, then the options win", () => {
    place.write("flows/env.yml", ENV);
    place.write(
      "assets.config.yaml",
      "paths: [flows]\ntenant: acme\ninputs: {env: staging}\nflows: {company.env: {inputs: {env: test}}}\nstore: inv.ion\n",
    );
    place.assets("scan");
    expect(downstream()).toEqual(["mart_test", "trips"]);
    expect(read("inv.ion")).toContain('tenant: "acme"');
    place.assets("scan", "--input", "env=prod");
    expect(downstream()).toEqual(["mart_prod", "trips"]);
  });

  test("given a wrong configuration, when scanned, then the exit code is 2", () => {
    place.write("assets.config.yaml", "path: [flows]\n");
    const { stderr, code } = place.assets("scan");
    expect(stderr).toContain('error: assets.config.yaml:1:1: unknown key "path": did you mean "paths"?\n');
    expect(code).toBe(2);
  });
});

describe("the store", () => {
  test("given Ion, when queried, then the answers are those from JSON", () => {
    place.assets("scan", "flows");
    place.assets("scan", "flows", "--store", "a.ion");
    const fromJson = place.assets("impact", "taxi");
    expect(place.assets("impact", "taxi", "--store", "a.ion")).toEqual(fromJson);
    expect(read("a.ion")).toContain('{id:"trips",');
  });

  test("given other spellings and another order of paths, when scanned, then the bytes are the same", () => {
    place.write("other/b.yml", flowText("b", ["b"], ["c"]));
    place.assets("scan", "flows", "other", "--store", "one.json");
    place.assets("scan", "other/", "./flows", join(place.folder, "flows"), "--store", "two.json");
    expect(read("two.json")).toBe(read("one.json"));
    expect(read("one.json")).not.toContain(place.folder);
  });

  test("given --check, when flows have changed, then the differences are listed and nothing is written", () => {
    place.assets("scan", "flows");
    expect(place.assets("scan", "flows", "--check")).toEqual({
      stdout: ".assets/inventory.json is up to date\n",
      stderr: "",
      code: 0,
    });
    place.write("flows/pipe.yml", flowText("pipe", ["taxi"], ["journeys"]));
    const before = read();
    expect(place.assets("scan", "flows", "--check")).toEqual({
      stdout: `.assets/inventory.json is out of date: 3 differences
  + added asset "journeys"
  - removed asset "trips"
  ~ changed reads and writes of task "work" of "company/pipe"
Run \`assets scan\` with the same paths and options, and commit the inventory.
`,
      stderr: "",
      code: 1,
    });
    expect(read()).toBe(before);
  });

  test.each([STORE, "inventory.ion"])(
    "given a store and flows with converted line endings, when checked, then it is up to date: %s",
    (file) => {
      place.assets("scan", "flows", "--store", file);
      const written = read(file);
      for (const name of [file, "flows/pipe.yml"]) place.write(name, read(name).replaceAll("\n", "\r\n"));
      expect(place.assets("scan", "flows", "--check", "--store", file)).toEqual({
        stdout: `${file} is up to date\n`,
        stderr: "",
        code: 0,
      });
      place.write("flows/pipe.yml", flowText("pipe", ["taxi"], ["voyages"]));
      expect(place.assets("scan", "flows", "--check", "--store", file).code).toBe(1);
      place.assets("scan", "flows", "--store", file);
      expect(read(file)).toBe(written.replaceAll("trips", "voyages"));
    },
  );

  test("given --check, when only the bytes differ, then it says so and the exit code is 1", () => {
    place.assets("scan", "flows");
    place.write(STORE, `${read()}\n`);
    const { stdout, code } = place.assets("scan", "flows", "--check");
    expect(stdout).toContain("same content, different formatting");
    expect(code).toBe(1);
  });

  test("given a folder in place of the store, when queried, then the error says so", () => {
    mkdirSync(join(place.folder, STORE), { recursive: true });
    const { stderr, code } = place.assets("list");
    expect(stderr).toContain('the inventory ".assets/inventory.json" cannot be read: it is a folder');
    expect(code).toBe(2);
  });
});

describe("--format json", () => {
  test.each([
    ["scan", ["scan", "flows"], ["roots", "summary", "gaps", "store", "state"]],
    ["scan --check", ["scan", "flows", "--check"], ["store", "upToDate", "differences"]],
    ["list", ["list"], ["assets", "totals"]],
    ["show", ["show", "trips"], ["asset", "writers", "readers", "sameAs", "unknown"]],
    ["lineage", ["lineage", "trips"], ["asset", "up", "down", "unknown"]],
    ["impact", ["impact", "taxi"], ["asset", "sameAs", "assets", "consumers", "beyond", "unknown"]],
  ])(
    "given %s, when run, then the answer has its version, its command and its fields",
    (command, args, fields) => {
      place.assets("scan", "flows");
      const { stdout, stderr, code } = place.assets(...args, "--format", "json");
      const answer = JSON.parse(stdout);
      expect(answer).toMatchObject({ version: 1, command });
      expect(Object.keys(answer)).toEqual(expect.arrayContaining(fields));
      expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    },
  );
});

test("given a pipe, when printing, then there is no colour", () => {
  expect(place.assets("scan", "flows").stdout).not.toContain("\u001b");
});

test("given no command, when run, then the help is printed", () => {
  const { stdout, code } = place.assets();
  expect(stdout).toMatch(/^Usage: assets /);
  expect(code).toBe(0);
});

test("given --version, when run, then it is the version of the package", () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  for (const flag of ["--version", "-v", "-V"]) expect(place.assets(flag).stdout).toBe(`${version}\n`);
});
