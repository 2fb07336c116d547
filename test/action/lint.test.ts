import { afterEach, beforeEach, expect, test } from "vitest";
import { flowText } from "../commands/program.ts";
import { pullRequest } from "./pull-request.ts";
import { type Job, newJobWithProgram } from "./runner.ts";

let job: Job;
beforeEach(() => {
  job = newJobWithProgram();
});
afterEach(() => job.end());

const invalid = (file: string, id = "raw orders") =>
  pullRequest(
    job,
    () => {},
    (repository) => repository.write(file, flowText("a", [], [id])),
  );

const ERROR = { "lint-fail-on": "error" };

test("given an invalid id, when linted, then it is marked at its line and the severity decides", async () => {
  const request = invalid("a.yml");
  const { codes, commands } = await request.uses({ inputs: ERROR });
  expect(codes).toEqual([0, 0, 0, 1]);
  expect(commands[0]).toEqual({
    name: "error",
    properties: {
      file: "a.yml",
      line: "9",
      endLine: "9",
      col: "17",
      endColumn: "29",
      title: "assets: invalid-id",
    },
    data: '"raw orders" is not a valid asset id: an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-"',
  });
  expect((await request.uses({ inputs: { "lint-fail-on": "never" } })).codes).toEqual([0, 0, 0, 0]);
});

test.each(["data/flows", "./data/flows/", "data/50% of:: a, b"])(
  "given the working directory %j, when linted, then file names are relative to the root",
  async (folder) => {
    const request = invalid(`${folder}/a.yml`, "file=x y");
    const { codes, commands } = await request.uses({ inputs: { ...ERROR, "working-directory": folder } });
    expect(codes).toEqual([0, 0, 0, 1]);
    expect(commands[0]?.properties.file).toBe(`${folder.replace(/^\.\/|\/$/g, "")}/a.yml`);
    expect(commands[0]?.data).toMatch(/^"file=x y" is not a valid asset id/);
  },
);

test("given a difference that failed a step, when the action goes on, then the lint still runs", async () => {
  const request = invalid("a.yml");
  request.repository.write("b.yml", flowText("b", [], ["orders"]));
  const { codes } = await request.uses({ inputs: { ...ERROR, "fail-on": "additive" } });
  expect(codes).toEqual([0, 0, 0, 1, 1]);
});

test("given a wrong configuration, when linted, then the errors name the place", async () => {
  const request = pullRequest(
    job,
    () => {},
    (repository) => repository.write("assets.config.yaml", "paths: 5\n"),
  );
  const { codes, commands } = await request.uses({ inputs: ERROR });
  expect(codes).toEqual([0, 2, 2]);
  expect(commands.map(({ name }) => name)).toEqual(["error", "error"]);
  expect(commands[1]?.data).toMatch(/^assets\.config\.yaml:1:8: /);
});

test("given a pull request that turns a rule off, when linted, then the settings of its base hold", async () => {
  const request = pullRequest(
    job,
    (repository) => repository.write("assets.config.yaml", "paths: [.]\n"),
    (repository) => {
      repository.write("assets.config.yaml", 'rules: { invalid-id: "off" }\n');
      repository.write("a.yml", flowText("a", [], ["raw orders"]));
    },
  );
  const { codes, commands } = await request.uses({ inputs: ERROR });
  expect(codes).toEqual([0, 0, 0, 1]);
  expect(commands.map(({ name, data }) => [name, data])).toEqual([
    ["notice", 'warning: the settings differ ("rules"); both sides use those of the base'],
    ["error", expect.stringMatching(/^"raw orders" is not a valid asset id/)],
    ["warning", '"rules" differs from the base, whose setting applies: {} → {"invalid-id":"off"}'],
  ]);
});

test("given a moved configuration, when the settings are those of now, then the change is checked", async () => {
  const request = pullRequest(
    job,
    (repository) => repository.write("assets.config.yaml", "paths: [flows]\n"),
    (repository) => {
      repository.remove("assets.config.yaml");
      repository.write("flows/assets.config.yaml", "maxCases: 500\n");
      repository.write("flows/a.yml", flowText("a", [], ["raw orders"]));
    },
  );
  const inputs = { ...ERROR, "working-directory": "flows" };
  expect((await request.uses({ inputs })).codes).toEqual([0, 2, 2]);
  expect((await request.uses({ inputs: { ...inputs, settings: "now" } })).codes).toEqual([0, 0, 0, 1]);
});
