import { shipReport } from "../report/text/ship.ts";
import type { ExitCode } from "../util/errors.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import type { ShipStep } from "../workspace/ship.ts";
import type { CommandAction, CommandContext } from "./context.ts";
import type { OptionsOf } from "./options.ts";
import { writeRecords } from "./write-records.ts";

export const run: CommandAction<"ship"> = async (context, options) => {
  const workspace = await context.workspace();
  if (options.fromFlow === undefined)
    return context.print(shipReport(await workspace.ship(options), context));
  let exitCode: ExitCode = 0;
  for await (const step of workspace.shipFromFlow(options.fromFlow, options)) {
    const code = await runStep(context, step, options);
    if (code !== 0) exitCode = code;
  }
  return exitCode;
};

async function runStep(
  context: CommandContext,
  step: ShipStep,
  { dryRun, output }: OptionsOf<"ship">,
): Promise<ExitCode> {
  if (step.kind === "unknown") return 1;
  if (step.kind !== "files") return context.print(shipReport(step, context));
  const { format, prefix, maxLinesPerFile } = step.exporter;
  if (dryRun) {
    const text = `Would write ${format} files with the prefix "${escapeControlChars(prefix)}".\n`;
    return context.print({ output: text, exitCode: 0 });
  }
  return writeRecords(context, step.records, {
    format,
    prefix,
    ...(maxLinesPerFile !== undefined && { maxLines: maxLinesPerFile }),
    ...(output !== undefined && { output }),
  });
}
