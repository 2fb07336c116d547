import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rootPath, withRootPaths } from "../../src/report/root-paths.ts";
import { flowText, newPlace, type Place } from "../commands/program.ts";

test("given an answer, when moved to the root, then places and paths change and text of users does not", () => {
  const place = { file: "a.yml", line: 3, column: 1 };
  const answer = {
    roots: [".", "../shared"],
    changedFiles: ["a.yml"],
    asset: { metadata: { place }, place },
    bundles: [{ fields: [{ field: "file", before: "old.yml", after: "a.yml" }] }],
    fields: [{ field: "metadata.source", before: place, after: "a.yml" }],
    file: "assets.config.yaml",
  };
  const moved = { file: "data/a.yml", line: 3, column: 1 };
  expect(withRootPaths(answer, rootPath("data/"))).toEqual({
    roots: ["data", "shared"],
    changedFiles: ["data/a.yml"],
    asset: { metadata: { place }, place: moved },
    bundles: [{ fields: [{ field: "file", before: "data/old.yml", after: "data/a.yml" }] }],
    fields: [{ field: "metadata.source", before: place, after: "a.yml" }],
    file: "assets.config.yaml",
  });
});

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

/** A repository with the configuration and the flows in a subfolder. */
function monorepo(): void {
  execFileSync("git", ["init", "-q"], { cwd: place.folder });
  place.write("team a/assets.config.yaml", "paths: [flows]\n");
  place.write("team a/flows/load.yml", flowText("load", ["raw"], ["orders"]));
  place.write("team a/flows/bad.yml", flowText("bad", [], ["no id"]));
}

const CONFIG = ["--config", "team a/assets.config.yaml"];

test.each([
  ["scan", ["scan"]],
  ["show", ["show", "orders"]],
  ["impact", ["impact", "raw"]],
  ["lineage", ["lineage", "orders"]],
  ["lint", ["lint"]],
])(
  "given a configuration in a folder, when %s writes JSON, then paths are relative to the root",
  (_, args) => {
    monorepo();
    place.assets("scan", ...CONFIG);
    const { stdout } = place.assets(...args, ...CONFIG, "--format", "json");
    const files = [...stdout.matchAll(/"file": "([^"]*)"/g)].map(([, file]) => file);
    expect(new Set(files.map((file) => file?.startsWith("team a/flows/")))).toEqual(new Set([true]));
    expect(JSON.parse(stdout).version).toBe(1);
  },
);

test("given a configuration in a folder, when linted in any format, then paths are as its readers need them", () => {
  monorepo();
  const lint = (format: string) => place.assets("lint", ...CONFIG, "--format", format).stdout;
  expect(lint("github")).toMatch(/^::error file=team a\/flows\/bad\.yml,line=9,/);
  expect(JSON.parse(lint("gitlab"))[0].location.path).toBe("team a/flows/bad.yml");
  expect(lint("junit")).toContain('<testsuite name="team a/flows/bad.yml"');
  const [result] = JSON.parse(lint("sarif")).runs[0].results;
  expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("team%20a/flows/bad.yml");
  expect(lint("text")).toMatch(/^flows\/bad\.yml:9:/);
  place.assets("scan", ...CONFIG);
  const stored = JSON.parse(place.assets("export", ...CONFIG, "--format", "json").stdout);
  expect(stored.flows.map((flow: { place: { file: string } }) => flow.place.file)).toEqual([
    "flows/bad.yml",
    "flows/load.yml",
  ]);
});
