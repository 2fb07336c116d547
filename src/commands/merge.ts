import { report } from "../report/report.ts";
import { mergeText } from "../report/text/merge.ts";
import { AssetsError } from "../util/errors.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"merge", [inventories: readonly string[]]> = async (
  context,
  options,
  inventories,
) => {
  if (options.output === undefined) {
    throw new AssetsError("no file for the merged inventory", {
      hint: "Set it with --output: `assets merge sales.json crm.json -o all.json`.",
    });
  }
  const workspace = await context.workspace();
  const answer = await workspace.merge(inventories, options.output);
  return context.print(
    report("merge", answer, (text) => mergeText(answer, text), { ...context, pathPrefix: "" }),
  );
};
