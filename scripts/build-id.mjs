// Writes build-id.txt into both builds: a hash of their scripts and of package.json. A change of the program or of its
// libraries changes the id.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folderOf = (name) => fileURLToPath(new URL(`../${name}/`, import.meta.url));
const folders = ["dist", "program"].map(folderOf);
const hash = createHash("sha256");
for (const folder of folders) {
  const scripts = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"));
  for (const name of scripts.sort()) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
}
hash.update(readFileSync(new URL("../package.json", import.meta.url)));
const id = hash.digest("hex");
// src/cache/build-id.ts reads the file in its own folder: dist/cache, or program in the bundle.
for (const folder of ["dist/cache", "program"]) writeFileSync(join(folderOf(folder), "build-id.txt"), id);
