import { diffReport } from "../report/diff/change-report.ts";
import type { CommandAction } from "./context.ts";
import { isPictureFormat } from "./specs/spec.ts";

export const run: CommandAction<"diff", [revisions: readonly string[]]> = async (
  context,
  options,
  revisions,
) => {
  const workspace = await context.workspace();
  if (context.format === "html") {
    const { drawChangePage } = await import("./draw-change-page.ts");
    return drawChangePage(context, await workspace.compare(revisions, options), options.output);
  }
  if (isPictureFormat(context.format)) {
    const { drawChange } = await import("./draw.ts");
    return drawChange(context, context.format, await workspace.compare(revisions, options), options);
  }
  return context.print(diffReport(await workspace.diff(revisions, options), options, context));
};
