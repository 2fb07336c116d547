import { join } from "node:path";
import type { Inventory } from "../../model/model.ts";
import { AssetsError } from "../../util/errors.ts";
import { csvTable, csvTableNames, toCsv } from "./csv.ts";
import { toIonFile } from "./ion.ts";
import { toJsonFile } from "./json.ts";
import { toNdjson } from "./ndjson.ts";

/** A file to write, or text for standard output. */
export interface InventoryFile {
  readonly path: string | undefined;
  readonly chunks: Iterable<string | Uint8Array>;
  /** Name of binary bytes. */
  readonly binary?: string;
}

export interface InventoryFileOptions {
  /** Output file, or folder for several; standard output when absent. */
  readonly output?: string;
  /** Binary Ion. */
  readonly binary?: boolean;
  /** One table of CSV. Absent: all tables in the folder, or only the assets on standard output. */
  readonly table?: string;
}

/** A complete inventory in a format. Throws an AssetsError for an unknown format or table. */
export function inventoryFiles(
  inventory: Inventory,
  format: string,
  { output: path, binary = false, table }: InventoryFileOptions,
): readonly InventoryFile[] {
  switch (format) {
    case "json":
      return [{ path, chunks: toJsonFile(inventory) }];
    case "ndjson":
      return [{ path, chunks: toNdjson(inventory) }];
    case "ion":
      return [
        {
          path,
          chunks: toIonFile(inventory, binary ? "binary" : "text"),
          ...(binary && { binary: "binary Ion" }),
        },
      ];
    case "csv":
      if (path === undefined || table !== undefined)
        return [{ path, chunks: toCsv(inventory, csvTable(inventory, table ?? "assets")) }];
      return csvTableNames(inventory).map((name) => ({
        path: join(path, `${name}.csv`),
        chunks: toCsv(inventory, name),
      }));
    default:
      throw new AssetsError(`unknown format "${format}"`, {
        hint: "Formats are dot, svg, png, mermaid, json, ndjson, csv, ion, graphml, openlineage.",
      });
  }
}
