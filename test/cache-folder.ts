import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Each test file has a separate cache, isolated from other test files and from the user's cache. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), "assets-cache-of-tests-")));
process.env.ASSETS_CACHE_DIR = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
