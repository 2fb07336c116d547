import type { Bundle, BundleEntry } from "../../inventory/model.ts";
import { isPattern } from "../../inventory/pattern.ts";
import { quote } from "../../util/text.ts";
import { flowDeclaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { compareRanges, type Range } from "../range.ts";
import type { RepositoryLint, RepositoryRule } from "../rule.ts";
import { strongComponents } from "../strong-components.ts";

export const lineageCycle: RepositoryRule = {
  id: "lineage-cycle",
  scope: "repository",
  severity: "warning",
  description: "Assets feed each other in a circle.",
  why: "Nothing in a circle is up to date when it has been written, and everything in it is upstream and downstream of everything else.",
  remedy: "Find the edge that is not meant: often an input that was copied from another task.",
  examples: [
    {
      bad: {
        "load.yaml": flowDeclaring(`
inputs:
  - id: orders_report
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: orders
outputs:
  - id: orders_report
    type: io.kestra.plugin.ee.assets.Table`,
          "report_orders",
        ),
      },
      good: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: orders
outputs:
  - id: orders_report
    type: io.kestra.plugin.ee.assets.Table`,
          "report_orders",
        ),
      },
    },
  ],
  check,
};

interface Edge {
  readonly to: string;
  readonly bundle: Bundle;
  readonly input: BundleEntry;
}

function* check({ inventory, rangeOf }: RepositoryLint): Generator<Report> {
  const edges = new Map<string, Edge[]>();
  const written = new Set(inventory.bundles.flatMap(({ outputs }) => outputs.map(({ id }) => id)));
  for (const bundle of inventory.bundles) {
    for (const input of bundle.inputs) {
      // What nobody writes cannot be part of a circle.
      if (isPattern(input.id) || !written.has(input.id)) continue;
      const from = edges.get(input.id) ?? [];
      edges.set(input.id, from);
      for (const { id } of bundle.outputs)
        if (!isPattern(id) && id !== input.id) from.push({ to: id, bundle, input });
    }
  }
  const components = strongComponents([...edges.keys()], (id) => (edges.get(id) ?? []).map(({ to }) => to));
  for (const component of components) {
    if (component.size < 2) continue;
    const circle = shortestCircle([...component].sort(), component, edges);
    const start = smallestPlace(circle, rangeOf);
    const ordered = [...circle.slice(start), ...circle.slice(0, start)];
    const [first] = ordered;
    if (first === undefined) continue;
    const names = [...ordered.map(({ input }) => input.id), first.input.id].map(quote).join(" -> ");
    const more =
      component.size > ordered.length ? ` (the shortest circle among ${component.size} assets)` : "";
    yield {
      range: rangeOf(first.input),
      message: `these assets feed each other: ${names}${more}`,
      related: ordered.slice(1).map(({ input, bundle }) => ({
        range: rangeOf(input),
        message: `"${input.id}" is read by task "${bundle.task}"`,
      })),
      symmetric: true,
    };
  }
}

/** The shortest way round within a component, among those of one length the first by id. Never empty. */
function shortestCircle(
  ids: readonly string[],
  component: ReadonlySet<string>,
  edges: ReadonlyMap<string, readonly Edge[]>,
): Edge[] {
  let best: Edge[] = [];
  // Large components are looked at from some of their members only, so that this stays linear in their size.
  for (const id of ids.slice(0, 50)) {
    const found = circleThrough(id, component, edges);
    if (best.length === 0 || (found.length > 0 && found.length < best.length)) best = found;
    if (best.length === 2) break;
  }
  return best;
}

function circleThrough(
  start: string,
  component: ReadonlySet<string>,
  edges: ReadonlyMap<string, readonly Edge[]>,
): Edge[] {
  const cameBy = new Map<string, Edge & { readonly from: string }>();
  const queue = [start];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const next = [...(edges.get(id) ?? [])].sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0));
    for (const edge of next) {
      if (!component.has(edge.to) || cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, { ...edge, from: id });
      if (edge.to === start) return wayBack(start, cameBy);
      queue.push(edge.to);
    }
  }
  return [];
}

function wayBack(start: string, cameBy: ReadonlyMap<string, Edge & { readonly from: string }>): Edge[] {
  const way: Edge[] = [];
  let edge = cameBy.get(start);
  while (edge !== undefined) {
    way.unshift(edge);
    if (edge.from === start) break;
    edge = cameBy.get(edge.from);
  }
  return way;
}

function smallestPlace(circle: readonly Edge[], rangeOf: (entry: BundleEntry) => Range): number {
  let best = 0;
  circle.forEach(({ input }, index) => {
    const current = circle[best];
    if (current && compareRanges(rangeOf(input), rangeOf(current.input)) < 0) best = index;
  });
  return best;
}
