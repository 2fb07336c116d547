import type { ScanSettings } from "../model/model.ts";
import { checkReport } from "../report/text/check.ts";
import { noteTexts, scanReport } from "../report/text/scan.ts";
import { pathInInventory } from "../workspace/file-path.ts";
import type { CommandAction } from "./context.ts";
import type { OptionsOf } from "./options.ts";

export const run: CommandAction<"scan", [paths: readonly string[]]> = async (context, options, paths) => {
  const workspace = await context.workspace();
  const { tenant } = options;
  const fromFolder = (path: string) => pathInInventory(context.folder, workspace.config.folder, path);
  const request = {
    paths,
    settings: settingsOf(options, fromFolder),
    ...(tenant !== undefined && { tenant }),
  };
  const store = workspace.store.shown;
  if (options.check)
    return context.print(checkReport({ store, ...(await workspace.check(request)) }, context));
  const { report, state } = await workspace.scan(request);
  for (const note of noteTexts(report.notes)) context.note(note);
  return context.print(scanReport({ ...report, store, state }, context));
};

/**
 * @param fromFolder converts a path of the command line to one relative to the folder of the configuration
 */
function settingsOf(
  { kestra, input, maxCases, exclude, values }: OptionsOf<"scan">,
  fromFolder: (path: string) => string,
): ScanSettings {
  return {
    ...(kestra !== undefined && { kestra }),
    ...(input !== undefined && { inputs: sorted(input) }),
    ...(maxCases !== undefined && { maxCases }),
    ...(exclude !== undefined && { exclude }),
    ...(values !== undefined && { values: values.map(fromFolder) }),
  };
}

/** Sorted, because the order of options must not change the bytes of the inventory. */
function sorted(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1)));
}
