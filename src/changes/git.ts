import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cannotStart, type GitProgram } from "./find-git.ts";
import type { RepositoryPlace } from "./find-repository.ts";
import { GitError } from "./git-error.ts";
import { limitSilence, MOST_SILENT_SECONDS } from "./limit-silence.ts";

/** Storage format of objects and refs. Git must know it; `git-common` has a folder for each. */
export type StorageLayout = `${"sha1" | "sha256"}${"" | "-reftable"}`;

/** Read access to a repository. */
export interface Git {
  readonly program: GitProgram;
  readonly place: RepositoryPlace;
  readonly layout: StorageLayout;
  /** Whether objects may be missing (partial clone). */
  readonly isPartial: boolean;
}

/** One setting of git. */
export interface Setting {
  /** `core.bare`, `remote.origin.url`: lower case, except for the middle part. */
  readonly key: string;
  readonly value: string;
}

export interface RunOptions {
  /** Standard input of git. */
  readonly input?: Iterable<string>;
  /** The only settings visible to git, except those of every command. */
  readonly settings?: readonly Setting[];
  /** With the settings of the user and the system, as outside a repository. */
  readonly asUser?: boolean;
  readonly mostSilentSeconds?: number;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Folders that contain only a repository configuration, one per layout. The build copies them. */
const COMMON = fileURLToPath(new URL("./git-common/", import.meta.url));

/** Defaults of git, stated explicitly: no fetching, no search for a repository. */
const SETTINGS = [
  "-c",
  "core.quotePath=false",
  "-c",
  "protocol.allow=never",
  "-c",
  "safe.bareRepository=explicit",
  "--no-pager",
  "--no-optional-locks",
  "--literal-pathspecs",
];

/**
 * Runs git without a shell. Throws a GitError only for a failed start and a git that prints nothing for too long; other
 * failures are in the exit code. The configuration or the environment determines every program that git executes, so
 * git gets neither: the common folder is one of this program, and neither the user's configuration nor GIT_ variables
 * apply. Objects, refs and index are those of the repository.
 */
export function runGit(
  git: Git,
  args: readonly string[],
  { input = [], settings = [], asUser = false, mostSilentSeconds = MOST_SILENT_SECONDS }: RunOptions = {},
): Promise<GitResult> {
  const { top, gitDir } = git.place;
  const place = [`--git-dir=${gitDir}`, `--work-tree=${top}`];
  return new Promise((resolve, reject) => {
    const child = spawn(git.program.file, [...SETTINGS, ...place, ...args], {
      cwd: top,
      env: { ...(asUser ? userEnvironment() : withoutConfiguration(settings)), ...environment(git) },
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    limitSilence(child, git.place, mostSilentSeconds, reject);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => reject(cannotStart(error)));
    child.on("close", (code) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    );
    // git may end before it has read all input; its exit code gives the reason.
    child.stdin.on("error", () => {});
    for (const line of input) child.stdin.write(line);
    child.stdin.end();
  });
}

function environment({ program, place: { top, commonDir }, layout }: Git): NodeJS.ProcessEnv {
  const { GIT_INDEX_FILE: index } = process.env;
  return {
    ...variables((name) => !/^GIT_/i.test(name)),
    PATH: program.path,
    GIT_COMMON_DIR: join(COMMON, layout),
    GIT_OBJECT_DIRECTORY: join(commonDir, "objects"),
    GIT_SHALLOW_FILE: join(commonDir, "shallow"),
    GIT_GRAFT_FILE: join(commonDir, "info", "grafts"),
    // In a commit of selected files, hooks have a temporary index.
    ...(index && { GIT_INDEX_FILE: resolve(top, index) }),
    GIT_ATTR_NOSYSTEM: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
    GIT_PROTOCOL_FROM_USER: "0",
    GIT_TERMINAL_PROMPT: "0",
    // The user's settings can contain log files for these.
    GIT_TRACE2: "0",
    GIT_TRACE2_EVENT: "0",
    GIT_TRACE2_PERF: "0",
    // The C locale, so that the parsed messages have a fixed language.
    LC_ALL: "C",
    LANGUAGE: "",
  };
}

function withoutConfiguration(settings: readonly Setting[]): NodeJS.ProcessEnv {
  return {
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(({ key, value }, index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/** Variables with settings of the user, or their locations. */
function userEnvironment(): NodeJS.ProcessEnv {
  return variables((name) => /^GIT_CONFIG_/i.test(name));
}

function variables(isKept: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isKept(name)));
}

/** Runs git and returns what it prints. Throws a GitError when it fails. */
export async function askGit(git: Git, args: readonly string[], options?: RunOptions): Promise<Buffer> {
  const result = await runGit(git, args, options);
  if (result.code !== 0) throw failure(git, args[0] ?? "", result);
  return result.stdout;
}

/** The fields of NUL-terminated output. */
export function nulFields(output: Buffer): string[] {
  const fields = output.toString("utf8").split("\0");
  if (fields.at(-1) === "") fields.pop();
  return fields;
}

/** The remedy for a missing object in a partial clone. */
export const PARTIAL_HINT = "The clone is partial; complete it with `git fetch --refetch --no-filter`.";

/** The error for a failed command, from git's message. */
export function failure({ isPartial }: Git, command: string, result: GitResult): GitError {
  const said = wordsOf(result);
  return new GitError(
    "failed",
    `\`git ${command}\` failed with exit code ${result.code}${said === "" ? "" : `: ${said}`}`,
    isPartial ? PARTIAL_HINT : "Run it manually for details; check the repository with `git fsck`.",
  );
}

/** The reason of a failed command, in git's words. */
export function wordsOf({ stderr }: GitResult): string {
  // `unknown repository extension found:` continues on the next line.
  const lines = stderr
    .replace(/:\n\t/g, ": ")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const said = lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines.at(-1) ?? "";
  return said.replace(/^(?:fatal|error): /, "");
}
