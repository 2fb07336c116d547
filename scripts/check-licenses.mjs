// Fails on a production dependency, direct or not, under a licence that is not in the list.
import { readFileSync } from "node:fs";

/** Licences that allow this program to be passed on under MIT; of MPL-2.0 and OFL-1.1, the files as they are. */
const ALLOWED = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "OFL-1.1"]);

const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const { packages } = read("package-lock.json");
let isBad = false;
for (const [path, { dev, optional }] of Object.entries(packages)) {
  if (path === "" || dev || optional) continue;
  const { name, version, license = "none" } = read(`${path}/package.json`);
  const parts = String(license).replace(/[()]/g, "").split(" AND ");
  if (parts.every((part) => part.split(" OR ").some((choice) => ALLOWED.has(choice)))) continue;
  console.error(`${name} ${version} is under "${license}", which scripts/check-licenses.mjs does not list`);
  isBad = true;
}
if (isBad) process.exit(1);
