import type { ChangeReport } from "../../changes/change-report.ts";
import type { Coverage, CoverageCounts, FlowCoverage } from "../../graph/coverage.ts";
import type { Inventory } from "../../model/model.ts";
import type { PageSource } from "../../workspace/page-context.ts";
import type { Drawing } from "../pictures/drawing.ts";
import { type GraphLayout, layOutGraph } from "./layout/lay-out.ts";
import { labelOf } from "./node-label.ts";
import { OVERVIEWS, type Overview, overview, type PageSubject } from "./overview.ts";
import { type PageChange, pageChange } from "./page-change.ts";

/** Most assets of a page. */
export const MAX_PAGE_ASSETS = 5_000;

/** The contents of a page, embedded as JSON. */
export interface PageData {
  /** The scanned paths; "" for all. */
  readonly title: string;
  /** Without `tasks` and `ties`, which no view shows. */
  readonly inventory: Inventory;
  readonly coverage: PageCoverage;
  /** Names of the owners of each asset that has any. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** For links to the files of flows. */
  readonly source?: PageSource;
  /** The places of the nodes of each overview. */
  readonly layouts: Readonly<Record<Overview, GraphLayout>>;
  /** The first view, as the part of an address after "#". */
  readonly start: string;
  readonly change?: PageChange;
}

export interface PageCoverage {
  readonly percent: number;
  readonly total: CoverageCounts;
  readonly flows: readonly Omit<FlowCoverage, "gaps" | "place">[];
}

interface PageFacts extends Omit<PageSubject, "change"> {
  readonly coverage: Coverage;
  readonly owners: PageData["owners"];
  readonly source?: PageSource;
  readonly start: string;
  readonly report?: ChangeReport;
}

export function pageData({ inventory, links, coverage, owners, source, start, report }: PageFacts): PageData {
  const { ties: _, ...rest } = inventory;
  const change = report && pageChange(report);
  const placed = (by: Overview) =>
    layOutDrawing(overview({ inventory, links, ...(change && { change }) }, by));
  return {
    title: inventory.roots.filter((root) => root !== ".").join(", "),
    inventory: { ...rest, tasks: [] },
    coverage: {
      percent: coverage.percent,
      total: coverage.total,
      flows: coverage.flows.map(({ gaps: __, place: ___, ...counts }) => counts),
    },
    owners,
    ...(source && { source }),
    layouts: Object.fromEntries(OVERVIEWS.map((by) => [by, placed(by)])) as Record<Overview, GraphLayout>,
    start,
    ...(change && { change }),
  };
}

/** The places of a drawing's nodes and edges. */
export function layOutDrawing({ nodes, edges }: Drawing): GraphLayout {
  const numbers = new Map(nodes.map((node, index) => [node.key, index]));
  return layOutGraph(
    nodes.map(labelOf),
    edges.map(({ from, to }) => [numbers.get(from) ?? 0, numbers.get(to) ?? 0]),
  );
}
