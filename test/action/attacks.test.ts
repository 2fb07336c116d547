import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flowText, newRepository, type Scratch } from "../changes/scratch.ts";
import { programCache } from "../program-cache.ts";
import { type PullRequest, pullRequest } from "./pull-request.ts";
import { type Job, newJobWithProgram } from "./runner.ts";

let job: Job;
beforeEach(() => {
  job = newJobWithProgram();
});
afterEach(() => job.end());

const FOLDER = "flows";
const WITH_LINT = { "lint-fail-on": "error", "working-directory": FOLDER };

/** Removes a flow whose output another flow reads, and commits the attacker's files. */
function attack(commit: (repository: Scratch) => void, folder = FOLDER): PullRequest {
  return pullRequest(
    job,
    (repository) => {
      repository.flow(`${folder}/load.yml`, [["stage", ["taxi"], ["trips"]]]);
      repository.flow(`${folder}/report.yml`, [["draw", ["trips"], ["board"]]]);
    },
    (repository) => {
      repository.remove(`${folder}/load.yml`);
      commit(repository);
    },
  );
}

function program(repository: Scratch, file: string): void {
  repository.write(file, `#!/bin/sh\n${job.trap(file.replaceAll("/", " "))}\n`);
  chmodSync(join(repository.folder, file), 0o755);
}

const PROGRAMS = [
  "assets",
  "node",
  "npm",
  "npx",
  "git",
  "gh",
  "bash",
  "sh",
  "cat",
  "mktemp",
  "dirname",
  "head",
];

/** Checks that the report comes from the action's program, and that no code of the workspace ran. */
async function expectNoEffect(
  request: PullRequest,
  how: Parameters<PullRequest["uses"]>[0] = {},
): Promise<void> {
  const { codes, summary, leftForLater, log } = await request.uses({
    ...how,
    inputs: { ...WITH_LINT, ...how.inputs },
  });
  expect(job.ran()).toEqual([]);
  expect(codes, log).toEqual([0, 0, 0, 0]);
  expect(summary).toContain("### Assets: 1 breaking, 0 additive, 1 metadata");
  expect(leftForLater).toBe("");
  expect(request.comments().map(({ body }) => body)).toEqual([summary]);
}

describe("programs and settings that a pull request commits", () => {
  test("given programs in node_modules/.bin, when the action runs, then none of them runs", async () => {
    const request = attack((repository) => {
      for (const name of PROGRAMS) {
        for (const folder of ["", `${FOLDER}/`]) program(repository, `${folder}node_modules/.bin/${name}`);
      }
      repository.write("node_modules/flow-assets/package.json", '{"name": "flow-assets", "bin": "x.js"}');
    });
    await expectNoEffect(request);
  });

  test.each([
    ["the current folder", "."],
    ["an empty entry", ""],
    ["a relative folder", "node_modules/.bin"],
    ["a folder of the workspace", "WORKSPACE/node_modules/.bin"],
    ["a folder of the workspace by a detour", "WORKSPACE/../flows of us/node_modules/.bin"],
  ])(
    "given a PATH that begins with %s, when the action runs, then no committed program runs",
    async (_, entry) => {
      const request = attack((repository) => {
        for (const name of PROGRAMS) {
          for (const folder of ["", "node_modules/.bin/"]) {
            program(repository, `${folder}${name}`);
            program(repository, `${FOLDER}/${folder}${name}`);
          }
        }
      });
      const path = `${entry.replace("WORKSPACE", job.workspace)}:${join(job.root, "bin")}:/usr/bin:/bin`;
      await expectNoEffect(request, { env: { PATH: path } });
    },
  );

  test("given relative paths for bash and node to load, when the action runs, then nothing of them runs", async () => {
    const request = attack((repository) => {
      for (const folder of ["", `${FOLDER}/`]) {
        repository.write(`${folder}evil.sh`, job.trap("BASH_ENV"));
        repository.write(
          `${folder}evil.cjs`,
          `require("node:child_process").execSync(${JSON.stringify(job.trap("NODE_OPTIONS"))});`,
        );
      }
    });
    await expectNoEffect(request, {
      env: { BASH_ENV: "./evil.sh", NODE_OPTIONS: "--require ./evil.cjs", CDPATH: ".:..", ENV: "./evil.sh" },
    });
  });

  test("given files that tools find by name, when the action runs, then nothing of them runs", async () => {
    const request = attack((repository) => {
      for (const folder of ["", `${FOLDER}/`]) {
        repository.write(`${folder}.env`, "NODE_OPTIONS=--require ./evil.cjs\nBASH_ENV=./evil.sh\n");
        repository.write(
          `${folder}.npmrc`,
          "registry=http://127.0.0.1:9/\nnode-options=--require=./evil.cjs\n",
        );
        repository.write(`${folder}.nvmrc`, "9");
        repository.write(`${folder}.node-version`, "9");
        repository.write(`${folder}.bashrc`, job.trap("bashrc"));
        repository.write(`${folder}node.config.json`, '{"nodeOptions": {"import": ["./evil.cjs"]}}');
        repository.write(
          `${folder}package.json`,
          JSON.stringify({
            name: "flow-assets",
            type: "module",
            bin: { assets: "evil.cjs" },
            scripts: {
              preinstall: job.trap("preinstall"),
              prepare: job.trap("prepare"),
              build: job.trap("build"),
            },
          }),
        );
        repository.write(`${folder}evil.sh`, job.trap("evil.sh"));
        repository.write(
          `${folder}evil.cjs`,
          `require("node:child_process").execSync(${JSON.stringify(job.trap("evil.cjs"))});`,
        );
        repository.write(`${folder}node_modules/yaml/index.js`, 'require("../../evil.cjs");');
        repository.write(`${folder}node_modules/yaml/package.json`, '{"main": "index.js"}');
      }
    });
    await expectNoEffect(request);
  });

  test("given hostile names of files and folders, when the action runs, then they have no effect", async () => {
    const names = [
      "-rf",
      "--help",
      "--config=x",
      "*",
      "[a",
      "$(touch x)",
      "`id`",
      "; exit 0;",
      "a\nb",
      "~",
      "-",
      "é ü",
    ];
    const folder = "--format $(touch ran) `x` *";
    const request = attack((repository) => {
      for (const name of names) {
        repository.write(`${name}`, "x");
        repository.write(`${folder}/${name}.txt`, "x");
      }
    }, folder);
    await expectNoEffect(request, { inputs: { "working-directory": folder } });
    expect(readdirSync(job.workspace)).not.toContain("ran");
  });
});

test("given a link in place of the folder, when it leads out of the workspace, then the step fails", async () => {
  const outside = join(job.root, "outside");
  mkdirSync(outside);
  writeFileSync(join(outside, "a.yml"), flowText("a.yml", [["work", [], ["not an id"]]]));
  const request = attack((repository) => {
    rmSync(join(repository.folder, FOLDER), { recursive: true });
    symlinkSync(outside, join(repository.folder, FOLDER));
  });
  const { codes, commands } = await request.uses({ inputs: WITH_LINT });
  expect(codes).toEqual([0, 1, 1]);
  const data = "The working directory is outside the workspace, possibly through a symbolic link.";
  expect(commands).toEqual([
    { name: "error", properties: {}, data },
    { name: "error", properties: {}, data },
  ]);
});

describe("caches that a pull request commits", () => {
  test("given a forged cache in the working tree, when the action runs, then it is not used", async () => {
    const forge = (repository: Scratch) => {
      const copy = newRepository(join(job.root, "copy"), false);
      cpSync(repository.folder, copy.folder, { recursive: true });
      // A cache of the base, without the change.
      copy.git("checkout", "origin/main", "--", ".");
      const folder = join(copy.folder, FOLDER);
      expect(copy.run(["diff", "origin/main", "--fail-on", "never"], { cwd: folder }).code).toBe(0);
      const committed = join(FOLDER, ".assets/cache");
      cpSync(programCache(folder), join(repository.folder, committed), { recursive: true });
      repository.git("add", "-f", committed);
    };
    await expectNoEffect(attack(forge));
  });
});

describe("workflow commands that a pull request commits", () => {
  const COMMANDS = [
    "::set-output name=report::/etc/passwd",
    "::set-env name=BASH_ENV::./evil.sh",
    "::add-mask::a",
    "::stop-commands::x",
    "##[set-output name=code]0",
    "##[add-mask]a",
    "##[error]fake",
  ];
  const all = COMMANDS.join("\n");
  const flow = `id: ${JSON.stringify(all)}
namespace: company
labels: {owner: ${JSON.stringify(all)}}
tasks:
  - id: ${JSON.stringify(all)}
    type: io.kestra.plugin.core.log.Log
    assets: {outputs: [{id: ${JSON.stringify(all)}, type: ${JSON.stringify(all)}, ${JSON.stringify(all)}: 1}]}
`;

  test("given commands in flows and file names, when linted, then the runner sees only annotations of the action", async () => {
    const request = attack((repository) => {
      repository.write(`${FOLDER}/a.yml`, flow);
      for (const command of COMMANDS) repository.write(`${FOLDER}/${command.replaceAll("/", "")}.yml`, flow);
      repository.write(`${FOLDER}/${all.replaceAll("/", "")}.yml`, flow);
    });
    const { commands, outputs, codes, leftForLater } = await request.uses({ inputs: WITH_LINT });
    expect(codes).toEqual([0, 0, 0, 1]);
    expect(outputs.report).toMatch(/\/flow-assets-\w{6}\/report\.md$/);
    expect(leftForLater).toBe("");
    expect(commands.length).toBeGreaterThan(COMMANDS.length);
    for (const { name, properties } of commands) {
      expect(name).toMatch(/^(error|warning|notice)$/);
      expect(properties.title).toMatch(/^assets: [a-z-]+$/);
    }
  });

  test.each(COMMANDS)(
    "given %s in a configuration, when it fails, then the runner sees only errors of the action",
    async (command) => {
      const key = JSON.stringify(`x\n${command}\ny`);
      const request = attack((repository) =>
        repository.write(`${FOLDER}/assets.config.yaml`, `? ${key}\n: ${key}\npaths: [${key}]\n`),
      );
      const { commands, codes, outputs } = await request.uses({ inputs: WITH_LINT });
      expect(codes).toEqual([0, 2, 2]);
      expect(outputs).toEqual({ report: "" });
      expect(commands.map(({ name }) => name)).toEqual(["error", "error"]);
      expect(commands[0]?.data).toContain(command.replace(/^::/, ""));
    },
  );
});
