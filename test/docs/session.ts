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

/** The same names of commits everywhere. */
const GIT_ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_DATE: "2026-11-02T09:00:00Z",
  GIT_COMMITTER_DATE: "2026-11-02T09:00:00Z",
};

/** One line `$ ...` of a console block, with the lines that follow it. */
export interface Step {
  readonly command: string;
  readonly output: readonly string[];
}

/** Splits a console block at its prompts. Lines before the first prompt are a mistake. */
export function steps(lines: readonly string[]): readonly Step[] {
  const found: { command: string; output: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith("$ ")) found.push({ command: line.slice(2), output: [] });
    else if (found.length === 0) throw new Error(`a console block starts with "$ ", not with "${line}"`);
    else found[found.length - 1]?.output.push(line);
  }
  return found;
}

export interface Session {
  /** Saves a file at the place that the page names. */
  readonly write: (file: string, text: string) => void;
  /** The text in a terminal after the command: its output and notes in the order of writing. */
  readonly run: (command: string) => string;
  readonly end: () => void;
}

/**
 * A reader at a prompt: an empty directory with a copy of `fixtures`, in which each command sees the files of the
 * commands before it. It knows `assets ...` (also as `npx assets ...`), `git ...` and `echo $?`.
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
      throw new Error(`this session knows "assets", "git" and "echo $?", not "${command}"`);
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

/** Splits a command line at blanks and keeps quoted text together. */
function words(command: string): readonly string[] {
  return [...command.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map((match) =>
    match[0].replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ""),
  );
}
