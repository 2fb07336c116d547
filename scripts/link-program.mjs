// Puts the program into node_modules/.bin, where `npx assets` looks first; without it npx installs the project into a
// cache of its own before the first run. Only for work in a clone: an installed package gets its link from npm.
import { existsSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..", "node_modules", ".bin");
if (process.platform !== "win32" && existsSync(folder)) {
  const link = join(folder, "assets");
  rmSync(link, { force: true });
  symlinkSync(join("..", "..", "bin", "assets.js"), link);
}
