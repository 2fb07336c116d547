import { excluder } from "./discover.ts";

/** A test for files that any of the globs takes, itself or through a folder above it, by the rules of `exclude`. */
export function pathFilter(globs: readonly string[]): (file: string) => boolean {
  const matches = excluder(globs);
  return (file) => withParents(file).some(matches);
}

/** `a/b/c.yml`, `a/b`, `a`. */
function withParents(file: string): string[] {
  const paths = [file];
  for (let at = file.lastIndexOf("/"); at > 0; at = file.lastIndexOf("/", at - 1))
    paths.push(file.slice(0, at));
  return paths;
}
