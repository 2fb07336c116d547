import { readFileSync } from "node:fs";

/**
 * Tells one build of the program from another: what a cache holds counts for the build that wrote it. Undefined where
 * the program was not built, as in tests of its sources; nothing is cached there.
 */
export function buildId(): string | undefined {
  try {
    return readFileSync(new URL("./build-id.txt", import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}
