// The reference of a scan: js-yaml loads the same files in one process.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

const [folder] = process.argv.slice(2);
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) load(readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
