import type { ExitCode } from "../errors.ts";
import { createExplorer } from "../graph/explorer.ts";
import type { AssetFilter } from "../graph/list.ts";
import type { Certainty } from "../inventory/model.ts";
import { jsonText } from "../report/json.ts";
import { listText } from "../report/list-text.ts";
import type { Program } from "./support/program.ts";
import { type SelectOptions, selectable, selectNodes } from "./support/select-assets.ts";

export interface ListOptions extends SelectOptions {
  readonly type?: string;
  readonly namespace?: string;
  readonly meta?: Readonly<Record<string, string>>;
  readonly external?: boolean;
  readonly certainty?: Certainty;
}

export async function run(
  program: Program,
  selection: string | undefined,
  options: ListOptions,
): Promise<ExitCode> {
  const asked = await selectable(program, selection === undefined ? [] : [selection], options);
  const { graph } = asked;
  const explorer = createExplorer(graph);
  const { type, namespace, meta, external, certainty } = options;
  const filter: AssetFilter = {
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    ...(meta !== undefined && { metadata: meta }),
    ...(external !== undefined && { external }),
    ...(certainty !== undefined && { certainty }),
  };
  const only = selection === undefined ? undefined : selectNodes(program, asked, selection, options);
  const assets = explorer.list(filter, only);
  if (assets.length === 0) {
    // That the selection is empty was said already.
    if (!explorer.hasAny(filter))
      for (const reason of explorer.whyEmpty(filter)) program.note(`note: ${reason}`);
    else if (only === undefined || only.length > 0)
      program.note("note: no selected asset passes the filters");
  }
  const totals = { assets: graph.assets.length, gaps: graph.inventory.gaps.length };
  program.print(
    program.format === "json" ? jsonText("list", { assets, totals }) : listText(assets, totals, program.text),
  );
  return 0;
}
