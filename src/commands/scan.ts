import { checkReport } from "../report/text/check.ts";
import { noteTexts, scanReport } from "../report/text/scan.ts";
import { AssetsError } from "../util/errors.ts";
import type { CommandAction } from "./context.ts";
import type { OptionsOf } from "./options.ts";

export const run: CommandAction<"scan", [paths: readonly string[]]> = async (context, options, paths) => {
  const { check, settings, settingsFrom } = options;
  if (!check && (settings !== undefined || settingsFrom !== undefined))
    throw new AssetsError("--settings and --settings-from need --check");
  const workspace = await context.workspace();
  const store = workspace.store.shown;
  const request = { ...options, paths, settings: scanSettings(options) };
  if (check)
    return context.print(checkReport({ store, ...(await workspace.check(request, options)) }, context));
  const { report, state } = await workspace.scan(request);
  for (const note of noteTexts(report.notes)) context.note(note);
  return context.print(scanReport({ ...report, store, state }, context));
};

/** The options that the inventory keeps. */
function scanSettings({ kestra, input, maxCases, exclude }: OptionsOf<"scan">) {
  return {
    ...(kestra !== undefined && { kestra }),
    ...(input !== undefined && { inputs: input }),
    ...(maxCases !== undefined && { maxCases }),
    ...(exclude !== undefined && { exclude }),
  };
}
