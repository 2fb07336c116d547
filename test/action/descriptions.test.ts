import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { newPlace } from "../commands/program.ts";

/** GitHub's own parsers and schemas judge what is written for GitHub. */
const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");

type Parser = typeof parseWorkflow;
const mistakes = (parser: Parser, content: string): readonly string[] =>
  parser({ name: "file.yml", content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);

/** The repositories of the actions that a workflow uses, each with a commit. */
function actionsOf(workflow: string): readonly string[] {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: { uses?: string }[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
}

const DOCUMENTED = ["README.md", "docs/changes.md", "docs/lint.md"].flatMap((page) =>
  [...read(page).matchAll(/^```yaml\n(.*?)^```$/gms)]
    .map(([, text = ""]) => text)
    .filter((text) => /^jobs:/m.test(text)),
);

test("the parsers find mistakes", () => {
  expect(mistakes(parseWorkflow, "on: pull_request\njob: {}\n")).not.toEqual([]);
  expect(mistakes(parseAction, "name: a\ndescription: b\nruns: {using: composite}\n")).not.toEqual([]);
});

test("action.yml is an action", () => {
  expect(mistakes(parseAction, read("action.yml"))).toEqual([]);
});

test("the workflow of the documentation is one, and has no more rights than the action needs", () => {
  expect(DOCUMENTED).toHaveLength(1);
  const [workflow = ""] = DOCUMENTED;
  expect(mistakes(parseWorkflow, workflow)).toEqual([]);
  expect(parse(workflow).permissions).toEqual({ contents: "read", "pull-requests": "write" });
  const { inputs } = parse(read("action.yml"));
  const [, , used] = [undefined, ...parse(workflow).jobs.assets.steps];
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(used.with)));
});

test("the documentation lists every input of the action", () => {
  const [, table = ""] = /^\| input .*?\n(.*?)\n\n/ms.exec(read("docs/changes.md")) ?? [];
  const listed = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(parse(read("action.yml")).inputs).sort());
});

test("the workflow of `init` is one, with the right to read alone", () => {
  const place = newPlace();
  place.assets("init");
  const workflow = readFileSync(join(place.folder, ".github/workflows/assets.yml"), "utf8");
  place.end();
  expect(mistakes(parseWorkflow, workflow)).toEqual([]);
  expect(parse(workflow).permissions).toEqual({ contents: "read" });
  for (const action of actionsOf(workflow)) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
});

test("actions in the documentation are pinned to commits", () => {
  const actions = DOCUMENTED.flatMap(actionsOf);
  expect(actions).toHaveLength(2);
  for (const action of actions) expect(action).toMatch(/^[a-z-]+\/[a-z-]+@[0-9a-f]{40}$/);
});

test("no example and no template runs a package that npx would fetch by its name", () => {
  const pages = ["README.md", "docs/changes.md", "docs/lint.md", "src/workspace/starter-files.ts"];
  const texts = pages.flatMap((page) => read(page).match(/^.*(?:run|entry|script|^ +-).*\bnpx\b.*$/gm) ?? []);
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(text).toContain("npx --no-install assets ");
});
