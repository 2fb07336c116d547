import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newRegistry, type Published, publish, type Registry } from "./registry.ts";
import { type Job, newJob } from "./runner.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

let job: Job;
let ours: Registry;
let theirs: Registry;

/**
 * A checkout of the action like that of a release: sources and a lock file without a build, with small dependencies.
 */
beforeEach(async () => {
  job = newJob();
  const dependency = publish(join(job.root, "publish"), "dependency", job.trap("install-script"));
  ours = await newRegistry(dependency);
  theirs = await newRegistry();
  cpSync(join(REPOSITORY, "action.yml"), join(job.action, "action.yml"));
  cpSync(join(REPOSITORY, "scripts/action"), join(job.action, "scripts/action"), { recursive: true });
  writeCheckout(job.action, dependency);
  writeFileSync(join(job.home, ".npmrc"), `registry=${ours.url}\n`);
});
afterEach(async () => {
  await Promise.all([ours.end(), theirs.end()]);
  job.end();
});

function writeCheckout(folder: string, { name, integrity }: Published): void {
  const build =
    "node -e \"require('dependency'); fs.mkdirSync('program', {recursive: true}); fs.writeFileSync('program/build-id.txt', 'b')\"";
  const devDependencies = { [name]: "1.0.0" };
  const root = { name: "flow-assets", version: "1.0.0", devDependencies };
  const scripts = { build, prepare: job.trap("prepare") };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...root, scripts }));
  const packages = {
    "": root,
    [`node_modules/${name}`]: { version: "1.0.0", dev: true, integrity, hasInstallScript: true },
  };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...root, lockfileVersion: 3, packages }));
  mkdirSync(join(folder, "bin"));
  // The program exits with "no flows".
  writeFileSync(join(folder, "bin/assets.js"), "process.exitCode = 3;");
}

/** The files of a pull request that tries to control npm. */
function hostileWorkspace(): void {
  const write = (file: string, text: string) => {
    mkdirSync(join(job.workspace, file, ".."), { recursive: true });
    writeFileSync(join(job.workspace, file), text);
  };
  const settings = `registry=${theirs.url}\nscript-shell=${job.workspace}/shell\nnode-options=--require=${job.workspace}/evil.cjs\nignore-scripts=false\n`;
  for (const file of [".npmrc", "npmrc", "etc/npmrc"]) write(file, settings);
  write("shell", `#!/bin/sh\n${job.trap("script-shell")}\n`);
  write("evil.cjs", `require("node:child_process").execSync(${JSON.stringify(job.trap("node-options"))});`);
  const scripts = Object.fromEntries(
    ["preinstall", "install", "prepare", "build"].map((name) => [name, job.trap(`their ${name}`)]),
  );
  write("package.json", JSON.stringify({ name: "flow-assets", version: "9.9.9", bin: "evil.cjs", scripts }));
  write("package-lock.json", "{}");
  write("node_modules/dependency/index.js", 'require("../../evil.cjs");');
}

const built = () => existsSync(join(job.action, "program/build-id.txt"));

describe("the program of the action", () => {
  test("given a hostile workspace, when installed, then lock file and folder of the action are used only", async () => {
    hostileWorkspace();
    const { codes, log } = await job.uses();
    expect(codes).toEqual([0, 3, 3]);
    expect(built(), log).toBe(true);
    expect(ours.requests).toContain("/dependency/-/dependency-1.0.0.tgz");
    expect(theirs.requests).toEqual([]);
    expect(job.ran()).toEqual([]);
    expect(existsSync(join(job.workspace, "program"))).toBe(false);
  });

  test("given a build, when the action runs again, then nothing is installed", async () => {
    await job.uses();
    const requests = ours.requests.length;
    expect(requests).toBeGreaterThan(0);
    expect((await job.uses()).codes).toEqual([0, 3, 3]);
    expect(ours.requests).toHaveLength(requests);
  });

  test("given an incomplete build, when the action runs again, then it is built again", async () => {
    await job.uses();
    rmSync(join(job.action, "program/build-id.txt"));
    expect((await job.uses()).codes).toEqual([0, 3, 3]);
    expect(built()).toBe(true);
  });

  test.each([
    ["the user's settings", "userconfig", (folder: string) => ({ NPM_CONFIG_USERCONFIG: `${folder}/npmrc` })],
    ["the user's settings by HOME", "userconfig", (folder: string) => ({ HOME: folder })],
    [
      "the global settings",
      "globalconfig",
      (folder: string) => ({ npm_config_globalconfig: `${folder}/npmrc` }),
    ],
    ["the prefix", "globalconfig", (folder: string) => ({ npm_config_prefix: folder })],
  ])(
    "given settings of npm in the workspace by %s, when installed, then it fails and nothing runs",
    async (_, name, env) => {
      hostileWorkspace();
      const { codes, commands } = await job.uses({ env: env(job.workspace) });
      expect(codes).toEqual([1]);
      expect(commands).toEqual([
        {
          name: "error",
          properties: {},
          data: `npm reads its ${name} from the workspace, where a pull request can change it. Move the file out of the workspace.`,
        },
      ]);
      expect(theirs.requests).toEqual([]);
      expect(job.ran()).toEqual([]);
    },
  );

  test("given another integrity in the lock file, when installed, then it fails", async () => {
    const lock = join(job.action, "package-lock.json");
    writeFileSync(lock, readFileSync(lock, "utf8").replace(/sha512-..../, "sha512-AAAA"));
    const { codes, commands } = await job.uses();
    expect(codes).toEqual([1]);
    expect(commands).toEqual([
      {
        name: "error",
        properties: {},
        data: "Cannot install and build the program; see the log. npm needs access to a registry.",
      },
    ]);
    expect(built()).toBe(false);
  });

  test("given a Node.js that is too old, when installed, then the error names the required version", async () => {
    job.program("node", "#!/bin/sh\nexit 1\n");
    const { codes, commands } = await job.uses();
    expect(codes).toEqual([1]);
    expect(commands[0]?.data).toBe(
      "Node.js 20.19 or later and npm are required. Add actions/setup-node before this action.",
    );
  });
});

describe("rejected uses of the action", () => {
  test.each(["pull_request_target", "workflow_run", "issue_comment"])(
    "given the event %s, when the action runs, then it fails and builds nothing",
    async (event_name) => {
      const { codes, commands, outputs, summary } = await job.uses({
        github: { event_name, base_ref: "main", event: { pull_request: { number: 7 } } },
      });
      expect(codes).toEqual([1]);
      expect(commands).toEqual([
        {
          name: "error",
          properties: {},
          data: `This action does not run on ${event_name}, which would expose the secrets and write access of the repository to a pull request from a fork. Use "on: pull_request"; for a fork, the report appears in the job summary.`,
        },
      ]);
      expect({ outputs, summary, built: built() }).toEqual({
        outputs: { report: "" },
        summary: "",
        built: false,
      });
    },
  );

  test("given the action inside the workspace, when it runs, then it fails", async () => {
    const action = join(job.workspace, ".github/actions/flow-assets");
    cpSync(job.action, action, { recursive: true });
    const { codes, commands } = await job.uses({ action });
    expect(codes).toEqual([1]);
    expect(commands[0]?.data).toBe(
      'The action is inside the workspace, where a pull request can change it. Reference its repository and a commit: "uses: OWNER/flow-assets@COMMIT".',
    );
  });
});
