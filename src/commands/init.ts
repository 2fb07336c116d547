import { report } from "../report/report.ts";
import { initText } from "../report/text/init.ts";
import { writeStarterFiles } from "../workspace/init.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"init"> = async (context, options) => {
  const files = writeStarterFiles(context.folder, options);
  return context.print(report("init", { files }, () => initText(files), context));
};
