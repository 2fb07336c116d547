// Prints a CycloneDX list of the production packages, for the release workflow. `npm sbom --omit dev` omits packages that
// are also development dependencies. Therefore the list comes from a copy of package.json without development
// dependencies, with the versions of the lock file.
// Usage: node scripts/sbom.mjs > flow-assets.cdx.json
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const {
  devDependencies: _,
  scripts: __,
  ...manifest
} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const parent = mkdtempSync(join(tmpdir(), "assets-sbom-"));

function npm(...args) {
  return execFileSync("npm", args, {
    cwd: parent,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

try {
  writeFileSync(join(parent, "package.json"), JSON.stringify(manifest));
  copyFileSync(join(root, "package-lock.json"), join(parent, "package-lock.json"));
  npm("install", "--package-lock-only", "--ignore-scripts", "--offline", "--no-audit", "--no-fund");
  process.stdout.write(npm("sbom", "--package-lock-only", "--sbom-format", "cyclonedx"));
} finally {
  rmSync(parent, { recursive: true, force: true });
}
