import { createExplorer } from "../../graph/explorer.ts";
import type { Range } from "../../lint/range.ts";
import { extent } from "./extent.ts";
import { assetMentions } from "./mentions.ts";
import type { Session } from "./session.ts";

/** The impact of the outputs in a line. */
export interface CodeLens {
  readonly range: Range;
  /** Number of assets downstream of any of them. */
  readonly downstream: number;
}

/** A lens for each output with assets downstream. */
export function codeLenses(session: Session, name: string): readonly CodeLens[] {
  const document = session.document(name);
  if (document === undefined) return [];
  const { graph, nodeOfName } = session.inventory();
  const explorer = createExplorer(graph);
  return assetMentions(session, document).flatMap(({ side, range, assets }) => {
    if (side !== "outputs") return [];
    const nodes = assets.map(({ id }) => nodeOfName(id)).filter((node) => node !== undefined);
    const { assets: downstream } = extent(explorer.reach(nodes, "down"));
    return downstream === 0 ? [] : [{ range, downstream }];
  });
}
