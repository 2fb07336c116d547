import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { type Contexts, fillIn, isMet } from "./expressions.ts";
import { type WorkflowCommand, workflowCommands } from "./workflow-commands.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
  readonly "working-directory"?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export interface Uses {
  readonly inputs?: Readonly<Record<string, string>>;
  /** The `github` context in addition to the fields of every job. Default: a pull request to `main`. */
  readonly github?: Readonly<Record<string, unknown>>;
  /** The `env` of the job. */
  readonly env?: Readonly<Record<string, string>>;
  /** The action's folder, if it differs from the job's default. */
  readonly action?: string;
}

export interface Finished {
  readonly ok: boolean;
  /** Exit code of each step that ran, in order. */
  readonly codes: readonly (number | null)[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly commands: readonly WorkflowCommand[];
  /** Everything on stdout and stderr. */
  readonly log: string;
  /** Environment variables and PATH entries that the steps set for later steps. */
  readonly leftForLater: string;
}

/** The folders of a runner, with spaces in their names, and an action from `uses: example/flow-assets@<commit>`. */
export interface Job {
  readonly root: string;
  readonly workspace: string;
  /** The action's folder. */
  readonly action: string;
  readonly home: string;
  /** Adds a program with this name to the start of the PATH. */
  readonly program: (name: string, text: string) => void;
  readonly uses: (how?: Uses) => Promise<Finished>;
  /** A shell command that adds a name to `ran`. */
  readonly trap: (name: string) => string;
  readonly ran: () => readonly string[];
  readonly end: () => void;
}

/** The runner finds the shell in its own PATH, not in that of the job. */
const BASH = where("bash");

const PULL_REQUEST: NonNullable<Uses["github"]> = {
  event_name: "pull_request",
  base_ref: "main",
  event: { pull_request: { number: 7 } },
};

export function newJob(): Job {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "assets action ")));
  const path = (...names: string[]) => join(root, ...names);
  const workspace = path("flows of us", "flows of us");
  const action = path("_actions", "example", "flow-assets", "v1");
  const [home, temp, bin, traps] = [path("home"), path("_temp"), path("bin"), path("traps")];
  for (const folder of [workspace, action, home, temp, bin, traps]) mkdirSync(folder, { recursive: true });
  for (const name of ["node", "npm", "git"]) symlinkSync(where(name), join(bin, name));
  const base = { HOME: home, PATH: [bin, "/usr/bin", "/bin"].join(delimiter), GIT_CONFIG_NOSYSTEM: "1" };
  return {
    root,
    workspace,
    action,
    home,
    program: (name, text) => {
      rmSync(join(bin, name), { force: true });
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    },
    uses: (how = {}) => use({ workspace, action: how.action ?? action, temp, base }, how),
    trap: (name) => `touch '${join(traps, name)}'`,
    ran: () => readdirSync(traps),
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The action with the program of this build. */
export function newJobWithProgram(): Job {
  const job = newJob();
  for (const name of [
    "action.yml",
    "bin",
    "node_modules",
    "package.json",
    "package-lock.json",
    "program",
    "schema",
    "scripts",
  ]) {
    symlinkSync(join(REPOSITORY, name), join(job.action, name));
  }
  return job;
}

interface Machine {
  readonly workspace: string;
  readonly action: string;
  readonly temp: string;
  readonly base: Readonly<Record<string, string>>;
}

/** Runs the steps of the action like the runner. Source: actions/runner, CompositeActionHandler, ScriptHandler. */
async function use({ workspace, action, temp, base }: Machine, how: Uses): Promise<Finished> {
  const { inputs, outputs, runs } = parse(readFileSync(join(action, "action.yml"), "utf8")) as Action;
  const github: Record<string, unknown> = {
    token: "job-token",
    server_url: "https://github.com",
    repository: "example/flows",
    ...(how.github ?? PULL_REQUEST),
  };
  const given = Object.entries(inputs).map(([name, input]) => [
    name,
    how.inputs?.[name] ?? fillIn(String(input.default), { github }),
  ]);
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const contexts: Contexts = { github, inputs: Object.fromEntries(given), steps };
  const codes: (number | null)[] = [];
  let [summary, log, leftForLater] = ["", "", ""];
  const commands: WorkflowCommand[] = [];
  for (const [index, step] of runs.steps.entries()) {
    const failed = codes.some((code) => code !== 0);
    if (!isMet(step.if, contexts, failed)) continue;
    const file = (kind: string) => {
      const name = join(temp, `${kind}_${index}_${createHash("sha256").update(log).digest("hex")}`);
      writeFileSync(name, "");
      return name;
    };
    const [output, environment, path, summaryFile] = [
      file("set_output"),
      file("set_env"),
      file("add_path"),
      file("step_summary"),
    ];
    const script = `${file("script")}.sh`;
    writeFileSync(script, step.run);
    const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, fillIn(value, contexts)]);
    const done = await run(BASH, ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
      cwd: join(workspace, fillIn(step["working-directory"] ?? "", contexts)),
      env: {
        ...base,
        ...how.env,
        ...Object.fromEntries(env),
        CI: "true",
        GITHUB_ACTIONS: "true",
        GITHUB_ACTION_PATH: action,
        GITHUB_WORKSPACE: workspace,
        GITHUB_EVENT_NAME: String(github.event_name),
        GITHUB_OUTPUT: output,
        GITHUB_ENV: environment,
        GITHUB_PATH: path,
        GITHUB_STEP_SUMMARY: summaryFile,
        RUNNER_TEMP: temp,
      },
    });
    codes.push(done.code);
    log += done.stdout + done.stderr;
    commands.push(...workflowCommands(done.stdout), ...workflowCommands(done.stderr));
    summary += readFileSync(summaryFile, "utf8");
    leftForLater += readFileSync(environment, "utf8") + readFileSync(path, "utf8");
    if (step.id !== undefined) steps[step.id] = { outputs: outputsOf(readFileSync(output, "utf8")) };
  }
  const values = Object.entries(outputs).map(([name, { value }]) => [name, fillIn(value, contexts)]);
  return {
    ok: codes.every((code) => code === 0),
    codes,
    outputs: Object.fromEntries(values),
    summary,
    commands,
    log,
    leftForLater,
  };
}

/** Parses lines `name=value`. The action writes no multi-line values. */
function outputsOf(text: string): Record<string, string> {
  const pairs = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    pairs.map((line) => {
      const at = line.indexOf("=");
      if (at < 0) throw new Error(`Invalid format '${line}'`);
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function run(program: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<{ stdout: string; stderr: string; code: number | null }>((done, fail) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        texts[name] += text;
      });
    }
    child.on("error", fail);
    child.on("close", (code) => done({ ...texts, code }));
  });
}

function where(name: string): string {
  const folder = (process.env.PATH ?? "")
    .split(delimiter)
    .find((entry) => basename(dirname(entry)) !== "node_modules" && existsSync(join(entry, name)));
  if (folder === undefined) throw new Error(`these tests require ${name} on the PATH`);
  return realpathSync(join(folder, name));
}
