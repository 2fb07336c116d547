import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { systemErrorCode, systemErrorReason } from "../util/errors.ts";
import { askGit, type Git, nulFields, runGit, type Setting, wordsOf } from "./git.ts";
import { GitError } from "./git-error.ts";

/**
 * The settings of a repository, as text. They are not trusted, so git does not apply them: it only parses the text from
 * standard input. Included files are not read.
 */
export async function repositorySettings(git: Git): Promise<readonly Setting[]> {
  const { commonDir, gitDir } = git.place;
  const settings = await parse(git, join(commonDir, "config"));
  if (!isOn(settings, "extensions.worktreeconfig")) return settings;
  return [...settings, ...(await parse(git, join(gitDir, "config.worktree")))];
}

/** The trusted settings of the user and the system. */
export async function userSettings(git: Git): Promise<readonly Setting[]> {
  return settingsOf(await askGit(git, ["config", "--list", "-z"], { asUser: true }));
}

/** The values of a multi-valued setting, in the order of the files. */
export function valuesOf(settings: readonly Setting[], key: string): string[] {
  return settings.filter((setting) => setting.key === key).map(({ value }) => value);
}

/** Whether a setting is on: the last value applies, and a key without a value means true. */
export function isOn(settings: readonly Setting[], key: string): boolean {
  return /^(?:true|yes|on|[1-9]\d*)$/i.test(valuesOf(settings, key).at(-1) ?? "");
}

async function parse(git: Git, path: string): Promise<Setting[]> {
  const text = readConfig(path);
  if (text === "") return [];
  const args = ["config", "--file", "-", "--no-includes", "--list", "-z"];
  const result = await runGit(git, args, { input: [text] });
  if (result.code !== 0) throw unreadable(path, wordsOf(result).replace(" in standard input", ""));
  return settingsOf(result.stdout);
}

const LARGEST = 1 << 24;

/** The text of a configuration file, "" for a missing one. */
function readConfig(path: string): string {
  try {
    const stat = statSync(path);
    if (stat.isFile() && stat.size <= LARGEST) return readFileSync(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return "";
    throw unreadable(path, systemErrorReason(error), error);
  }
  throw unreadable(path, "it is not a file, or larger than 16 MiB");
}

function unreadable(path: string, why: string, cause?: unknown): GitError {
  return new GitError(
    "failed",
    `git configuration "${path}" cannot be read: ${why}`,
    "Check it with `git config --list`.",
    cause,
  );
}

function settingsOf(output: Buffer): Setting[] {
  return nulFields(output).map((field) => {
    const end = field.indexOf("\n");
    return end < 0
      ? { key: field, value: "true" }
      : { key: field.slice(0, end), value: field.slice(end + 1) };
  });
}
