import { initText } from "../report/init-text.ts";
import { report } from "../report/report.ts";
import { programVersion } from "../util/version.ts";
import { writeStarterFiles } from "../workspace/init.ts";
import type { Run } from "./context.ts";

export const run: Run<"init"> = async (context) => {
  const files = writeStarterFiles(context.folder, programVersion());
  return context.print(report("init", { files }, () => initText(files), context));
};
