// The prepare script: npm runs it after an install in a clone, and before it packs a clone. For `npm install --global
// git+...`, also used by pre-commit, npm prepares the clone with `global` set and therefore without its dependencies. This
// script then installs them from the lock file.
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

// Without --install-links, npm installs a link to its temporary clone and then removes the clone.
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
