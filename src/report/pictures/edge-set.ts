import { stronger } from "../../model/assumption.ts";
import type { Certainty } from "../../model/model.ts";
import { compareText } from "../../model/order.ts";
import { firstOf } from "../../util/text.ts";
import type { DrawnEdge, EdgeKind } from "./drawing.ts";

interface EdgeMention {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly certainty: Certainty;
  readonly inferred?: boolean;
  /** Origin of this edge, such as a task. */
  readonly detail?: string;
  /** Name of the task, for a label. */
  readonly task?: string;
}

interface Gathered {
  readonly mention: EdgeMention;
  certainty: Certainty;
  /** Every mention is inferred. */
  inferred: boolean;
  readonly details: Set<string>;
  readonly tasks: Set<string>;
}

/** Collects edges. Equal edges are merged, with the strongest certainty. */
export interface EdgeSet {
  readonly add: (mention: EdgeMention) => void;
  readonly edges: () => DrawnEdge[];
  /** Whether edges were omitted. */
  readonly isFull: () => boolean;
  /** Number of omitted edges. */
  readonly leaveOut: (edges: number) => void;
  readonly leftOut: () => number;
}

/** More edges than a layout can handle or a reader can follow. */
const MOST_EDGES = 50_000;

/** Tasks in the label of an edge. */
const MAX_LABELS = 2;

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
        known = {
          mention,
          certainty: mention.certainty,
          inferred: true,
          details: new Set(),
          tasks: new Set(),
        };
        gathered.set(key, known);
      }
      known.certainty = stronger(known.certainty, mention.certainty);
      known.inferred &&= mention.inferred === true;
      if (mention.detail !== undefined) known.details.add(mention.detail);
      if (mention.task !== undefined) known.tasks.add(mention.task);
    },
    edges: () =>
      [...gathered.values()]
        .map(
          ({ mention: { from, to, kind }, certainty, inferred, details, tasks }): DrawnEdge => ({
            from,
            to,
            kind,
            certainty,
            count: 1,
            details: [...details].sort(compareText),
            ...(tasks.size > 0 && { label: firstOf([...tasks].sort(compareText), MAX_LABELS) }),
            ...(inferred && { inferred }),
          }),
        )
        .sort(orderDrawnEdges),
  };
}

export function orderDrawnEdges(a: DrawnEdge, b: DrawnEdge): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.kind, b.kind);
}
