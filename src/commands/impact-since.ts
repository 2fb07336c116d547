import { sinceReport } from "../report/diff/change-report.ts";
import { AssetsError, type ExitCode } from "../util/errors.ts";
import type { CommandContext } from "./context.ts";
import type { OptionsOf } from "./options.ts";

/** `impact --since`: the impact of the files that changed since a revision. */
export async function runImpactSince(
  context: CommandContext,
  options: OptionsOf<"impact">,
  revision: string,
  selection: string | undefined,
): Promise<ExitCode> {
  if (selection !== undefined) {
    throw new AssetsError("an asset and --since cannot be combined", {
      hint: "--since starts from changed files; `assets diff` shows single assets.",
    });
  }
  const workspace = await context.workspace();
  return context.print(sinceReport(await workspace.impactSince(revision, options), options, context));
}
