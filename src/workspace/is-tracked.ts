import { relative, sep } from "node:path";
import { GitError } from "../changes/git-error.ts";
import { listIndex, openRepository } from "../changes/repository.ts";

/**
 * Whether git tracks a file, or one in a folder: then a pull request can change it. Where git cannot tell, it may.
 *
 * @param base folder of the configuration
 * @param path absolute
 */
export async function mayBeTracked(base: string, path: string): Promise<boolean> {
  try {
    const repository = await openRepository(base);
    const name = `${repository.prefix}${relative(base, path).split(sep).join("/")}`;
    return (await listIndex(repository)).some(
      (entry) => entry.path === name || entry.path.startsWith(`${name}/`),
    );
  } catch (error) {
    return !(error instanceof GitError && ["no-git", "not-a-repository"].includes(error.kind));
  }
}
