import { relative, sep } from "node:path";
import { findRepository } from "../changes/find-repository.ts";
import { GitError } from "../changes/git-error.ts";

/**
 * Whether git tracks a file, or a file in a folder, so that a pull request can change it. True if git cannot answer.
 *
 * @param base folder of the configuration
 * @param path absolute
 */
export async function mayBeTracked(base: string, path: string): Promise<boolean> {
  const way = relative(base, path).split(sep).join("/");
  try {
    if (findRepository(base) === undefined) return false;
    // Only a repository is worth the time that Node takes to load what starts git.
    const { isTracked, openRepository } = await import("../changes/repository.ts");
    const repository = await openRepository(base);
    const name = `${repository.prefix}${way}`;
    return !name.startsWith("../") && (await isTracked(repository, name));
  } catch (error) {
    return !(error instanceof GitError && ["no-git", "not-a-repository"].includes(error.kind));
  }
}
