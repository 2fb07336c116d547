import { AssetsError } from "../util/errors.ts";
import type { CommandAction } from "./context.ts";
import { runImpactOfSelection } from "./impact-of-selection.ts";

/** @param selection "-" for ids or files on standard input; absent with `since` */
export const run: CommandAction<"impact", [selection?: string]> = async (context, options, selection) => {
  if (options.since !== undefined) {
    const { runImpactSince } = await import("./impact-since.ts");
    return runImpactSince(context, options, options.since, selection);
  }
  if (selection === undefined) {
    throw new AssetsError("no asset and no revision given", {
      hint: "Use `assets impact <asset>`, or `assets impact --since <revision>` for changed files.",
    });
  }
  if (options.values !== undefined) {
    throw new AssetsError("--values needs --since", {
      hint: "An asset has the values of the stored inventory: use `assets scan --values <file>`.",
    });
  }
  return runImpactOfSelection(context, options, selection);
};
