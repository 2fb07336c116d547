import { relative } from "node:path";
import { stringify } from "yaml";
import { report } from "../report/report.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import type { CommandAction } from "./context.ts";

/** Prints the effective configuration: the values of the file, and defaults for the rest. */
export const run: CommandAction<"config"> = async (context) => {
  const workspace = await context.workspace();
  const { folder: _, file, ...config } = workspace.config;
  const from = file === undefined ? undefined : relative(context.folder, file);
  const head =
    from === undefined ? "no configuration file; showing the defaults" : `from ${escapeControlChars(from)}`;
  const answer = { ...(from !== undefined && { file: from }), config };
  return context.print(report("config", answer, () => `# ${head}\n${stringify(config)}`, context));
};
