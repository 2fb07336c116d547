import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { flowText, newPlace, type Place } from "./program.ts";

const REPOSITORY = realpathSync(fileURLToPath(new URL("../../", import.meta.url)));
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const GITHUB = `github:example/flow-assets#${COMMIT}`;

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const read = (file: string) => readFileSync(join(place.folder, file), "utf8");
const yaml = (file: string) => parse(read(file));
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: place.folder,
    encoding: "utf8",
  }).trim();

/** Creates a repository with one flow and with the program as an installed dependency. */
function createDependentProject(folder = ""): void {
  git("init", "-q", "-b", "main");
  place.write(`${folder}package.json`, '{"devDependencies": {"flow-assets": "file:../flow-assets"}}\n');
  place.write(".gitignore", "node_modules\n");
  place.write(`${folder}flows/a.yml`, flowText("a", [], ["orders"]));
  mkdirSync(join(place.folder, folder, "node_modules/.bin"), { recursive: true });
  symlinkSync(REPOSITORY, join(place.folder, folder, "node_modules/flow-assets"));
  symlinkSync("../flow-assets/bin/assets.js", join(place.folder, folder, "node_modules/.bin/assets"));
}

function init(...args: string[]): string[] {
  const { stdout, stderr, code } = place.assets("init", ...args);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return stdout.split("\n").filter((line) => /^(written|kept|skipped) /.test(line));
}

/** Runs a script like a runner of GitHub Actions. */
function bash(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  return new Promise<{ code: number | null; output: string }>((done) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: join(place.folder, cwd),
      env: { PATH: process.env.PATH, HOME: place.folder, npm_config_update_notifier: "false", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("close", (code) => done({ code, output }));
  });
}

describe("where the program comes from", () => {
  test("given no repository, or no source, when init runs, then it writes only the configuration and the reason", () => {
    place.write("flows/a.yml", flowText("a", [], ["orders"]));
    expect(place.assets("init").stdout).toBe(`written  assets.config.yaml
skipped  .pre-commit-config.yaml
  this folder is not in a git repository: run \`git init\` first
skipped  .github/workflows/assets.yml
  this folder is not in a git repository: run \`git init\` first

Next:
  \`assets lint\` lists findings; \`assets lint --update-baseline\` hides the current ones.
`);
    expect(yaml("assets.config.yaml")).toEqual({ paths: ["flows"] });
    git("init", "-q");
    const { stdout } = place.assets("init");
    expect(stdout).toContain(
      "skipped  .github/workflows/assets.yml\n  the source of the program is unknown.",
    );
    expect(stdout).toContain("`assets init --from git+https://<host>/<owner>/flow-assets.git#<commit>`");
    expect(existsSync(join(place.folder, ".github"))).toBe(false);
  });

  test.each([
    "flow-assets",
    "assets",
    "flow-assets@0.1.0",
    "@company/flow-assets",
    "@company/flow-assets@latest",
    "https://github.com/example/flow-assets",
    "git+https://git.example.com/flow-assets.git",
    "../flow-assets.tgz",
    "github:example/flow-assets#$(id)",
    "--help.tgz",
    "a b.tgz",
    "",
  ])("given the source %j, when init runs, then the exit code is 2 and nothing is written", (spec) => {
    git("init", "-q");
    const { stderr, code } = place.assets("init", `--from=${spec}`);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: --from "${spec}" `);
    expect(existsSync(join(place.folder, "assets.config.yaml"))).toBe(false);
  });

  test.each([
    [GITHUB, `https://github.com/example/flow-assets`, COMMIT, `example/flow-assets@${COMMIT}`],
    [
      `git+https://github.com/example/flow-assets.git#v1.2.3`,
      "https://github.com/example/flow-assets",
      "v1.2.3",
      "example/flow-assets@v1.2.3",
    ],
    [`git+https://git.example.com/a/b.git#${COMMIT}`, "https://git.example.com/a/b.git", COMMIT, undefined],
    [`git+ssh://git@git.example.com/a/b.git#1e5`, "ssh://git@git.example.com/a/b.git", "1e5", undefined],
  ])("given %s, when init runs, then hook and workflow use this revision", (spec, repo, rev, uses) => {
    git("init", "-q");
    init("--from", spec);
    expect(yaml(".pre-commit-config.yaml")).toEqual({
      repos: [{ repo, rev, hooks: [{ id: "assets-lint" }] }],
    });
    const { permissions, jobs } = yaml(".github/workflows/assets.yml");
    const steps: { uses?: string; run?: string }[] = jobs.assets.steps;
    expect(steps.flatMap((step) => step.uses ?? []).filter((name) => !name.startsWith("actions/"))).toEqual(
      uses === undefined ? [] : [uses],
    );
    expect(permissions["pull-requests"]).toBe(uses === undefined ? undefined : "write");
    if (uses === undefined)
      expect(steps.map(({ run }) => run)).toContain(
        `npm install --global --install-links "git+${repo}#${rev}"`,
      );
  });

  test("given an archive, when init runs, then there is a hook for an address and none for a file", () => {
    git("init", "-q");
    const address = "https://files.example.com/flow-assets-0.1.0.tgz";
    init("--from", address);
    expect(yaml(".pre-commit-config.yaml").repos[0].hooks[0]).toMatchObject({
      entry: "assets lint",
      language: "node",
      additional_dependencies: [address],
    });
    execFileSync("rm", ["-r", ".pre-commit-config.yaml", ".github"], { cwd: place.folder });
    expect(init("--from", "tools/flow-assets-0.1.0.tgz")).toEqual([
      "kept     assets.config.yaml",
      "skipped  .pre-commit-config.yaml",
      "written  .github/workflows/assets.yml",
    ]);
    expect(read(".github/workflows/assets.yml")).toContain(
      'npm install --global "./tools/flow-assets-0.1.0.tgz"',
    );
  });
});

describe("what is written works", () => {
  test("given a dependency, when init has run, then hook and workflow work", async () => {
    createDependentProject();
    expect(init()).toEqual([
      "written  assets.config.yaml",
      "written  .pre-commit-config.yaml",
      "written  .github/workflows/assets.yml",
    ]);
    git("add", "-A");
    git("commit", "-qm", "Before");
    const BASE = git("rev-parse", "HEAD");
    place.write("flows/b.yml", flowText("b", ["orders"], ["a", "no id"]));
    git("add", "-A");
    git("commit", "-qm", "After");

    const [hook] = yaml(".pre-commit-config.yaml").repos[0].hooks;
    expect(hook.entry).toBe("node node_modules/flow-assets/bin/assets.js lint");
    expect((await bash(`${hook.entry} flows/a.yml`, "", {})).code).toBe(0);
    expect((await bash(`${hook.entry} flows/b.yml`, "", {})).output).toContain("flows/b.yml:11:17: error:");

    const steps: { run?: string; name?: string }[] = yaml(".github/workflows/assets.yml").jobs.assets.steps;
    const runs = steps.flatMap(({ run }) => run ?? []);
    expect(runs[0]).toBe("npm ci");
    const GITHUB_STEP_SUMMARY = join(place.folder, "node_modules/summary");
    expect(await bash(runs[1] ?? "", "", { BASE, GITHUB_STEP_SUMMARY })).toEqual({ code: 0, output: "" });
    expect(readFileSync(GITHUB_STEP_SUMMARY, "utf8")).toContain("### Assets: 0 breaking, 1 additive");
    const lint = await bash(runs[2] ?? "", "", { BASE });
    expect(lint.code).toBe(1);
    expect(lint.output).toContain("::error file=flows/b.yml,line=11,");
  });

  test("given a folder of a repository, when init has run there, then hook and workflow at the root work for it", async () => {
    createDependentProject("team a/");
    mkdirSync(join(place.folder, "team b"));
    const inTeam = (...args: string[]) =>
      execFileSync(process.execPath, [join(REPOSITORY, "bin/assets.js"), "init", ...args], {
        cwd: join(place.folder, "team a"),
        encoding: "utf8",
      });
    expect(inTeam().split("\n").slice(0, 3)).toEqual([
      "written  assets.config.yaml",
      "written  ../.pre-commit-config.yaml",
      "written  ../.github/workflows/assets-team-a.yml",
    ]);
    expect(read("team a/assets.config.yaml")).toContain(
      "$schema=./node_modules/flow-assets/schema/config.schema.json",
    );
    git("add", "-A");
    git("commit", "-qm", "Before");
    const BASE = git("rev-parse", "HEAD");
    place.write("team a/flows/b.yml", flowText("b", [], ["no id"]));
    const [hook] = yaml(".pre-commit-config.yaml").repos[0].hooks;
    expect(new RegExp(hook.files).test("team a/flows/b.yml")).toBe(true);
    expect(new RegExp(hook.files).test("team b/flows/b.yml")).toBe(false);
    const args = hook.args.map((arg: string) => `'${arg}'`).join(" ");
    const done = await bash(`${hook.entry} ${args} 'team a/flows/b.yml'`, "", {});
    expect(done.output).toContain("flows/b.yml:9:17: error:");
    const steps: { run?: string; "working-directory"?: string }[] = yaml(
      ".github/workflows/assets-team-a.yml",
    ).jobs.assets.steps;
    expect(steps.flatMap(({ run }) => run ?? [])[0]).toBe('npm ci --prefix "team a"');
    const lint = steps.at(-1);
    const linted = await bash(lint?.run ?? "", lint?.["working-directory"] ?? "", { BASE });
    expect(linted.output).toContain("::error file=team a/flows/b.yml,line=9,");
  });

  test("given GitLab, when the job runs twice, then there is a code quality report and one updated note", async () => {
    createDependentProject();
    place.write(".gitlab-ci.yml", "include: []\n");
    const { stdout } = place.assets("init", "--ci", "gitlab");
    expect(stdout).toContain(
      'kept     .gitlab-ci.yml\n  add to "include":\n  - local: .gitlab/assets.gitlab-ci.yml\n',
    );
    git("add", "-A");
    git("commit", "-qm", "Before");
    const base = git("rev-parse", "HEAD");
    place.write("flows/b.yml", flowText("b", ["orders"], ["a", "no id"]));

    const notes: { id: number; author: { id: number }; body: string }[] = [
      { id: 1, author: { id: 8 }, body: "<!-- flow-assets: assets -->\nof somebody else" },
    ];
    const tokens = new Set<unknown>();
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        tokens.add(request.headers["private-token"]);
        const { pathname } = new URL(request.url ?? "", "http://gitlab");
        const thread = "/api/v4/projects/3/merge_requests/7/notes";
        const note = notes.find(({ id }) => pathname === `${thread}/${id}`);
        if (pathname === "/api/v4/user") response.end('{"id": 9}');
        else if (request.method === "GET" && pathname === thread) response.end(JSON.stringify(notes));
        else if (request.method === "POST" && pathname === thread) {
          notes.push({ id: notes.length + 1, author: { id: 9 }, body: JSON.parse(body).body });
          response.writeHead(201).end("{}");
        } else if (request.method === "PUT" && note !== undefined) {
          note.body = JSON.parse(body).body;
          response.end("{}");
        } else response.writeHead(404).end("{}");
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const variables = {
      CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
      CI_PROJECT_ID: "3",
      CI_MERGE_REQUEST_IID: "7",
      CI_JOB_NAME: "assets",
      CI_PROJECT_DIR: place.folder,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    };
    const job = yaml(".gitlab/assets.gitlab-ci.yml").assets;
    expect(job.script[0]).toBe("npm ci");
    const script = job.script.slice(1).join("\n");

    const without = await bash(script, "", variables);
    expect(without.output).toContain("ASSETS_TOKEN is not set: the report is an artifact only");
    expect(notes).toHaveLength(1);
    const first = await bash(script, "", { ...variables, ASSETS_TOKEN: "glpat" });
    expect(first.code).toBe(1);
    const issues: { check_name: string; location: object }[] = JSON.parse(
      read("gl-code-quality-report.json"),
    );
    expect(issues.find(({ check_name }) => check_name === "invalid-id")?.location).toEqual({
      path: "flows/b.yml",
      lines: { begin: 11, end: 11 },
    });
    expect(notes.map(({ id }) => id)).toEqual([1, 2]);
    expect(notes[1]?.body).toContain("### Assets: 0 breaking, 1 additive");

    place.write("flows/b.yml", flowText("b", ["orders"], ["a", "b"]));
    expect((await bash(script, "", { ...variables, ASSETS_TOKEN: "glpat" })).code).toBe(0);
    expect(notes.map(({ id }) => id)).toEqual([1, 2]);
    expect(notes[1]?.body).toContain("### Assets: 0 breaking, 2 additive");
    expect(notes[0]?.body).toBe("<!-- flow-assets: assets -->\nof somebody else");
    expect(tokens).toEqual(new Set(["glpat"]));
    server.close();
  });
});

describe("what is there", () => {
  test("given existing files, when init runs, then they are kept, with what to add", () => {
    createDependentProject();
    place.write("assets.config.yml", "paths: [flows]\n");
    place.write(".github/workflows/assets.yaml", "on: push\n");
    place.write(".pre-commit-config.yaml", "repos: []\n");
    const { stdout } = place.assets("init");
    expect(stdout).toContain(`kept     assets.config.yml
kept     .pre-commit-config.yaml
  add to "repos":
  - repo: local
`);
    expect(stdout).toContain("kept     .github/workflows/assets.yaml\n");
    expect([read(".pre-commit-config.yaml"), read(".github/workflows/assets.yaml")]).toEqual([
      "repos: []\n",
      "on: push\n",
    ]);
    expect(existsSync(join(place.folder, "assets.config.yaml"))).toBe(false);
    const { files } = JSON.parse(place.assets("init", "--format", "json").stdout);
    expect(files.map(({ state }: { state: string }) => state)).toEqual(["kept", "kept", "kept"]);
  });

  test("given a link out of the repository, when init runs, then nothing is written behind it", () => {
    createDependentProject();
    const outside = newPlace();
    symlinkSync(outside.folder, join(place.folder, ".github"));
    expect(init()).toContain("skipped  .github/workflows/assets.yml");
    expect(existsSync(join(outside.folder, "workflows"))).toBe(false);
    outside.end();
  });

  test.each([
    [["flows/a.yml", "flows/deep/b.yml", "charts/values.yml"], ["flows"]],
    [
      ["teams/x/flows/a.yml", "teams/y/flows/sub/b.yml", "teams/z/kestra/c.yml"],
      ["teams/x/flows", "teams/y/flows", "teams/z/kestra"],
    ],
    [["a.yml", "flows/b.yml"], ["."]],
    [["charts/values.yml"], ["."]],
    [Array.from({ length: 9 }, (_, at) => `team${at}/a.yml`), ["."]],
    [["50% of: #1/flows/a.yml"], ["50% of: #1/flows"]],
  ])("given flows in %j, when init runs, then the configuration has their folders", (files, paths) => {
    for (const file of files) {
      const isFlow = !file.startsWith("charts");
      mkdirSync(join(place.folder, file, ".."), { recursive: true });
      writeFileSync(join(place.folder, file), isFlow ? flowText("a", [], ["x"]) : "replicas: 1\n");
    }
    place.assets("init");
    expect(yaml("assets.config.yaml").paths).toEqual(paths);
    expect(place.assets("config", "--format", "json").code).toBe(0);
  });
});
