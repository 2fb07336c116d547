import type { Environment } from "../cache/cache-folder.ts";
import { AssetsError } from "../util/errors.ts";

/** The base of a check. */
export interface CheckBase {
  readonly revision: string;
  /** The variable of the CI system with the base, and its value; absent for a revision of the user. */
  readonly variable?: { readonly name: string; readonly value: string };
  /** The name, possibly abbreviated, that the commit must have. */
  readonly commit?: string;
}

/** Where the settings of a check come from. */
export interface CheckSettings {
  /**
   * `now`: the working tree. `base`: the base, which must be known. Absent: the base in a job for a pull request, and
   * otherwise the working tree.
   */
  readonly settings?: "base" | "now";
  /** The base is the merge base of this revision and HEAD. */
  readonly settingsFrom?: string;
}

/**
 * Variables with the target of a pull request, from the documentation of the CI systems. A branch was fetched from the
 * remote "origin".
 */
const VARIABLES: readonly (readonly [name: string, kind: "branch" | "commit"])[] = [
  ["GITHUB_BASE_REF", "branch"],
  ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "commit"],
  ["SYSTEM_PULLREQUEST_TARGETBRANCH", "branch"],
  ["BITBUCKET_PR_DESTINATION_COMMIT", "commit"],
  ["BUILDKITE_PULL_REQUEST_BASE_BRANCH", "branch"],
  ["CHANGE_TARGET", "branch"], // Jenkins
];

/**
 * The base with the settings of a check; undefined for those of the working tree. Throws an AssetsError for a variable
 * without a name of a branch or commit, and for contradictory options.
 */
export function checkBase(
  environment: Environment,
  { settings, settingsFrom }: CheckSettings,
): CheckBase | undefined {
  if (settings === "now") {
    if (settingsFrom === undefined) return undefined;
    throw new AssetsError("--settings now and --settings-from cannot be combined", {
      hint: "--settings-from uses the settings of a base, --settings now the current ones.",
    });
  }
  if (settingsFrom !== undefined) return { revision: settingsFrom };
  for (const [name, kind] of VARIABLES) {
    const value = environment[name];
    if (value) return kind === "branch" ? branchBase(name, value) : commitBase(name, value);
  }
  if (settings === undefined) return undefined;
  throw new AssetsError("the base is unknown: this is not a known job for a pull request", {
    hint: "Set it with --settings-from <revision>.",
  });
}

/** The full name of the reference, because a tag or local branch can have the name `origin/main`. */
function branchBase(name: string, value: string): CheckBase {
  const branch = value.replace(/^refs\/heads\//, "");
  if (!isBranchName(branch)) throw unusable(name, value, "branch");
  return { revision: `refs/remotes/origin/${branch}`, variable: { name, value } };
}

function commitBase(name: string, value: string): CheckBase {
  if (!/^[0-9a-f]{7,64}$/.test(value)) throw unusable(name, value, "commit");
  return { revision: value, variable: { name, value }, commit: value };
}

/** Without the syntax of revisions and ranges. Source: git check-ref-format. */
function isBranchName(text: string): boolean {
  return !/^[-/]|\.\.|@\{|\/\/|[\0- ~^:?*[\\\x7f]|[./]$/.test(text);
}

function unusable(name: string, value: string, what: string): AssetsError {
  return new AssetsError(`${name} is ${JSON.stringify(value)}, which is not the name of a ${what}`, {
    hint: "Correct or unset the variable, or use --settings-from <revision>.",
  });
}
