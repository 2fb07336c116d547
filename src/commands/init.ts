import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AssetsError, type ExitCode, systemErrorReason } from "../errors.ts";
import { jsonText } from "../report/json.ts";
import type { Program } from "./support/program.ts";
import { starterFiles } from "./support/starter-files.ts";

/** Writes a configuration, a hook and a CI workflow; what is there already stays as it is. */
export async function run(program: Program): Promise<ExitCode> {
  const results = starterFiles(program.folder).map(({ path, text, advice }) => {
    const target = join(program.folder, path);
    if (existsSync(target)) return { path, state: "kept" as const, ...(advice !== undefined && { advice }) };
    try {
      mkdirSync(dirname(target), { recursive: true });
      // "wx": also a file that appears at this moment is not overwritten.
      writeFileSync(target, text, { flag: "wx" });
    } catch (error) {
      throw new AssetsError(`"${path}" cannot be written: ${systemErrorReason(error)}`, {
        hint: "Check the permissions of the folder.",
        cause: error,
      });
    }
    return { path, state: "written" as const };
  });
  if (program.format === "json") {
    program.print(jsonText("init", { files: results }));
    return 0;
  }
  for (const result of results) {
    program.print(`${result.state === "written" ? "written" : "kept   "}  ${result.path}\n`);
    if (result.state === "kept" && result.advice !== undefined) program.print(`${result.advice}\n`);
  }
  return 0;
}
