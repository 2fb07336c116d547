import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Each test file has a cache of its own and touches neither the user's nor another file's. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), "assets-cache-of-tests-")));
process.env.ASSETS_CACHE_DIR = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
