// Writes dist/build-id.txt: a name for what was built, which changes whenever the program or its libraries do.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const hash = createHash("sha256");
const scripts = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(".js"));
for (const name of scripts.sort()) hash.update(`${name}\n`).update(readFileSync(join(dist, name)));
hash.update(readFileSync(new URL("../package.json", import.meta.url)));
writeFileSync(join(dist, "build-id.txt"), hash.digest("hex"));
