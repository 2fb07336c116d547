import { stronger } from "../../model/assumption.ts";
import type { Certainty } from "../../model/model.ts";
import { compareText } from "../../model/order.ts";
import type { DrawnEdge, EdgeKind } from "./drawing.ts";

interface EdgeMention {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly certainty: Certainty;
  readonly inferred?: boolean;
  /** What makes this edge, e.g. the task. */
  readonly detail?: string;
}

interface Gathered {
  readonly mention: EdgeMention;
  certainty: Certainty;
  /** Every mention is inferred. */
  inferred: boolean;
  readonly details: Set<string>;
}

/** Gathers mentions of edges: the same edge said twice is one edge, as certain as its strongest mention. */
export interface EdgeSet {
  readonly add: (mention: EdgeMention) => void;
  readonly edges: () => DrawnEdge[];
  /** There are more edges than a picture can show. */
  readonly isFull: () => boolean;
  /** Counts edges that are not added. */
  readonly leaveOut: (edges: number) => void;
  readonly leftOut: () => number;
}

/** No layout ends with as many, and no reader could follow them. */
const MOST_EDGES = 50_000;

export function createEdgeSet(): EdgeSet {
  const gathered = new Map<string, Gathered>();
  let leftOut = 0;
  return {
    isFull: () => gathered.size >= MOST_EDGES,
    leaveOut(edges) {
      leftOut += edges;
    },
    leftOut: () => leftOut,
    add(mention) {
      const key = JSON.stringify([mention.from, mention.to, mention.kind]);
      let known = gathered.get(key);
      if (!known) {
        known = { mention, certainty: mention.certainty, inferred: true, details: new Set() };
        gathered.set(key, known);
      }
      known.certainty = stronger(known.certainty, mention.certainty);
      known.inferred &&= mention.inferred === true;
      if (mention.detail !== undefined) known.details.add(mention.detail);
    },
    edges: () =>
      [...gathered.values()]
        .map(
          ({ mention: { from, to, kind }, certainty, inferred, details }): DrawnEdge => ({
            from,
            to,
            kind,
            certainty,
            count: 1,
            details: [...details].sort(compareText),
            ...(inferred && { inferred }),
          }),
        )
        .sort(orderDrawnEdges),
  };
}

export function orderDrawnEdges(a: DrawnEdge, b: DrawnEdge): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.kind, b.kind);
}
