import { join } from "node:path";
import type { Inventory } from "../model/model.ts";
import { assetRecords, countPatterns, lineageEvents } from "../openlineage/asset-records.ts";
import { csvTable, csvTableNames, toCsv } from "../report/files/csv.ts";
import { toIonFile } from "../report/files/ion.ts";
import { toJsonFile } from "../report/files/json.ts";
import { toNdjson } from "../report/files/ndjson.ts";
import { jsonLines } from "../report/files/record-files.ts";
import { AssetsError, type ExitCode } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { Chunks, CommandContext, Run } from "./context.ts";
import { isPictureFormat, type OptionsOf } from "./options.ts";
import { writeRecords } from "./write-records.ts";

type ExportOptions = OptionsOf<"export">;

export const run: Run<"export", [selection?: string]> = async (context, options, selection) => {
  const { as, output, binary } = options;
  const format = context.formats.at(-1) ?? (as === undefined ? "dot" : "ion");
  if (as !== undefined) return exportRecords(context, format, as, options);
  if (isPictureFormat(format) || format === "graphml") {
    const { exportPicture } = await import("./draw.ts");
    return exportPicture(context, format, selection, options);
  }
  if (selection !== undefined) {
    throw new AssetsError(
      `a selection narrows pictures and graphml, and "${format}" holds the whole inventory`,
      { hint: "Leave the selection out." },
    );
  }
  const workspace = await context.workspace();
  const { inventory: whole } = await workspace.inventory(options);
  if (format === "openlineage") {
    await context.write(output, jsonLines(await workspace.events(whole, options)));
    return 0;
  }
  const inventory = await workspace.withoutSecrets(whole);
  if (format === "csv") return exportCsv(context, inventory, options);
  await context.write(output, fileChunks(format, inventory, binary), binary ? { binary: "binary Ion" } : {});
  return 0;
};

function fileChunks(format: string, inventory: Inventory, binary: boolean | undefined): Chunks {
  switch (format) {
    case "json":
      return toJsonFile(inventory);
    case "ndjson":
      return toNdjson(inventory);
    case "ion":
      return toIonFile(inventory, binary ? "binary" : "text");
    default:
      throw new AssetsError(`"${format}" is no format that this command knows`, {
        hint: "Formats are dot, svg, png, mermaid, json, ndjson, csv, ion, graphml, openlineage.",
      });
  }
}

/** One table, or without a name and with a folder all of them. */
async function exportCsv(
  { write }: CommandContext,
  inventory: Inventory,
  { table, output }: ExportOptions,
): Promise<ExitCode> {
  if (output === undefined || table !== undefined) {
    await write(output, toCsv(inventory, csvTable(inventory, table ?? "assets")));
    return 0;
  }
  for (const name of csvTableNames(inventory))
    await write(join(output, `${name}.csv`), toCsv(inventory, name));
  return 0;
}

async function exportRecords(
  context: CommandContext,
  format: string,
  as: "lineage-events" | "assets",
  { output, binary, maxLinesPerFile, prefix, scan }: ExportOptions,
): Promise<ExitCode> {
  if (format !== "ion" && format !== "json") {
    throw new AssetsError(`--as ${as} writes ion or json, not ${format}`, {
      hint: "Leave --format out for ion.",
    });
  }
  const workspace = await context.workspace();
  const { inventory: whole } = await workspace.inventory({ ...(scan !== undefined && { scan }) });
  const inventory = await workspace.withoutSecrets(whole);
  const patterns = countPatterns(inventory);
  if (patterns > 0)
    context.note(`note: ${count(patterns, "asset")} left out, because only a run decides the id`);
  const records: Iterable<object> = as === "assets" ? assetRecords(inventory) : lineageEvents(inventory);
  const how = {
    format,
    ...(output !== undefined && { output }),
    ...(binary !== undefined && { binary }),
    ...(maxLinesPerFile !== undefined && { maxLines: maxLinesPerFile }),
    ...(prefix !== undefined && { prefix }),
  } as const;
  return writeRecords(context, records, how);
}
