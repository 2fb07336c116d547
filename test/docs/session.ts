import { spawnSync } from "node:child_process";
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const BINARY = join(REPOSITORY, "bin", "assets.js");

const GIT_SETTINGS = [
  "-c",
  "init.defaultBranch=main",
  "-c",
  "user.name=Ada",
  "-c",
  "user.email=ada@example.com",
];

/** Fixed settings and dates, for reproducible commit ids. */
const GIT_ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_DATE: "2026-11-02T09:00:00Z",
  GIT_COMMITTER_DATE: "2026-11-02T09:00:00Z",
};

/** A command of a console block, with its output. */
export interface Step {
  readonly command: string;
  readonly output: readonly string[];
}

/** Splits a console block at its prompts. Throws for lines before the first prompt. */
export function steps(lines: readonly string[]): readonly Step[] {
  const found: { command: string; output: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith("$ ")) found.push({ command: line.slice(2), output: [] });
    else if (found.length === 0) throw new Error(`a console block must start with "$ ", not with "${line}"`);
    else found[found.length - 1]?.output.push(line);
  }
  return found;
}

export interface Session {
  /** Saves a file of the page. */
  readonly write: (file: string, text: string) => void;
  /** Runs a command. Returns its stdout and stderr, in the order of writing. */
  readonly run: (command: string) => string;
  readonly end: () => void;
}

/**
 * A session in a temporary folder with a copy of `fixtures`. Commands share the folder. Supports `assets ...`, `npx
 * assets ...`, `git ...` and `echo $?`.
 */
export function startSession(): Session {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "assets-docs-")));
  const scratch = join(home, "repository");
  const screen = join(home, "screen");
  mkdirSync(scratch);
  cpSync(join(REPOSITORY, "fixtures"), join(scratch, "fixtures"), { recursive: true });
  let status = 0;

  const run = (command: string): string => {
    if (command === "echo $?") return `${status}\n`;
    const [program, ...args] = words(command.replace(/^npx /, ""));
    if (program !== "assets" && program !== "git")
      throw new Error(`unsupported command "${command}": use "assets", "git" or "echo $?"`);
    const [file, before] = program === "git" ? ["git", GIT_SETTINGS] : [process.execPath, [BINARY]];
    const out = openSync(screen, "w");
    try {
      const done = spawnSync(file, [...before, ...args], {
        cwd: scratch,
        stdio: ["ignore", out, out],
        env: { ...process.env, ...GIT_ENVIRONMENT, NO_COLOR: "1", HOME: home },
      });
      if (done.status === null)
        throw new Error(`"${command}" ended with ${done.signal ?? done.error?.message}`);
      status = done.status;
    } finally {
      closeSync(out);
    }
    return readFileSync(screen, "utf8");
  };

  return {
    run,
    write: (file, text) => {
      const path = join(scratch, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    end: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Splits a command line at spaces outside quotes. */
function words(command: string): readonly string[] {
  return [...command.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map((match) =>
    match[0].replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ""),
  );
}
