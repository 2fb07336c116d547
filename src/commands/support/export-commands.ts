import { type Command, Option } from "commander";
import { PROFILES } from "../../openlineage/profile-names.ts";
import type { ExportOptions } from "../export.ts";
import type { ShipOptions } from "../ship.ts";
import { pictureOptions } from "./drawable.ts";
import type { Finish } from "./lint-commands.ts";
import { collect, positiveNumber, wholeNumber } from "./option-values.ts";

type QueryCommand = (program: Command, name: string, description: string) => Command;

export const EXPORT_COMMANDS = ["export", "ship"];

/** The commands that hand the inventory to other tools. */
export function addExportCommands(program: Command, finish: Finish, queryCommand: QueryCommand): void {
  const exporting = queryCommand(
    program,
    "export",
    "write the inventory as a picture, a file or OpenLineage events",
  )
    .argument("[selection]", "assets to draw (default: all); for pictures and graphml")
    .option("-o, --output <path>", "file to write, or folder for several (default: standard output)");
  pictureOptions(exporting)
    .option("--focus <asset>", "asset to stand out, and the middle for --depth (repeatable)", collect)
    .option("--depth <number>", "draw at most this many steps around --focus", wholeNumber)
    .option("--table <name>", "table of --format csv (default: assets; with --output, all as files)")
    .option("--binary", "Ion in its binary form")
    .addOption(
      new Option(
        "--as <records>",
        "records as Kestra's AssetShipper writes them; ion (default) or json",
      ).choices(["lineage-events", "assets"]),
    )
    .option("--max-lines-per-file <number>", "with --as: start a new file after so many", positiveNumber)
    .option("--prefix <name>", "with --as: how the names of the files begin");
  eventOptions(exporting)
    .addHelpText(
      "after",
      "\nFormats (--format): dot (default), svg, png, mermaid, graphml, json, ndjson, csv, ion, openlineage",
    )
    .action(async (selection: string | undefined, _options: object, command: Command) => {
      const { run } = await import("../export.ts");
      await finish<Omit<ExportOptions, "format"> & { readonly format?: readonly string[] }>(
        command,
        (inside, { format, ...options }) =>
          run(inside, selection, format?.at(-1) ?? (options.as === undefined ? "dot" : "ion"), options),
        "any",
      );
    });
  const shipping = queryCommand(program, "ship", "send the inventory as OpenLineage events")
    .option("--url <address>", "where to (default: OPENLINEAGE_URL)")
    .option("--endpoint <path>", "path under the address (default: OPENLINEAGE_ENDPOINT, or the profile's)")
    .option("--header <name: value>", "a header of each request (repeatable)", collect)
    .option("--timeout <seconds>", "for one request (default: 10)", positiveNumber)
    .option("--attempts <number>", "how often a request is tried (default: 5)", positiveNumber)
    .option("--gzip", "compress requests")
    .option("--dry-run", "say what would be sent, and send nothing")
    .option("--from-flow <flow>", "do what the AssetShipper task of this flow says, with what is declared")
    .option("-o, --output <folder>", "with --from-flow: where its file exporters write (default: here)");
  eventOptions(shipping)
    .addHelpText(
      "after",
      "\nThe API key comes from OPENLINEAGE_API_KEY, so that it stands on no command line.",
    )
    .action(async (_options: object, command: Command) => {
      const { run } = await import("../ship.ts");
      await finish<ShipOptions>(command, (inside, options) => run(inside, options));
    });
}

function eventOptions(command: Command): Command {
  return command
    .addOption(new Option("--profile <consumer>", "events as this consumer takes them").choices(PROFILES))
    .addOption(
      new Option("--events <shape>", "static: job and dataset events; run: RunEvents alone").choices([
        "static",
        "run",
      ]),
    )
    .option("--job-namespace <name>", "(default: OPENLINEAGE_NAMESPACE, or kestra://<tenant>)")
    .option("--dataset-namespace <name>", "(default: kestra://<tenant>)")
    .option("--mappings <file>", "YAML file with the mappings block of Kestra's OpenLineageAssetExporter")
    .option("--event-time <time>", "when the facts begin to hold (default: SOURCE_DATE_EPOCH, or the commit)")
    .option("--removed-since <revision>", "also say which assets are gone since")
    .option("--no-explicit-lineage", "leave out the lineage facets, which OpenLineage calls experimental");
}
