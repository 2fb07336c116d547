import type { ExitCode } from "../errors.ts";
import { createGraph } from "../graph/graph.ts";
import { type AssetFilter, listAssets } from "../graph/list.ts";
import type { Certainty } from "../inventory/model.ts";
import { jsonText } from "../report/json.ts";
import { listText } from "../report/list-text.ts";
import { currentInventory, type QueryOptions } from "./support/current-inventory.ts";
import type { Program } from "./support/program.ts";

export interface ListOptions extends QueryOptions {
  readonly type?: string;
  readonly namespace?: string;
  readonly meta?: Readonly<Record<string, string>>;
  readonly external?: boolean;
  readonly certainty?: Certainty;
}

export async function run(program: Program, options: ListOptions): Promise<ExitCode> {
  const inventory = await currentInventory(program, options);
  const { type, namespace, meta, external, certainty } = options;
  const filter: AssetFilter = {
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    ...(meta !== undefined && { metadata: meta }),
    ...(external !== undefined && { external }),
    ...(certainty !== undefined && { certainty }),
  };
  const assets = listAssets(createGraph(inventory), filter);
  const totals = { assets: inventory.assets.length, gaps: inventory.gaps.length };
  program.print(
    program.format === "json" ? jsonText("list", { assets, totals }) : listText(assets, totals, program.text),
  );
  return 0;
}
