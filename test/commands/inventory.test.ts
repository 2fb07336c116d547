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

describe("a query brings the inventory up to date", () => {
  test("after a flow changed, and stores it", () => {
    place.assets("scan", "flows");
    place.write("flows/more.yml", flowText("more", ["trips"], ["avg"]));
    expect(downstream()).toEqual(["trips", "avg"]);
    expect(inventory().flows).toHaveLength(2);
  });

  test("but not with --no-scan", () => {
    place.assets("scan", "flows");
    place.write("flows/more.yml", flowText("more", ["trips"], ["avg"]));
    const before = read();
    expect(downstream("--no-scan")).toEqual(["trips"]);
    expect(read()).toBe(before);
  });

  test("and leaves the file alone when nothing changed", () => {
    place.assets("scan", "flows");
    const before = statSync(join(place.folder, STORE));
    downstream();
    place.assets("scan", "flows");
    expect(statSync(join(place.folder, STORE)).ino).toBe(before.ino);
  });

  test("answers all the same where the store cannot be written, and says so", () => {
    place.assets("scan", "flows");
    // The store's own name is as long as a name may be, so that no temporary file fits next to it.
    const long = `${"x".repeat(250)}.json`;
    copyFileSync(join(place.folder, STORE), join(place.folder, long));
    place.write("flows/more.yml", flowText("more", ["trips"], ["avg"]));
    expect(downstream("--store", long)).toEqual(["trips", "avg"]);
    expect(place.assets("impact", "taxi", "--store", long).stderr).toBe(
      `note: the inventory "${long}" cannot be written: the name is too long; the answer is current, the stored inventory is not\n`,
    );
  });

  test("says what to do when the scanned folder is gone", () => {
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

describe("what a scan was told", () => {
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

  test("is kept for the queries after it", () => {
    place.write("flows/env.yml", ENV);
    place.assets("scan", "flows", "--input", "env=prod", "--tenant", "acme", "--exclude", "pipe.yml");
    expect(inventory()).toMatchObject({
      tenant: "acme",
      settings: { inputs: { env: "prod" }, exclude: ["pipe.yml"] },
    });
    expect(downstream()).toEqual(["mart_prod"]);
    expect(inventory().tenant).toBe("acme");
  });

  test("goes before the configuration, which holds where nothing is told", () => {
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

  test("a configuration that is wrong is exit code 2", () => {
    place.write("assets.config.yaml", "path: [flows]\n");
    const { stderr, code } = place.assets("scan");
    expect(stderr).toContain('error: assets.config.yaml:1:1: unknown key "path": did you mean "paths"?\n');
    expect(code).toBe(2);
  });
});

describe("the store", () => {
  test("as Ion holds what JSON holds", () => {
    place.assets("scan", "flows");
    place.assets("scan", "flows", "--store", "a.ion");
    const fromJson = place.assets("impact", "taxi");
    expect(place.assets("impact", "taxi", "--store", "a.ion")).toEqual(fromJson);
    expect(read("a.ion")).toContain('{id:"trips",');
  });

  test("is the same in another folder and for another order of paths", () => {
    place.write("other/b.yml", flowText("b", ["b"], ["c"]));
    place.assets("scan", "flows", "other", "--store", "one.json");
    place.assets("scan", "other/", "./flows", join(place.folder, "flows"), "--store", "two.json");
    expect(read("two.json")).toBe(read("one.json"));
    expect(read("one.json")).not.toContain(place.folder);
  });

  test("--check tells the truth", () => {
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
    "--check takes a store for the same whose line endings git converted: %s",
    (file) => {
      place.assets("scan", "flows", "--store", file);
      const written = read(file);
      for (const each of [file, "flows/pipe.yml"]) place.write(each, read(each).replaceAll("\n", "\r\n"));
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

  test("--check notices bytes that only look different", () => {
    place.assets("scan", "flows");
    place.write(STORE, `${read()}\n`);
    const { stdout, code } = place.assets("scan", "flows", "--check");
    expect(stdout).toContain("same content, different formatting");
    expect(code).toBe(1);
  });

  test("is not looked at in a folder of the same name", () => {
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
  ])("%s says its version and its name", (command, args, fields) => {
    place.assets("scan", "flows");
    const { stdout, stderr, code } = place.assets(...args, "--format", "json");
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ version: 1, command });
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(fields));
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });
});

test("colour is for terminals: none in a pipe", () => {
  expect(place.assets("scan", "flows").stdout).not.toContain("\u001b");
});

test("without a command the help is printed", () => {
  const { stdout, code } = place.assets();
  expect(stdout).toMatch(/^Usage: assets /);
  expect(code).toBe(0);
});

test("the version is that of the package", () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  for (const flag of ["--version", "-V"]) expect(place.assets(flag).stdout).toBe(`${version}\n`);
});
