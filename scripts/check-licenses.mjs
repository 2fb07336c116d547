// Fails for a direct or transitive production dependency whose licence is not on the list.
import { readFileSync } from "node:fs";

/** Licences compatible with distribution under MIT. Files under MPL-2.0 and OFL-1.1 are distributed unmodified. */
const ALLOWED = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "OFL-1.1"]);

const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const { packages } = read("package-lock.json");
let isBad = false;
for (const [path, { dev, optional }] of Object.entries(packages)) {
  if (path === "" || dev || optional) continue;
  const { name, version, license = "none" } = read(`${path}/package.json`);
  const parts = String(license).replace(/[()]/g, "").split(" AND ");
  if (parts.every((part) => part.split(" OR ").some((choice) => ALLOWED.has(choice)))) continue;
  console.error(`${name} ${version}: licence "${license}" is not in ALLOWED of scripts/check-licenses.mjs`);
  isBad = true;
}
if (isBad) process.exit(1);
