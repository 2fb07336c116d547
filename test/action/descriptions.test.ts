import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { newPlace } from "../commands/program.ts";

/* Checks the action and the workflows with GitHub's parsers and schemas. */
const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");

type Parser = typeof parseWorkflow;
const mistakes = (parser: Parser, content: string): readonly string[] =>
  parser({ name: "file.yml", content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);

/** The actions used by a workflow, each with its commit. */
function actionsOf(workflow: string): readonly string[] {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: { uses?: string }[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
}

const DOCUMENTED = ["README.md", "docs/changes.md", "docs/lint.md"].flatMap((page) =>
  [...read(page).matchAll(/^```yaml\n(.*?)^```$/gms)]
    .map(([, text = ""]) => text)
    .filter((text) => /^jobs:/m.test(text)),
);

test("given mistakes, when parsed, then the parsers find them", () => {
  expect(mistakes(parseWorkflow, "on: pull_request\njob: {}\n")).not.toEqual([]);
  expect(mistakes(parseAction, "name: a\ndescription: b\nruns: {using: composite}\n")).not.toEqual([]);
});

test("given action.yml, when parsed, then it is a valid action", () => {
  expect(mistakes(parseAction, read("action.yml"))).toEqual([]);
});

test("given the workflow of the documentation, when parsed, then it is valid with the fewest permissions", () => {
  expect(DOCUMENTED).toHaveLength(1);
  const [workflow = ""] = DOCUMENTED;
  expect(mistakes(parseWorkflow, workflow)).toEqual([]);
  expect(parse(workflow).permissions).toEqual({ contents: "read", "pull-requests": "write" });
  const { inputs } = parse(read("action.yml"));
  const [, , used] = [undefined, ...parse(workflow).jobs.assets.steps];
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(used.with)));
});

test("given the inputs of the action, when compared with the documentation, then all are listed", () => {
  const [, table = ""] = /^\| input .*?\n(.*?)\n\n/ms.exec(read("docs/changes.md")) ?? [];
  const listed = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(parse(read("action.yml")).inputs).sort());
});

/** The workflows written by `init`: in an empty folder, and in a project with the package as a dependency. */
const initWorkflow = (source: "archive" | "dependency"): string => {
  const place = newPlace();
  execFileSync("git", ["init", "--quiet", place.folder]);
  place.write(
    "package.json",
    source === "dependency" ? '{"devDependencies": {"flow-assets": "1.2.3"}}' : "{}",
  );
  place.assets("init", ...(source === "archive" ? ["--from", "./assets.tgz"] : []));
  const workflow = readFileSync(join(place.folder, ".github/workflows/assets.yml"), "utf8");
  place.end();
  return workflow;
};

test.each(["archive", "dependency"] as const)(
  "given the workflow of `init` with the program from %s, when parsed, then it is valid, read-only and pinned",
  (source) => {
    const workflow = initWorkflow(source);
    expect(mistakes(parseWorkflow, workflow)).toEqual([]);
    expect(parse(workflow).permissions).toEqual({ contents: "read" });
    for (const action of actionsOf(workflow)) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
  },
);

test("given the actions in the documentation, when read, then they are pinned to commits", () => {
  const actions = DOCUMENTED.flatMap(actionsOf);
  expect(actions).toHaveLength(2);
  for (const action of actions) expect(action).toMatch(/^[a-z-]+\/[a-z-]+@[0-9a-f]{40}$/);
});

test("given the examples and templates, when they use npx, then it cannot fetch a package", () => {
  const texts = [
    read("README.md"),
    read("docs/changes.md"),
    read("docs/lint.md"),
    initWorkflow("dependency"),
  ].flatMap((text) => text.match(/^.*(?:run|entry|script|^ +-).*\bnpx\b.*$/gm) ?? []);
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(text).toContain("npx --no-install assets ");
});

const RELEASE = ".github/workflows/release.yml";

test("given the release workflow, when parsed, then it is valid, pinned, and has no token but its own", () => {
  const workflow = read(RELEASE);
  expect(mistakes(parseWorkflow, workflow)).toEqual([]);
  const { on, permissions, jobs } = parse(workflow);
  expect(on).toEqual({ push: { tags: ["v*"] } });
  expect(permissions).toEqual({});
  expect(jobs.publish.permissions).toEqual({ contents: "write", "id-token": "write" });
  for (const uses of actionsOf(workflow)) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
  expect(workflow).not.toContain("secrets.");
  const scripts = jobs.publish.steps.flatMap(({ run }: { run?: string }) => run ?? []).join("\n");
  expect(scripts).toContain("npm publish --provenance");
  // An expression in a script allows injection, such as through the name of a branch.
  expect(scripts).not.toContain("${{");
});

test("given the list of packages of a release, when made, then it contains each production dependency", () => {
  const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
  expect(read(RELEASE)).toContain("run: node scripts/sbom.mjs >");
  const list = execFileSync(process.execPath, ["scripts/sbom.mjs"], { cwd: REPOSITORY, encoding: "utf8" });
  const { bomFormat, components } = JSON.parse(list) as { bomFormat: string; components: { purl: string }[] };
  expect(bomFormat).toBe("CycloneDX");
  for (const name of Object.keys(dependencies)) {
    const start = `pkg:npm/${name.replace("@", "%40")}@`;
    expect(components.filter(({ purl }) => purl.startsWith(start))).toHaveLength(1);
  }
  expect(components.filter(({ purl }) => purl.startsWith("pkg:npm/vitest@"))).toEqual([]);
});

test("given the published package, when installed, then it runs no script", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  for (const name of ["preinstall", "install", "postinstall"]) expect(scripts[name]).toBeUndefined();
});
