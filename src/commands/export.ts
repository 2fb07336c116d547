import { edgesLeftOut } from "../report/files/edge-rows.ts";
import { inventoryFiles } from "../report/files/inventory-files.ts";
import { jsonLines } from "../report/files/record-files.ts";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { CommandAction } from "./context.ts";
import { isPictureFormat } from "./specs/spec.ts";

export const run: CommandAction<"export", [selection?: string]> = async (context, options, selection) => {
  const { as, output } = options;
  if (as !== undefined) return (await import("./export-records.ts")).exportRecords(context, as, options);
  const named = context.formats.at(-1);
  if (named === undefined && output === undefined && context.text.isTerminal) throw noFormat();
  const format = named ?? "dot";
  if (format === "html") return (await import("./export-page.ts")).exportPage(context, selection, options);
  if (isPictureFormat(format) || format === "graphml")
    return (await import("./export-picture.ts")).exportPicture(context, format, selection, options);
  if (selection !== undefined) {
    throw new AssetsError(
      `a selection applies to pages, pictures and graphml only; "${format}" exports the whole inventory`,
      { hint: "Remove the selection." },
    );
  }
  const workspace = await context.workspace();
  const { inventory: whole } = await workspace.inventory(options);
  if (format === "openlineage") {
    await context.write(output, jsonLines(await workspace.events(whole, options)));
    return 0;
  }
  const shown = await workspace.withoutSecrets(whole);
  // Only answers contain the other ids of an asset.
  const inventory = { ...shown, assets: shown.assets.map(({ names: _, ...asset }) => asset) };
  const withEdges = options.table === "edges" || (output !== undefined && options.table === undefined);
  const omitted = format === "csv" && withEdges ? edgesLeftOut(inventory) : 0;
  if (omitted > 0) context.note(`warning: too many edges: ${count(omitted, "edge")} omitted`);
  for (const { path, chunks, binary } of inventoryFiles(inventory, format, options))
    await context.write(path, chunks, { binary });
  return 0;
};

/** The default format is for pipes and files only: on a terminal, thousands of lines of DOT are useless. */
function noFormat(): AssetsError {
  return new AssetsError("no export format given", {
    hint: `Choose one with --format, and a file with --output:
  assets export --format html -o assets.html  a page to share
  assets export --format svg -o assets.svg    or png, mermaid, dot: a picture
  assets export --format csv -o tables        or json, ndjson, ion, graphml
  assets export --format openlineage          events for a catalogue
See \`assets help export\`.`,
  });
}
