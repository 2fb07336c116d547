import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { flowText, newPlace, type Place } from "../commands/program.ts";

/** A folder of the user outside the repository. */
let home: Place;
/** The repository. The attacker controls all of its files. */
let place: Place;

beforeEach(() => {
  home = newPlace();
  place = newPlace();
  git("init", "--quiet");
  place.write("flows/own.yaml", flowText("own", [], ["made"]));
});
afterEach(() => {
  place.end();
  home.end();
});

const git = (...args: string[]) => execFileSync("git", args, { cwd: place.folder });
const commit = () =>
  git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--allow-empty", "-m", "a");
const link = (target: string, name: string) => {
  mkdirSync(join(place.folder, name, ".."), { recursive: true });
  symlinkSync(target, join(place.folder, name));
};
const fifo = (name: string) => execFileSync("mkfifo", [join(place.folder, name)]);
const outside = (name: string) => join(home.folder, name);
const secretFlow = () => home.write("private/secret.yaml", flowText("secret", [], ["secret_asset"]));

describe("the store", () => {
  it.each([
    ["its folder", ".assets", "cache"],
    ["itself", ".assets/inventory.json", "cache/inventory.json"],
  ])(
    "given a link in place of %s, when scanned, then nothing is written through it without --follow-links",
    (_, name, target) => {
      mkdirSync(outside("cache"));
      if (target.endsWith(".json")) writeFileSync(outside(target), '{\n  "version": 1');
      link(outside(target), name);
      const { code, stderr } = place.assets("scan", "flows");
      expect(stderr).toContain('error: ".assets/inventory.json" is outside the working tree, through a link');
      expect(code).toBe(2);
      expect(readdirSync(outside("cache")).filter((file) => file !== "inventory.json")).toEqual([]);
      expect(place.assets("--follow-links", "scan", "flows").code).toBe(0);
      expect(readFileSync(outside("cache/inventory.json"), "utf8")).toContain('"id":"made"');
    },
  );

  it.each([
    ["store: ../x.json", '"store" in the configuration is "../x.json", outside the working tree'],
    ["store: /tmp/x.json", '"store" in the configuration is "/tmp/x.json", outside the working tree'],
    ["paths: [../other]", '"paths" in the configuration is "../other", outside the working tree'],
    ["paths: [/]", '"paths" in the configuration is "/", outside the working tree'],
    ["baseline: ../b.json", '"baseline" in the configuration is "../b.json", outside the working tree'],
  ])("given %s in the configuration, when run, then the error names the path outside", (setting, message) => {
    place.write("assets.config.yaml", setting);
    for (const command of ["scan", "lint", "list"]) {
      const { code, stderr } = place.assets(command);
      expect(stderr).toContain(`error: ${message}`);
      expect(code).toBe(2);
    }
  });

  it("given a file that is not a store, when scanned, then it is not replaced", () => {
    const flow = flowText("own", [], ["made"]);
    place.write("assets.config.yaml", "store: notes.json");
    place.write("notes.json", '{"mine": true}');
    for (const args of [[], ["--store", "flows/own.yaml"]]) {
      const { code, stderr } = place.assets(...args, "scan", "flows");
      expect(stderr).toMatch(/error: "(notes.json|flows\/own.yaml)" is not an inventory and is not replaced/);
      expect(code).toBe(2);
    }
    expect(readFileSync(join(place.folder, "notes.json"), "utf8")).toBe('{"mine": true}');
    expect(readFileSync(join(place.folder, "flows/own.yaml"), "utf8")).toBe(flow);
  });

  it.each(['{"version": 3, "sources": []}', '{\n  "version": 1,\n  "findings": []\n}\n'])(
    "given another file with a version, %j, as the store, when scanned, then it is not replaced",
    (text) => {
      place.write("assets.config.yaml", "store: other.json");
      place.write("other.json", text);
      const { code, stderr } = place.assets("scan", "flows");
      expect(stderr).toContain('error: "other.json" is not an inventory and is not replaced');
      expect(code).toBe(2);
      expect(readFileSync(join(place.folder, "other.json"), "utf8")).toBe(text);
    },
  );

  it.each(["", "{", '{\n  "version": 1,\n  "ten'])(
    "given the truncated store %j, when scanned, then it is replaced",
    (text) => {
      place.write(".assets/inventory.json", text);
      expect(place.assets("scan", "flows").code).toBe(0);
    },
  );

  it("given a pipe or a device as the store, when run, then the error says so", () => {
    mkdirSync(join(place.folder, ".assets"));
    fifo(".assets/inventory.json");
    commit();
    for (const command of ["list", "diff", "scan"]) {
      const { code, stderr } = place.assets(command);
      expect(stderr).toMatch(/error: .*(not a regular file|not a file)/);
      expect(code).toBe(2);
    }
    for (const device of ["/dev/zero", "/dev/null"]) {
      const { code, stderr } = place.assets("--store", device, "scan", "flows");
      expect(stderr).toContain(`error: the inventory "${device}" cannot be written`);
      expect(code).toBe(2);
      expect(place.assets("--store", device, "list", "--no-scan").code).toBe(2);
    }
  });

  it("given a store with a root outside, when queried, then nothing is read there until the user scans it", () => {
    secretFlow();
    place.assets("scan", "flows");
    const store = join(place.folder, ".assets/inventory.json");
    const way = `../${home.folder.split("/").at(-1)}/private`;
    writeFileSync(store, readFileSync(store, "utf8").replace('"roots": ["flows"]', `"roots": ["${way}"]`));
    commit();
    for (const command of [["list"], ["diff"], ["export", "--format", "json"]]) {
      const { code, stdout, stderr } = place.assets(...command);
      expect(stderr).toContain(`refers to "${way}", outside the working tree`);
      expect(stdout).not.toContain("secret_asset");
      expect(code).toBe(2);
    }
    expect(place.assets("scan", way).code).toBe(0);
    expect(place.assets("list").stdout).toContain("secret_asset");
  });
});

describe("flows", () => {
  it("given links out of the working tree, when scanned, then they are gaps and nothing is read", () => {
    secretFlow();
    link(outside("private"), "flows/folder");
    link(outside("private/secret.yaml"), "flows/file.yaml");
    link("/", "flows/everything");
    const scan = place.assets("scan", "flows");
    expect(scan.code).toBe(1);
    for (const name of ["folder", "file.yaml", "everything"])
      expect(scan.stdout).toContain(
        `flows/${name}:1\n    is a link out of the working tree: exclude it, or use --follow-links`,
      );
    expect(place.assets("list").stdout).not.toContain("secret_asset");
    expect(place.assets("export", "--format", "json").stdout).not.toContain("secret_asset");
    expect(place.assets("lint", "--format", "json").stdout).not.toContain("secret_asset");
  });

  it("given --follow-links, when linted, then flows behind a link are read but not fixed", () => {
    const wrong = flowText("secret", [], ["secret_asset"]).replace("outputs:", "ouputs:");
    home.write("private/secret.yaml", wrong);
    link(outside("private"), "flows/folder");
    expect(place.assets("--follow-links", "lint").stdout).toContain("flows/folder/secret.yaml");
    const { code, stderr } = place.assets("--follow-links", "lint", "--fix");
    expect(stderr).toContain('error: "flows/folder/secret.yaml" is outside the working tree, through a link');
    expect(code).toBe(2);
    expect(readFileSync(outside("private/secret.yaml"), "utf8")).toBe(wrong);
  });

  it("given a root that is a link out, when scanned or linted, then the error says so", () => {
    secretFlow();
    link(outside("private"), "linked");
    place.write("assets.config.yaml", "paths: [linked]");
    for (const args of [["scan"], ["scan", "linked"], ["lint"], ["lint", "linked/secret.yaml"]]) {
      const { code, stdout, stderr } = place.assets(...args);
      expect(stderr).toMatch(/error: "linked.*" is a link out of the working tree/);
      expect(stdout).not.toContain("secret");
      expect(code).toBe(2);
    }
  });

  it("given pipes and devices, when scanned, then they are gaps", () => {
    fifo("flows/pipe.yaml");
    link("/dev/zero", "flows/zero.yaml");
    link("pipe.yaml", "flows/linked-pipe.yaml");
    const { code, stdout } = place.assets("scan", "flows");
    expect(stdout).toContain("flows/pipe.yaml:1\n    is a pipe, a device or a socket, not a file");
    expect(stdout).toContain("flows/linked-pipe.yaml:1\n    is a pipe, a device or a socket, not a file");
    expect(stdout).toContain("flows/zero.yaml:1\n    is a link out of the working tree");
    expect(code).toBe(1);
    const named = place.assets("scan", "flows/pipe.yaml");
    expect(named.stderr).toContain('error: "flows/pipe.yaml" is neither a file nor a folder');
    expect(named.code).toBe(2);
  });
});

describe("configurations, baselines, owners and outputs", () => {
  it.each([
    ["a link out of the working tree", () => link(outside("c.yaml"), "assets.config.yaml")],
    ["a link to a device", () => link("/dev/zero", "assets.config.yaml")],
    ["a pipe", () => fifo("assets.config.yaml")],
  ])("given a configuration that is %s, when read, then it is rejected and not shown", (_, make) => {
    home.write("c.yaml", "tenant: private");
    make();
    const { code, stderr } = place.assets("config");
    expect(stderr).toContain('error: the configuration "assets.config.yaml" cannot be read: it is');
    expect(stderr).not.toContain("private");
    expect(code).toBe(2);
  });

  it("given a baseline that is a link out, when read or written, then the error says so", () => {
    home.write("b.json", "private");
    link(outside("b.json"), "assets.baseline.json");
    place.write("assets.config.yaml", "baseline: assets.baseline.json");
    for (const args of [["lint"], ["lint", "--update-baseline"]]) {
      const { code, stderr } = place.assets(...args);
      expect(stderr).toContain('error: "assets.baseline.json" is outside the working tree');
      expect(code).toBe(2);
    }
    expect(readFileSync(outside("b.json"), "utf8")).toBe("private");
  });

  it("given a file that is not a baseline, when updated, then it is not replaced", () => {
    place.write("assets.config.yaml", "baseline: notes.json");
    place.write("notes.json", "TOKEN=1");
    const { code, stderr } = place.assets("lint", "--update-baseline");
    expect(stderr).toContain('error: "notes.json" is not a baseline and is not replaced');
    expect(code).toBe(2);
    expect(readFileSync(join(place.folder, "notes.json"), "utf8")).toBe("TOKEN=1");
  });

  it.each(["", '{\n  "version": 1,\n  "findings": [\n<<<<<<< HEAD\n'])(
    "given the damaged baseline %j, when updated, then it is replaced",
    (text) => {
      place.write("assets.config.yaml", "baseline: known.json");
      place.write("known.json", text);
      expect(place.assets("lint", "--update-baseline").code).toBe(0);
      expect(place.assets("lint").code).toBe(0);
    },
  );

  it("given a pipe as the baseline, when read, then the error says so", () => {
    fifo("b.json");
    const { code, stderr } = place.assets("lint", "--baseline", "b.json");
    expect(stderr).toContain('error: the baseline "b.json" cannot be read: it is not a regular file');
    expect(code).toBe(2);
  });

  it("given CODEOWNERS as a device or a link out, when read, then another one in the working tree counts", () => {
    home.write("owners", "* @private-owner");
    link("/dev/zero", ".github/CODEOWNERS");
    link(outside("owners"), "CODEOWNERS");
    place.write("docs/CODEOWNERS", "* @own-owner");
    commit();
    const { code, stdout } = place.assets("diff", "--format", "json");
    expect(code).toBe(1);
    expect(stdout).not.toContain("private-owner");
    expect(stdout).toContain("own-owner");
  });

  it("given a link in place of .github, when init runs, then nothing is written through it", () => {
    mkdirSync(outside("github"));
    link(outside("github"), ".github");
    const { code, stdout } = place.assets("init", "--from", "./assets-1.2.3.tgz");
    expect(stdout).toContain("a link leads out of the working tree");
    expect(code).toBe(0);
    expect(readdirSync(outside("github"))).toEqual([]);
  });

  it("given an output that is a link out, when exported, then nothing is written through it", () => {
    home.write("profile", "mine");
    link(outside("profile"), "lineage.svg");
    link(outside("profile"), "tables/assets.csv");
    place.assets("scan", "flows");
    for (const args of [
      ["export", "-o", "lineage.svg"],
      ["export", "--format", "csv", "-o", "tables"],
    ]) {
      const { code, stderr } = place.assets(...args);
      expect(stderr).toContain("is outside the working tree, through a link");
      expect(code).toBe(2);
    }
    expect(readFileSync(outside("profile"), "utf8")).toBe("mine");
    expect(existsSync(outside("assets.csv"))).toBe(false);
  });
});
