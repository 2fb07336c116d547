import { createExplorer } from "../../graph/explorer.ts";
import type { Range } from "../../lint/range.ts";
import { extent } from "./extent.ts";
import { assetMentions, type Mention } from "./mentions.ts";
import { writerRanges } from "./places.ts";
import type { Session } from "./session.ts";

/** The impact of the outputs in a line. */
export interface CodeLens {
  readonly range: Range;
  /** Number of assets downstream of any of them. */
  readonly downstream: number;
}

/** A lens for each output with assets downstream. */
export function codeLenses(session: Session, name: string): readonly CodeLens[] {
  return outputsIn(session, name).flatMap((output) => {
    const { assets: downstream } = extent(reached(session, output));
    return downstream === 0 ? [] : [{ range: output.range, downstream }];
  });
}

/** The assets behind a lens. */
export interface Downstream {
  /** The outputs in the line. */
  readonly of: readonly string[];
  /** The nearest first. */
  readonly ids: readonly string[];
  /** Where the first of them are written. */
  readonly places: readonly Range[];
}

/** Each place costs the reading of its file. */
const MOST_PLACES = 100;

/** What is downstream of the outputs in a line; undefined without any. */
export function downstreamOf(session: Session, name: string, line: number): Downstream | undefined {
  const output = outputsIn(session, name).find(({ range }) => range.line === line);
  if (output === undefined) return undefined;
  const { assets } = session.inventory().graph;
  const distances = reached(session, output);
  const nodes = [...distances.keys()].filter((node) => (distances[node] ?? 0) > 0);
  nodes.sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b);
  const ids = nodes.flatMap((node) => assets[node]?.id ?? []);
  return {
    of: output.assets.map(({ id }) => id),
    ids,
    places: writerRanges(session, ids.slice(0, MOST_PLACES)),
  };
}

function outputsIn(session: Session, name: string): readonly Mention[] {
  const document = session.document(name);
  return document === undefined
    ? []
    : assetMentions(session, document).filter(({ side }) => side === "outputs");
}

/** Distances downstream of the assets of a mention, see `breadthFirstDistances`. */
function reached(session: Session, { assets }: Mention): Int32Array {
  const { graph, nodeOfName } = session.inventory();
  const nodes = assets.map(({ id }) => nodeOfName(id)).filter((node) => node !== undefined);
  return createExplorer(graph).reach(nodes, "down");
}
