import { type AssetFilter, countAssets, hasAny, listAssets } from "../graph/list.ts";
import { whyEmpty } from "../graph/why-empty.ts";
import { listText } from "../report/list-text.ts";
import { report } from "../report/report.ts";
import type { Run } from "./context.ts";
import type { OptionsOf } from "./options.ts";

export const run: Run<"list", [selection?: string]> = async (context, options, selection) => {
  const workspace = await context.workspace();
  const { graph, nodes } = await workspace.select(selection === undefined ? [] : [selection], options);
  const filter = filterOf(options);
  const [only] = nodes;
  const list = context.format === "json" ? listAssets : countAssets;
  const assets = list(graph, filter, only);
  if (assets.length === 0) {
    if (!hasAny(graph, filter)) for (const reason of whyEmpty(graph, filter)) context.note(`note: ${reason}`);
    // An empty selection was noted already.
    else if (only === undefined || only.length > 0)
      context.note("note: no selected asset passes the filters");
  }
  const totals = { assets: graph.assets.length, gaps: graph.inventory.gaps.length };
  return context.print(report("list", { assets, totals }, (text) => listText(assets, totals, text), context));
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
