import { askGit, type Git } from "./git.ts";
import { GitError } from "./git-error.ts";

/** The first version that can ignore the user's configuration (GIT_CONFIG_GLOBAL). */
const OLDEST = [2, 32] as const;

/** Throws a GitError for a git that is too old. */
export async function checkGitVersion(git: Git): Promise<void> {
  const said = (await askGit(git, ["version"])).toString("utf8").trim();
  const [, major = "0", minor = "0"] = /^git version (\d+)\.(\d+)/.exec(said) ?? [];
  if (Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1])) return;
  throw new GitError(
    "no-git",
    `git ${OLDEST.join(".")} or later is required, but "${git.program.file}" reports "${said}"`,
    "Install a newer git, or put it first in the PATH.",
  );
}
