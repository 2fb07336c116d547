import { join } from "node:path";
import { AssetsError, type ExitCode } from "../errors.ts";
import { assetAt, type Graph } from "../graph/graph.ts";
import { assetRecords, countPatterns, lineageEvents } from "../report/files/asset-records.ts";
import { csvTableNames, toCsv } from "../report/files/csv.ts";
import { toGraphml } from "../report/files/graphml.ts";
import { toIonFile } from "../report/files/ion.ts";
import { toJsonFile } from "../report/files/json.ts";
import { toNdjson } from "../report/files/ndjson.ts";
import { count } from "../report/words.ts";
import { currentInventory } from "./support/current-inventory.ts";
import { isPictureFormat } from "./support/drawable.ts";
import { type EventOptions, makeEvents } from "./support/event-options.ts";
import { findAsset } from "./support/find-asset.ts";
import { type Chunks, refuseTerminal, writeOutput } from "./support/output.ts";
import { drawGraph, type PictureOptions, renderPicture } from "./support/picture-options.ts";
import type { Program } from "./support/program.ts";
import { lines, writeRecords } from "./support/record-files.ts";
import { selectable, selectNodes } from "./support/select-assets.ts";

const FILE_FORMATS = ["json", "ndjson", "csv", "ion", "graphml", "openlineage"] as const;

export interface ExportOptions extends EventOptions, PictureOptions {
  readonly output?: string;
  readonly focus?: readonly string[];
  readonly depth?: number;
  /** Table of the CSV on stdout. */
  readonly table?: string;
  /** Ion in its binary form. */
  readonly binary?: boolean;
  /** Records as Kestra's AssetShipper writes them, instead of the inventory. */
  readonly as?: "lineage-events" | "assets";
  readonly maxLinesPerFile?: number;
  readonly prefix?: string;
}

export async function run(
  program: Program,
  selection: string | undefined,
  format: string,
  options: ExportOptions,
): Promise<ExitCode> {
  if (options.as !== undefined) return exportRecords(program, format, options.as, options);
  if (isPictureFormat(format) || format === "graphml")
    return exportPicture(program, selection, format, options);
  if (selection !== undefined) {
    throw new AssetsError(
      `a selection narrows pictures and graphml, and "${format}" holds the whole inventory`,
      {
        hint: "Leave the selection out.",
      },
    );
  }
  const { inventory } = await currentInventory(program, options);
  switch (format) {
    case "json":
      await writeOutput(program, options.output, toJsonFile(inventory));
      return 0;
    case "ndjson":
      await writeOutput(program, options.output, toNdjson(inventory));
      return 0;
    case "ion":
      if (options.binary) refuseTerminal(options.output, "binary Ion");
      await writeOutput(program, options.output, toIonFile(inventory, options.binary ? "binary" : "text"));
      return 0;
    case "openlineage": {
      const events = await makeEvents(program, inventory, options);
      await writeOutput(program, options.output, lines(events));
      return 0;
    }
    case "csv": {
      const tables = csvTableNames(inventory);
      const { table = "assets", output } = options;
      if (!tables.includes(table)) {
        throw new AssetsError(`there is no table "${table}"`, { hint: `Tables are ${tables.join(", ")}.` });
      }
      if (output === undefined || options.table !== undefined) {
        await writeOutput(program, output, toCsv(inventory, table));
        return 0;
      }
      for (const name of tables)
        await writeOutput(program, join(output, `${name}.csv`), toCsv(inventory, name));
      return 0;
    }
    default:
      throw new AssetsError(`"${format}" is no format that this command knows`, {
        hint: `Formats are dot, svg, png, mermaid, ${FILE_FORMATS.join(", ")}.`,
      });
  }
}

async function exportPicture(
  program: Program,
  selection: string | undefined,
  format: "dot" | "svg" | "png" | "mermaid" | "graphml",
  options: ExportOptions,
): Promise<ExitCode> {
  if (format === "png") refuseTerminal(options.output, "a PNG");
  const { graph, keep } = await picked(program, selection, options);
  const focus = new Set((options.focus ?? []).map((id) => findAsset(graph, id)));
  const drawing = drawGraph(graph, { ...options, ...(keep && { keep }), focus });
  const chunks: Chunks =
    format === "graphml"
      ? toGraphml(drawing, graph.inventory)
      : [await renderPicture(program, drawing, format, options)];
  await writeOutput(program, options.output, chunks);
  return 0;
}

async function picked(
  program: Program,
  selection: string | undefined,
  options: ExportOptions,
): Promise<{ readonly graph: Graph; readonly keep?: ReadonlySet<string> }> {
  if (selection === undefined) return { graph: (await currentInventory(program, options)).graph };
  const ready = await selectable(program, [selection], options);
  const nodes = selectNodes(program, ready, selection, {});
  return { graph: ready.graph, keep: new Set(nodes.map((node) => assetAt(ready.graph, node).id)) };
}

async function exportRecords(
  program: Program,
  format: string,
  as: "lineage-events" | "assets",
  options: ExportOptions,
): Promise<ExitCode> {
  if (format !== "ion" && format !== "json") {
    throw new AssetsError(`--as ${as} writes ion or json, not ${format}`, {
      hint: "Leave --format out for ion.",
    });
  }
  const { inventory } = await currentInventory(program, options);
  const patterns = countPatterns(inventory);
  if (patterns > 0)
    program.note(`note: ${count(patterns, "asset")} left out, because only a run decides the id`);
  const records: Iterable<object> = as === "assets" ? assetRecords(inventory) : lineageEvents(inventory);
  await writeRecords(program, records, format, options);
  return 0;
}
