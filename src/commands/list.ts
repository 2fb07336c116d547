import { createExplorer } from "../graph/explorer.ts";
import type { AssetFilter } from "../graph/list.ts";
import { limitLists } from "../report/limit-lists.ts";
import type { TextOptions } from "../report/options.ts";
import { report } from "../report/report.ts";
import { listText } from "../report/text/list.ts";
import type { CommandAction } from "./context.ts";
import type { OptionsOf } from "./options.ts";

export const run: CommandAction<"list", [selection?: string]> = async (context, options, selection) => {
  const workspace = await context.workspace();
  const { graph, nodes } = await workspace.select(selection === undefined ? [] : [selection], {
    ...options,
    search: true,
  });
  const filter = filterOf(options);
  const explorer = createExplorer(graph);
  const [only] = nodes;
  const assets = context.format === "json" ? explorer.list(filter, only) : explorer.count(filter, only);
  if (assets.length === 0) {
    if (!explorer.hasAny(filter))
      for (const reason of explorer.whyEmpty(filter)) context.note(`note: ${reason}`);
    // `select` has already noted an empty selection.
    else if (only === undefined || only.length > 0)
      context.note("note: no selected asset matches the filters");
  }
  const totals = { assets: graph.assets.length, gaps: graph.inventory.gaps.length };
  const answer = limitLists({ assets, totals }, ["assets"], options.limit);
  const text = (options: TextOptions) => listText(answer, options);
  return context.print(report("list", answer, text, context));
};

function filterOf({ type, namespace, meta, external, certainty }: OptionsOf<"list">): AssetFilter {
  return {
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    ...(meta !== undefined && { metadata: meta }),
    ...(external !== undefined && { external }),
    ...(certainty !== undefined && { certainty }),
  };
}
