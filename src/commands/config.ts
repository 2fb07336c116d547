import { relative } from "node:path";
import { stringify } from "yaml";
import { loadConfig } from "../config/load-config.ts";
import { jsonText } from "../report/json.ts";
import type { ExitCode } from "../util/errors.ts";
import { visible } from "../util/escape-control-chars.ts";
import type { Program } from "./support/program.ts";

/** Prints the configuration in force: what the file says, and the defaults of everything else. */
export async function run(program: Program, options: { readonly config?: string }): Promise<ExitCode> {
  const {
    folder: _,
    file,
    ...config
  } = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  const from = file === undefined ? undefined : relative(program.folder, file);
  if (program.format === "json") {
    program.print(jsonText("config", { ...(from !== undefined && { file: from }), config }));
    return 0;
  }
  const head = from === undefined ? "no configuration file; these are the defaults" : `from ${visible(from)}`;
  program.print(`# ${head}\n${stringify(config)}`);
  return 0;
}
