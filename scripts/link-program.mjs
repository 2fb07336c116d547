// Links the program into node_modules/.bin of a clone, the first place where `npx assets` looks. Without the link, npx
// installs the project into its cache before the first run. npm creates this link for an installed package.
import { existsSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..", "node_modules", ".bin");
if (process.platform !== "win32" && existsSync(folder)) {
  const link = join(folder, "assets");
  rmSync(link, { force: true });
  symlinkSync(join("..", "..", "bin", "assets.js"), link);
}
