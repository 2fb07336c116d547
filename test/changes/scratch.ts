import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const BINARY = fileURLToPath(new URL("../../bin/assets.js", import.meta.url));

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** A task with its inputs and outputs. An id can include further lines of its entry. */
export type TaskText = readonly [task: string, inputs: readonly string[], outputs: readonly string[]];

/**
 * A temporary git repository. The dates of commits are fixed, one per day from 2026-01-01, so that their ids are too.
 */
export interface Scratch {
  readonly folder: string;
  readonly git: (...args: string[]) => string;
  /** Like `git`, with standard input. */
  readonly gitInput: (input: string, ...args: string[]) => string;
  readonly write: (file: string, content: string | Uint8Array) => void;
  /** Writes a flow whose id is the file's name. */
  readonly flow: (file: string, tasks: readonly TaskText[], top?: string) => void;
  readonly remove: (file: string) => void;
  /** Commits all files and returns the full commit id. */
  readonly commit: (subject: string, author?: string) => string;
  readonly assets: (...args: string[]) => Finished;
  readonly run: (args: readonly string[], options: RunOptions) => Finished;
  readonly end: () => void;
}

export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function scratchFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "assets-changes-")));
}

export function newRepository(folder = scratchFolder(), init = true): Scratch {
  let day = 0;
  const env = (author = "Ann"): NodeJS.ProcessEnv => ({
    ...process.env,
    HOME: folder,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: `${author.toLowerCase()}@example.com`,
    GIT_COMMITTER_NAME: author,
    GIT_COMMITTER_EMAIL: `${author.toLowerCase()}@example.com`,
    GIT_AUTHOR_DATE: dateOf(day),
    GIT_COMMITTER_DATE: dateOf(day),
  });
  const gitAs = (author: string, args: readonly string[], input?: string) => {
    const done = spawnSync("git", args, {
      ...(input !== undefined && { input }),
      cwd: folder,
      encoding: "utf8",
      env: env(author),
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) throw new Error(`git ${args.join(" ")}: ${done.stderr}`);
    return done.stdout.trimEnd();
  };
  const write = (file: string, content: string | Uint8Array) => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  const run = (args: readonly string[], { input, cwd = folder, env: more = {} }: RunOptions): Finished => {
    const { NO_COLOR: _, FORCE_COLOR: __, ...own } = env();
    const done = spawnSync(process.execPath, [BINARY, ...args], {
      cwd,
      encoding: "utf8",
      env: { ...own, ...more },
      maxBuffer: 1 << 28,
      ...(input !== undefined && { input }),
    });
    if (done.error) throw done.error;
    return { stdout: done.stdout, stderr: done.stderr, code: done.status };
  };
  if (init) gitAs("Ann", ["init", "-q", "-b", "main"]);
  return {
    folder,
    git: (...args) => gitAs("Ann", args),
    gitInput: (input, ...args) => gitAs("Ann", args, input),
    write,
    flow: (file, tasks, top) => write(file, flowText(file, tasks, top)),
    remove: (file) => rmSync(join(folder, file)),
    commit: (subject, author = "Ann") => {
      gitAs(author, ["add", "-A"]);
      gitAs(author, ["commit", "-q", "--allow-empty", "-m", subject]);
      day++;
      return gitAs(author, ["rev-parse", "HEAD"]);
    },
    assets: (...args) => run(args, {}),
    run,
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function dateOf(day: number): string {
  return `${new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString().slice(0, 19)}Z`;
}

/**
 * A flow in the namespace `company` with predictable line numbers: three lines for the flow plus those of `top`, then
 * for each task three lines, one for `inputs:`, one for each input, and the same for `outputs:`.
 */
export function flowText(file: string, tasks: readonly TaskText[], top = ""): string {
  const id = file.slice(file.lastIndexOf("/") + 1).replace(/\.ya?ml$/, "");
  const entries = (key: string, ids: readonly string[]) =>
    ids.length === 0 ? "" : `      ${key}:\n${ids.map((name) => `        - id: ${name}\n`).join("")}`;
  const body = tasks.map(
    ([task, inputs, outputs]) =>
      `  - id: ${task}\n    type: io.kestra.plugin.core.log.Log\n    assets:\n${entries("inputs", inputs)}${entries("outputs", outputs)}`,
  );
  return `id: ${id}\nnamespace: company\n${top}tasks:\n${body.join("")}`;
}
