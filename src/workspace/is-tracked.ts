import { relative, sep } from "node:path";
import { GitError } from "../changes/git-error.ts";
import { isTracked, openRepository } from "../changes/repository.ts";

/**
 * Whether git tracks a file, or a file in a folder, so that a pull request can change it. True if git cannot answer.
 *
 * @param base folder of the configuration
 * @param path absolute
 */
export async function mayBeTracked(base: string, path: string): Promise<boolean> {
  const way = relative(base, path).split(sep).join("/");
  try {
    const repository = await openRepository(base);
    const name = `${repository.prefix}${way}`;
    return !name.startsWith("../") && (await isTracked(repository, name));
  } catch (error) {
    return !(error instanceof GitError && ["no-git", "not-a-repository"].includes(error.kind));
  }
}
