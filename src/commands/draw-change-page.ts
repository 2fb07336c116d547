import { changeReport } from "../changes/change-report.ts";
import { isDifferent } from "../changes/compared.ts";
import { type Comparison, impactOfDifference } from "../changes/comparison.ts";
import { uniteInventories } from "../changes/union.ts";
import type { ExitCode } from "../util/errors.ts";
import type { CommandContext } from "./context.ts";
import { writePage } from "./export-page.ts";

/** Writes the page of a change. Exit code 1 for a difference. */
export async function drawChangePage(
  context: CommandContext,
  comparison: Comparison,
  output: string | undefined,
): Promise<ExitCode> {
  const report = changeReport(comparison, await impactOfDifference(comparison));
  const inventory = uniteInventories(comparison.sides);
  await writePage(context, { inventory, start: "#by=changes&open=changes", output, report });
  return isDifferent(comparison.difference) ? 1 : 0;
}
