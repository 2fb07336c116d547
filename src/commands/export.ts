import { inventoryFiles } from "../report/files/inventory-files.ts";
import { jsonLines } from "../report/files/record-files.ts";
import { AssetsError } from "../util/errors.ts";
import type { Run } from "./context.ts";
import { isPictureFormat } from "./options.ts";

export const run: Run<"export", [selection?: string]> = async (context, options, selection) => {
  const { as, output } = options;
  if (as !== undefined) return (await import("./export-records.ts")).exportRecords(context, as, options);
  const format = context.formats.at(-1) ?? "dot";
  if (isPictureFormat(format) || format === "graphml")
    return (await import("./export-picture.ts")).exportPicture(context, format, selection, options);
  if (selection !== undefined) {
    throw new AssetsError(
      `a selection narrows pictures and graphml, and "${format}" holds the whole inventory`,
      { hint: "Leave the selection out." },
    );
  }
  const workspace = await context.workspace();
  const { inventory } = await workspace.inventory(options);
  if (format === "openlineage") {
    await context.write(output, jsonLines(await workspace.events(inventory, options)));
    return 0;
  }
  for (const { path, chunks, binary } of inventoryFiles(inventory, format, options))
    await context.write(path, chunks, { binary });
  return 0;
};
