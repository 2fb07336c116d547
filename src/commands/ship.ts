import type { ExitCode } from "../errors.ts";
import type { Bundle, Inventory } from "../inventory/model.ts";
import { EXTERNAL_TYPE } from "../inventory/types.ts";
import { sameServer, settingsFromEnvironment } from "../openlineage/target.ts";
import { lineageEvents, type RecordFilter } from "../report/files/asset-records.ts";
import { visible } from "../report/visible.ts";
import { type AssetShipper, type Exporter, readShippers } from "./support/asset-shipper.ts";
import { currentInventory } from "./support/current-inventory.ts";
import { type EventOptions, makeEvents } from "./support/event-options.ts";
import type { Program } from "./support/program.ts";
import { writeRecords } from "./support/record-files.ts";
import { type SendOptions, sendEvents } from "./support/ship-events.ts";
import { configFolder } from "./support/shown-path.ts";

export interface ShipOptions extends EventOptions, SendOptions {
  /** A flow with an AssetShipper task: do what its exporters say. */
  readonly fromFlow?: string;
  /** Folder for the files of its file exporters. */
  readonly output?: string;
}

export async function run(program: Program, options: ShipOptions): Promise<ExitCode> {
  const { inventory } = await currentInventory(program, options);
  const folder = await configFolder(program, options);
  if (options.fromFlow === undefined) {
    return sendEvents(program, await makeEvents(program, inventory, options), options, folder);
  }
  let exit: ExitCode = 0;
  for (const shipper of readShippers(inventory, options.fromFlow, folder)) {
    for (const key of shipper.withoutMeaning) {
      program.note(`note: "${key}" of the task "${shipper.task}" is about past runs, and left alone`);
    }
    for (const exporter of shipper.exporters) {
      const code = await runExporter(program, inventory, shipper, exporter, options, folder);
      if (code !== 0) exit = code;
    }
  }
  return exit;
}

async function runExporter(
  program: Program,
  inventory: Inventory,
  { filter, task }: AssetShipper,
  exporter: Exporter,
  options: ShipOptions,
  folder: string,
): Promise<ExitCode> {
  switch (exporter.kind) {
    case "file": {
      if (options.dryRun) {
        program.print(
          `Would write ${exporter.format} files that begin with "${visible(exporter.prefix)}".\n`,
        );
        return 0;
      }
      const { format, prefix, maxLinesPerFile } = exporter;
      await writeRecords(program, lineageEvents(inventory, filter), format, {
        prefix,
        ...(maxLinesPerFile !== undefined && { maxLinesPerFile }),
        ...(options.output !== undefined && { output: options.output }),
      });
      return 0;
    }
    case "openlineage": {
      const events = await makeEvents(program, narrowed(inventory, filter), options, exporter.mappings);
      return sendEvents(
        program,
        events,
        { ...options, ...targetOfFlow(program, exporter.uri, options) },
        folder,
      );
    }
    case "unknown":
      program.note(
        `warning: the exporter "${exporter.id}" of the task "${task}" has the type "${exporter.type}", which is not known here`,
      );
      return 1;
  }
}

/**
 * Where an exporter sends to. The key in the environment goes there only when the environment or --url names the same
 * server: whoever may change a flow could otherwise have it sent to a server of their own.
 */
function targetOfFlow(program: Program, uri: string, { url }: ShipOptions): SendOptions {
  if (url !== undefined) return { url };
  const environment = settingsFromEnvironment(process.env);
  if (sameServer(environment.url, uri)) return { url: uri };
  if (environment.apiKey !== undefined) {
    program.note(
      "note: the API key is not sent to an address that only a flow names; set OPENLINEAGE_URL or --url to that address to send it",
    );
  }
  return { url: uri, withoutKey: true };
}

/** The part of an inventory that an AssetShipper means. */
function narrowed(inventory: Inventory, filter: RecordFilter): Inventory {
  const { flowNamespace, flowId, taskId, assetNamespace, assetTypes = [] } = filter;
  const wanted = new Set(
    inventory.assets
      .filter(({ namespace }) => assetNamespace === undefined || namespace === assetNamespace)
      .filter(({ type }) => assetTypes.length === 0 || assetTypes.includes(type ?? EXTERNAL_TYPE))
      .map(({ id }) => id),
  );
  const only = (entries: Bundle["inputs"]) => entries.filter(({ id }) => wanted.has(id));
  const bundles = inventory.bundles
    .filter(({ namespace }) => flowNamespace === undefined || namespace === flowNamespace)
    .filter(({ flow }) => flowId === undefined || flow === flowId)
    .filter(({ task }) => taskId === undefined || task === taskId)
    .map((bundle) => ({ ...bundle, inputs: only(bundle.inputs), outputs: only(bundle.outputs) }))
    .filter(({ inputs, outputs }) => inputs.length + outputs.length > 0);
  const named = new Set(
    bundles.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).map(({ id }) => id),
  );
  return { ...inventory, bundles, assets: inventory.assets.filter(({ id }) => named.has(id)) };
}
