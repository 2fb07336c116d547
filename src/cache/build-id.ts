import { readFileSync } from "node:fs";

/**
 * Identity of a build of the program: a cache is valid for the build that wrote it. Undefined without a build, as in
 * tests of sources; nothing is cached then.
 */
export function buildId(): string | undefined {
  try {
    return readFileSync(new URL("./build-id.txt", import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}
