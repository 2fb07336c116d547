// Bundles the VS Code extension and its client library into editors/vscode/dist/extension.js.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../editors/vscode/", import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input: "src/extension.mts",
  platform: "node",
  external: ["vscode"],
  tsconfig: false,
});
await bundle.write({ file: `${root}dist/extension.js`, format: "cjs", codeSplitting: false, minify: true });
