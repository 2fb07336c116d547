import type { Certainty } from "../../model/model.ts";

/** What a picture shows, before any format: plain nodes and edges in a fixed order. DOT, Mermaid and GraphML print it. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Nodes left out by `depth`, so that the caller can say so. */
  readonly hidden: number;
  /** Edges left out because there are more than a picture can show. */
  readonly edgesLeftOut?: number;
}

/** What an asset is, as far as shapes go. `none`: no type is declared. */
export type AssetKind = "table" | "file" | "dataset" | "vm" | "external" | "other" | "none";

export type DrawnChange = "added" | "removed" | "changed";

export interface DrawnNode {
  /** Unique in the drawing: `asset:<id>`, `flow:<namespace>/<flow>` or `group:<name>`. */
  readonly key: string;
  readonly kind: "asset" | "flow" | "group";
  /** The first and only bold fact: the id of the asset or flow, or the name of the group. */
  readonly title: string;
  /** Words under the title that make a legend needless: `Table`, `mart`, `external` ... */
  readonly notes: readonly string[];
  /** Shown on hover, one fact a line. */
  readonly details: readonly string[];
  readonly assetKind?: AssetKind;
  readonly layer?: string;
  readonly external?: true;
  readonly pattern?: true;
  readonly change?: DrawnChange;
  /** What the picture is about, e.g. the asset that `impact` was asked for. */
  readonly focus?: true;
  /** The cluster it is drawn in. */
  readonly cluster?: string;
}

/**
 * `upstream-of`, `produces` and `consumed-by` are the words of Kestra's own dependency graph. `may-be` ties a pattern
 * to an asset that it can turn out to be; it has no direction.
 */
export type EdgeKind = "upstream-of" | "produces" | "consumed-by" | "may-be";

export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** The strongest certainty of the declarations that make this edge. */
  readonly certainty: Certainty;
  /** How many edges between assets this one stands for; more than 1 only between groups. */
  readonly count: number;
  readonly details: readonly string[];
  readonly change?: DrawnChange;
  /** No task that makes it declares it. */
  readonly inferred?: true;
}

export const GROUPINGS = ["namespace", "system", "layer"] as const;
export type Grouping = (typeof GROUPINGS)[number];
