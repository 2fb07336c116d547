import type { Environment } from "../cache/cache-folder.ts";
import { askGit, type Git, runGit, type Setting } from "../changes/git.ts";
import { GitError } from "../changes/git-error.ts";
import { userSettings } from "../changes/git-settings.ts";
import { openRepository } from "../changes/repository.ts";
import type { GitFacts } from "../openlineage/context.ts";
import { browsableUrl } from "../openlineage/source-location.ts";

export interface Revision {
  /** Time of the commit of HEAD, with its offset. */
  readonly committed?: string;
  /** Absent without a remote that has a web address. */
  readonly facts?: GitFacts;
}

/** Facts from git and the CI environment about the flows in a folder; empty outside a repository. */
export async function readRevision(folder: string, env: Environment): Promise<Revision> {
  try {
    const { git, prefix, settings } = await openRepository(folder);
    const [commit = "", committed = ""] = (await askGit(git, ["log", "-1", "--format=%H%n%cI"]))
      .toString("utf8")
      .split("\n");
    const repository = await remote(git, settings);
    if (repository === undefined) return { committed };
    const branch = (await line(git, ["symbolic-ref", "--short", "-q", "HEAD"])) ?? branchOf(env);
    const tag = await line(git, ["describe", "--exact-match", "--tags", "HEAD"]);
    const pullRequest = pullRequestOf(env);
    return {
      committed,
      facts: {
        commit,
        repository,
        prefix,
        ...(branch !== undefined && { branch }),
        ...(tag !== undefined && { tag }),
        ...(pullRequest !== undefined && { pullRequest }),
      },
    };
  } catch (error) {
    if (error instanceof GitError) return {};
    throw error;
  }
}

/** `origin`, or the only remote. */
async function remote(git: Git, settings: readonly Setting[]): Promise<string | undefined> {
  const urls = new Map<string, string>();
  for (const { key, value } of settings) {
    const [, name] = /^remote\.(.*)\.url$/s.exec(key) ?? [];
    if (name !== undefined && !urls.has(name)) urls.set(name, value);
  }
  const url = urls.get("origin") ?? (urls.size === 1 ? [...urls.values()][0] : undefined);
  if (url === undefined) return undefined;
  return browsableUrl(rewritten(url, [...(await userSettings(git)), ...settings]));
}

/** A URL after `url.<base>.insteadOf`; the longest match applies. */
function rewritten(url: string, settings: readonly Setting[]): string {
  let longest = { base: "", start: "" };
  for (const { key, value: start } of settings) {
    const [, base] = /^url\.(.*)\.insteadof$/s.exec(key) ?? [];
    if (base !== undefined && url.startsWith(start) && start.length > longest.start.length)
      longest = { base, start };
  }
  return longest.base + url.slice(longest.start.length);
}

async function line(git: Git, args: readonly string[]): Promise<string | undefined> {
  const { code, stdout } = await runGit(git, args);
  const text = stdout.toString("utf8").trim();
  return code === 0 && text !== "" ? text : undefined;
}

/** CI systems check out a commit without a branch. Sources: the documentation of each system. */
function branchOf(env: Environment): string | undefined {
  return first(env, [
    "GITHUB_HEAD_REF",
    "CI_COMMIT_REF_NAME",
    "BITBUCKET_BRANCH",
    "BUILDKITE_BRANCH",
    "CIRCLE_BRANCH",
    "BRANCH_NAME",
  ]);
}

/** The number of the CI's pull request. */
export function pullRequestOf(env: Environment): string | undefined {
  const [, github] = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "") ?? [];
  const named = first(env, [
    "CI_MERGE_REQUEST_IID",
    "BITBUCKET_PR_ID",
    "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER",
    "SYSTEM_PULLREQUEST_PULLREQUESTID",
    "BUILDKITE_PULL_REQUEST",
    "CHANGE_ID",
  ]);
  const [, circle] = /\/(\d+)$/.exec(env.CIRCLE_PULL_REQUEST ?? "") ?? [];
  return [github, named, circle].find((number) => number !== undefined && /^\d+$/.test(number));
}

function first(env: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value !== "");
}
