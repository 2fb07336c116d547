import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Each file of tests has a cache of its own: none touches that of the user, or of another. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), "assets-cache-of-tests-")));
process.env.ASSETS_CACHE_DIR = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
