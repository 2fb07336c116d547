import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BINARY, flowText, newPlace, type Place } from "./program.ts";

const REPOSITORY = join(BINARY, "..", "..");
const PROGRAM = join(REPOSITORY, "program");

/** The source modules of each file of the program. */
const MODULES: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(join(PROGRAM, "modules.json"), "utf8"),
);

let place: Place;
let hooks: string;
beforeEach(() => {
  place = newPlace();
  place.write("flows/a.yml", flowText("a", ["in"], ["out"]));
  hooks = mkdtempSync(join(tmpdir(), "assets-loaded-"));
});
afterEach(() => {
  place.end();
  rmSync(hooks, { recursive: true });
});

/** Prints loaded files to stderr: ES modules when they load, CommonJS modules at the end. */
const REGISTER = `
const { register } = require("node:module");
register("data:text/javascript," + encodeURIComponent(
  'import { writeSync } from "node:fs"; export async function load(url, context, next) { if (url.startsWith("file:")) writeSync(2, "loads " + decodeURIComponent(new URL(url).pathname) + "\\\\n"); return next(url, context); }'
));
process.on("exit", () => {
  for (const file of Object.keys(require.cache)) require("node:fs").writeSync(2, "loads " + file + "\\n");
});
`;

/** The source modules, such as `src/cli/main.ts`, and the libraries loaded by a command. */
function loaded(...args: string[]): readonly string[] {
  const preload = join(hooks, "register.cjs");
  writeFileSync(preload, REGISTER);
  const { stderr, status } = spawnSync(process.execPath, ["--require", preload, BINARY, ...args], {
    cwd: place.folder,
    encoding: "utf8",
  });
  expect([stderr, status]).toEqual([expect.stringContaining("loads "), 0]);
  const files = [...stderr.matchAll(/^loads (.*)$/gm)].map((match) => match[1] ?? "");
  const names = files
    .filter((file) => file !== preload)
    .map((file) => relative(REPOSITORY, file).split(sep).join("/"))
    .flatMap((name) => MODULES[name.replace(/^program\//, "")] ?? [name])
    .map((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? name);
  return [...new Set(names)].sort();
}

const libraries = (names: readonly string[]) =>
  names.filter((name) => /^@?[a-z0-9-]+(\/[a-z0-9-]+)?$/.test(name));
const rooms = (names: readonly string[]) => [
  ...new Set(names.flatMap((name) => /^src\/(\w+)\//.exec(name)?.[1] ?? [])),
];

test("given --version, when run, then no module of the program is loaded", () => {
  expect(loaded("--version")).toEqual(["bin/assets.js", "package.json"]);
});

test("given a query or an unchanged scan, when run, then only the needed modules are loaded", () => {
  place.assets("scan", "flows");
  for (const args of [["list"], ["list", "--no-scan"], ["impact", "in"], ["scan", "flows"]]) {
    const names = loaded(...args);
    expect([args, libraries(names)]).toEqual([args, ["commander"]]);
    // Does not load the evaluator, the flow parser, lint rules, images or the schema of stores.
    const needless =
      /^src\/(store\/validate-inventory|pebble|lint|openlineage\/(?!profile-names)|resolve\/(?!options)|flows\/read|report\/(pictures|files)\/(?!drawing))/;
    expect([args, names.filter((name) => needless.test(name))]).toEqual([args, []]);
  }
});

test("given a completion of ids, when run, then neither the parser of arguments nor the graph is loaded", () => {
  place.assets("scan", "flows");
  const names = loaded("__complete", "show", "i");
  expect(libraries(names)).toEqual([]);
  expect(rooms(names)).toEqual(expect.arrayContaining(["cli", "commands", "workspace"]));
  expect(names.filter((name) => /^src\/(graph|selection|report\/text)\//.test(name))).toEqual([]);
});

test("given commands other than explore, when run, then nothing of the terminal view is loaded", () => {
  place.assets("scan", "flows");
  for (const args of [["--version"], ["scan", "flows"], ["list"], ["--help"]]) {
    const view = /^(ink|react|react-reconciler|yoga-layout|src\/explore\/.*)$/;
    expect([args, loaded(...args).filter((name) => view.test(name))]).toEqual([args, []]);
  }
});

test("given commands other than lsp and mcp, when run, then nothing of the servers is loaded", () => {
  place.assets("scan", "flows");
  for (const args of [["--version"], ["scan", "flows"], ["list"], ["lint", "flows/a.yml"], ["--help"]]) {
    const servers = /^(vscode-|@modelcontextprotocol|zod|src\/(lsp|mcp|workspace\/(editor|agent))\/)/;
    expect([args, loaded(...args).filter((name) => servers.test(name))]).toEqual([args, []]);
  }
});

test("given new flows, when scanned, then the evaluator is loaded but no unneeded library", () => {
  const names = loaded("scan", "flows");
  expect(rooms(names)).toEqual(expect.arrayContaining(["flows", "resolve", "pebble", "model"]));
  expect(libraries(names)).toEqual(["commander"]);
});

test("given a lint, when run, then no compiler of schemas and no library for pictures is loaded", () => {
  place.write("assets.config.yaml", "paths: [flows]\n");
  const names = loaded("lint", "flows/a.yml");
  expect(rooms(names)).toContain("lint");
  expect(libraries(names)).toEqual(["commander"]);
});

test("given files that the program names by URL, when looked up, then they exist", () => {
  const files = readdirSync(PROGRAM).filter((name) => name.endsWith(".js"));
  const named = files.flatMap((file) => {
    const text = readFileSync(join(PROGRAM, file), "utf8");
    return [...text.matchAll(/new URL\([`'"](\.[^`'"]*)[`'"]/g)].map((match) => match[1] ?? "");
  });
  expect([...new Set(named)]).toEqual(expect.arrayContaining(["../package.json", "./build-id.txt"]));
  expect(named.filter((name) => !existsSync(join(PROGRAM, name)))).toEqual([]);
});
