import { checkReport } from "../report/text/check.ts";
import { noteTexts, scanReport } from "../report/text/scan.ts";
import { AssetsError } from "../util/errors.ts";
import type { CheckSettings } from "../workspace/ci-base.ts";
import type { ScanRequest } from "../workspace/scan.ts";
import type { CommandAction } from "./context.ts";
import type { OptionsOf } from "./options.ts";

export const run: CommandAction<"scan", [paths: readonly string[]]> = async (context, options, paths) => {
  const workspace = await context.workspace();
  const { tenant, values, live } = options;
  const request: ScanRequest = {
    paths,
    settings: settingsOf(options),
    ...(tenant !== undefined && { tenant }),
    ...(values !== undefined && { values }),
    ...(live !== undefined && { live }),
  };
  const store = workspace.store.shown;
  const from = settingsSource(options);
  if (options.check)
    return context.print(checkReport({ store, ...(await workspace.check(request, from)) }, context));
  if (Object.keys(from).length > 0) throw new AssetsError("--settings and --settings-from need --check");
  const { report, state } = await workspace.scan(request);
  for (const note of noteTexts(report.notes)) context.note(note);
  return context.print(scanReport({ ...report, store, state }, context));
};

function settingsOf({ kestra, input, maxCases, exclude }: OptionsOf<"scan">): ScanRequest["settings"] {
  return {
    ...(kestra !== undefined && { kestra }),
    ...(input !== undefined && { inputs: sorted(input) }),
    ...(maxCases !== undefined && { maxCases }),
    ...(exclude !== undefined && { exclude }),
  };
}

function settingsSource({ settings, settingsFrom }: OptionsOf<"scan">): CheckSettings {
  return { ...(settings && { settings }), ...(settingsFrom !== undefined && { settingsFrom }) };
}

/** Sorted, because the order of options must not change the bytes of the inventory. */
function sorted(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1)));
}
