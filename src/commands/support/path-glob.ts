import picomatch from "picomatch";

/**
 * A test for files that any of the globs takes, itself or through a folder above it. A glob without a slash holds at any
 * depth.
 */
export function pathGlob(globs: readonly string[]): (file: string) => boolean {
  const tests = globs.map((glob) => {
    const cleaned = glob.replace(/^\.\//, "").replace(/\/+$/, "");
    return picomatch(cleaned, { dot: true, basename: !cleaned.includes("/") });
  });
  return (file) => withParents(file).some((path) => tests.some((matches) => matches(path)));
}

/** `a/b/c.yml`, `a/b`, `a`. */
function withParents(file: string): string[] {
  const paths = [file];
  for (let at = file.lastIndexOf("/"); at > 0; at = file.lastIndexOf("/", at - 1))
    paths.push(file.slice(0, at));
  return paths;
}
