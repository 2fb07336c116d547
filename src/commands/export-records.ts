import { assetRecords, countPatterns, lineageEvents } from "../openlineage/asset-records.ts";
import { AssetsError, type ExitCode } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { CommandContext } from "./context.ts";
import type { OptionsOf } from "./options.ts";
import { writeRecords } from "./write-records.ts";

/** Writes the records of Kestra's AssetShipper. */
export async function exportRecords(
  context: CommandContext,
  as: "lineage-events" | "assets",
  { maxLinesPerFile: maxLines, ...options }: OptionsOf<"export">,
): Promise<ExitCode> {
  const format = context.formats.at(-1) ?? "ion";
  if (format !== "ion" && format !== "json") {
    throw new AssetsError(`--as ${as} writes ion or json, not ${format}`, {
      hint: "Omit --format for ion.",
    });
  }
  const workspace = await context.workspace();
  const { inventory: whole } = await workspace.inventory(options);
  const inventory = await workspace.withoutSecrets(whole);
  const patterns = countPatterns(inventory);
  if (patterns > 0) context.note(`note: ${count(patterns, "asset")} left out: id known only at run time`);
  const records: Iterable<object> = as === "assets" ? assetRecords(inventory) : lineageEvents(inventory);
  return writeRecords(context, records, { ...options, format, ...(maxLines !== undefined && { maxLines }) });
}
