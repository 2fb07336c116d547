/** Panes from left to right. */
export const PANES = ["list", "lineage", "page"] as const;
export type Pane = (typeof PANES)[number];

/** The content of the right pane. */
export type Page = "details" | "impact" | "path" | "keys";

/** A line of input at the bottom. */
export interface Prompt {
  readonly kind: "filter" | "path";
  readonly text: string;
}

/** Everything that a key can change. */
export interface ExploreState {
  /** Columns and rows of the terminal. */
  readonly size: { readonly columns: number; readonly rows: number };
  readonly filter: string;
  /** The list is not that of the filter yet: a selection can take longer than a key may. */
  readonly isWaiting?: true;
  /** Nodes in the list, ascending. */
  readonly nodes: readonly number[];
  /** Index in `nodes`. */
  readonly cursor: number;
  readonly focus: string | undefined;
  /** Earlier assets in focus, the last one at the end. */
  readonly history: readonly string[];
  /** Steps of lineage around the focus. */
  readonly depth: number;
  /** Index in the rows of the lineage. */
  readonly step: number;
  readonly pane: Pane;
  readonly page: Page;
  /** Lines of a page that was asked for; those of details and keys follow from the state. */
  readonly lines: readonly string[];
  /** First line shown of the page. */
  readonly scroll: number;
  readonly prompt?: Prompt;
  /** One line about the last key. */
  readonly message: string;
}

/** The effect of a key besides a change of the state. */
export type Effect =
  | { readonly kind: "quit" | "suspend" }
  /** Evaluate the filter once nobody types, see `withSelection`. */
  | { readonly kind: "select" }
  | { readonly kind: "impact"; readonly id: string }
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "open"; readonly file: string; readonly line: number };

export interface Step {
  readonly state: ExploreState;
  readonly effect?: Effect;
}
