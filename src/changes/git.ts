import { spawn } from "node:child_process";
import { systemErrorCode, systemErrorReason } from "../util/errors.ts";
import { GitError } from "./git-error.ts";

/** A repository to ask. Every command runs in `folder`, so that git finds the repository from there. */
export interface Git {
  /** Absolute. */
  readonly folder: string;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Settings that keep git from running other programs, from rewriting the index and from quoting paths, whatever the
 * configuration of the repository says.
 */
const SETTINGS = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.quotePath=false",
  "-c",
  "log.showSignature=false",
  "-c",
  "diff.external=",
  "--no-pager",
  "--no-optional-locks",
  "--literal-pathspecs",
];

/** Runs git without a shell. Throws a GitError only when it cannot be started; a failure is the result's code. */
export function runGit(git: Git, args: readonly string[], input?: Iterable<string>): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...SETTINGS, ...args], {
      cwd: git.folder,
      // The C locale, so that the few messages that are looked at read the same everywhere.
      env: {
        ...process.env,
        LC_ALL: "C",
        LANGUAGE: "",
        GIT_TERMINAL_PROMPT: "0",
        NoDefaultCurrentDirectoryInExePath: "1",
      },
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
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
    // git may end before it has read everything; its exit code says why.
    child.stdin.on("error", () => {});
    for (const line of input ?? []) child.stdin.write(line);
    child.stdin.end();
  });
}

/** Runs git and returns what it prints. Throws a GitError when it fails. */
export async function askGit(git: Git, args: readonly string[], input?: Iterable<string>): Promise<Buffer> {
  const result = await runGit(git, args, input);
  if (result.code !== 0) throw failure(args[0] ?? "", result);
  return result.stdout;
}

/** The fields of output that ends each with NUL. */
export function nulFields(output: Buffer): string[] {
  const fields = output.toString("utf8").split("\0");
  if (fields.at(-1) === "") fields.pop();
  return fields;
}

/** The error for a command that failed, by what git says about it. */
export function failure(command: string, { code, stderr }: GitResult): GitError {
  if (/not a git repository/i.test(stderr)) {
    return new GitError(
      "not-a-repository",
      "this folder is in no git repository, so there is no earlier state to compare with",
      "Run this inside the repository that holds the flows.",
    );
  }
  if (/dubious ownership/i.test(stderr)) {
    return new GitError(
      "not-trusted",
      "git refuses to read this repository, because it belongs to another user",
      "Trust it with `git config --global --add safe.directory <folder>`.",
    );
  }
  const said = lastLine(stderr);
  return new GitError(
    "failed",
    `\`git ${command}\` failed with exit code ${code}${said === "" ? "" : `: ${said}`}`,
    "Run it by hand to see more; `git fsck` tells whether the repository is whole.",
  );
}

function lastLine(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines.at(-1) ?? "").replace(
    /^(?:fatal|error): /,
    "",
  );
}

function cannotStart(error: Error): GitError {
  if (systemErrorCode(error) === "ENOENT") {
    return new GitError(
      "no-git",
      "git cannot be started: no program of that name was found",
      "Install git, or put it on the PATH.",
      error,
    );
  }
  return new GitError(
    "no-git",
    `git cannot be started: ${systemErrorReason(error)}`,
    "Check that git works.",
    error,
  );
}
