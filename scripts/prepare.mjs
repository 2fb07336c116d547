// What npm runs after an install in a clone, and before it packs one. Of `npm install --global git+...`, which is how
// pre-commit installs too, npm prepares the clone with `global` set, so that it installs no dependencies in it: then the
// build's own are installed here, by the lock file.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, sep } from "node:path";

const folder = join(import.meta.dirname, "..");
const { npm_execpath: npm } = process.env;

function run(...args) {
  const [program, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
  const { status } = spawnSync(program, [...first, ...args], {
    cwd: folder,
    stdio: "inherit",
    shell: npm === undefined && process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

// Without copies, npm puts a link to this clone in the place of the package, and then removes the clone.
const { npm_config_global: isGlobal, npm_config_install_links: copies } = process.env;
if (isGlobal === "true" && copies !== "true" && folder.includes(`${sep}_cacache${sep}`)) {
  console.error(
    "npm cannot install this package globally from git without --install-links. Add that option.",
  );
  process.exit(1);
}

const isInstalled = ["ajv", "rolldown", "typescript"].every((name) =>
  existsSync(join(folder, "node_modules", name, "package.json")),
);
if (!isInstalled) {
  const here = ["--global=false", "--location=project", "--include=dev", "--ignore-scripts"];
  run("ci", ...here, "--no-audit", "--no-fund");
}
run("run", "build");
await import("./link-program.mjs");
