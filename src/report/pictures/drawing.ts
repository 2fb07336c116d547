import type { Certainty } from "../../model/model.ts";

/**
 * The contents of a picture, independent of its format: nodes and edges in a fixed order. Printed as DOT, Mermaid and
 * GraphML.
 */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Number of nodes beyond `depth`, for a note. */
  readonly hidden: number;
  /** Number of edges beyond the limit of a picture. */
  readonly edgesLeftOut?: number;
}

/** The kind of an asset, for its shape. `none`: without a type. */
export type AssetKind = "table" | "file" | "dataset" | "vm" | "external" | "other" | "none";

export type DrawnChange = "added" | "removed" | "changed";

export interface DrawnNode {
  /** Unique in the drawing: `asset:<id>`, `flow:<namespace>/<flow>` or `group:<name>`. */
  readonly key: string;
  readonly kind: "asset" | "flow" | "group";
  /** The first and only bold fact: the id of the asset or flow, or the name of the group. */
  readonly title: string;
  /** Labels below the title, instead of a legend: `Table`, `mart`, `external` ... */
  readonly notes: readonly string[];
  /** Text on hover, one fact per line. */
  readonly details: readonly string[];
  readonly assetKind?: AssetKind;
  readonly layer?: string;
  readonly external?: true;
  readonly pattern?: true;
  readonly change?: DrawnChange;
  /** An asset whose change is breaking. */
  readonly breaking?: true;
  /** A flow that reads such an asset. */
  readonly broken?: true;
  /** Highlighted as the subject of the picture, such as the asset of `impact`. */
  readonly focus?: true;
  /** Name of its cluster. */
  readonly cluster?: string;
}

/**
 * `upstream-of`, `produces` and `consumed-by` are terms of Kestra's dependency graph. `may-be` connects a pattern to a
 * possible match and has no direction.
 */
export type EdgeKind = "upstream-of" | "produces" | "consumed-by" | "may-be";

export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** The strongest certainty among the declarations of this edge. */
  readonly certainty: Certainty;
  /** Number of edges between assets; more than 1 only between groups. */
  readonly count: number;
  readonly details: readonly string[];
  readonly change?: DrawnChange;
  /** The tasks that make it, on request. */
  readonly label?: string;
  /** No task that makes it declares it. */
  readonly inferred?: true;
}

export const GROUPINGS = ["namespace", "system", "layer"] as const;
export type Grouping = (typeof GROUPINGS)[number];
