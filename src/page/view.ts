import { assetAt } from "../graph/graph.ts";
import type { GraphLayout } from "../report/page/layout/lay-out.ts";
import { drawPart, insideGroup, type Overview, overview } from "../report/page/overview.ts";
import { layOutDrawing } from "../report/page/page-data.ts";
import type { Drawing } from "../report/pictures/drawing.ts";
import { select } from "../selection/select.ts";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { PageModel } from "./model.ts";
import type { PageState } from "./state.ts";

/** A picture with its places, and the assets of the table. */
export interface View {
  readonly title: string;
  /** Omissions of the picture, or the reason of an empty one. */
  readonly note?: string;
  readonly drawing: Drawing;
  readonly layout: GraphLayout;
  /** The assets in the picture, alone or in a group. */
  readonly assets: readonly string[];
}

/** The view of a state. */
export function viewOf(model: PageModel, state: PageState): View {
  const { by, group, select: text, focus, steps } = state;
  if (focus !== undefined) return focusView(model, focus, steps);
  if (text !== undefined) return selectedView(model, text);
  if (by === "changes") return changesView(model);
  if (group !== undefined && by !== "all") return groupView(model, by, group);
  return overviewOf(model, by);
}

function overviewOf(model: PageModel, by: Overview): View {
  const { inventory, layouts } = model.data;
  const titles = { namespace: "All namespaces", layer: "All layers", all: "All assets" };
  return {
    title: titles[by],
    drawing: overview(model.subject, by),
    layout: layouts[by],
    assets: inventory.assets.map(({ id }) => id),
  };
}

function groupView(model: PageModel, by: Exclude<Overview, "all">, group: string): View {
  const drawing = insideGroup(model.subject, by, group);
  return viewed(drawing, `${by === "layer" ? "Layer" : "Namespace"} ${group}`);
}

function focusView(model: PageModel, id: string, steps: number): View {
  const title = `${id} and everything within ${count(steps, "step")}`;
  if (model.asset(id) === undefined) return empty(title, "This page has no such asset.");
  const drawing = drawPart(model.subject, { focus: new Set([id]), depth: steps });
  const rest =
    model.explorer.reachedIds([id], ["up", "down"]).size -
    drawing.nodes.filter(({ kind }) => kind === "asset").length;
  return viewed(drawing, title, rest > 0 ? `${count(rest, "asset")} further away` : undefined);
}

function selectedView(model: PageModel, text: string): View {
  const { graph } = model.selection;
  try {
    const { nodes } = select(text, model.selection);
    const keep = new Set(nodes.map((node) => assetAt(graph, node).id));
    const title = `${count(keep.size, "asset")}: ${text}`;
    if (keep.size === 0) return empty(title, "No asset matches this selection.");
    return viewed(drawPart(model.subject, { keep }), title);
  } catch (error) {
    if (error instanceof AssetsError)
      return empty(text, [error.message, error.hint].filter(Boolean).join("\n"));
    throw error;
  }
}

/** Changed assets, broken flows, and one step around them. */
function changesView(model: PageModel): View {
  const { change } = model.data;
  const changed = new Set(
    change?.assets.filter(({ category }) => category !== "metadata").map(({ id }) => id),
  );
  for (const { from, to } of change?.edges ?? []) changed.add(from).add(to);
  if (changed.size === 0) return empty("The change", "No asset or lineage changed.");
  const drawing = drawPart(model.subject, { focus: changed, depth: 1 });
  const plain = { ...drawing, nodes: drawing.nodes.map(({ focus: _, ...node }) => node) };
  return viewed(plain, `${count(change?.assets.length ?? 0, "changed asset")}, with direct neighbours`);
}

function viewed(drawing: Drawing, title: string, note?: string): View {
  return {
    title,
    ...(note !== undefined && { note }),
    drawing,
    layout: layOutDrawing(drawing),
    assets: drawing.nodes.filter(({ kind }) => kind === "asset").map(({ key }) => key.slice("asset:".length)),
  };
}

function empty(title: string, note: string): View {
  const drawing = { nodes: [], edges: [], hidden: 0 };
  return { title, note, drawing, layout: layOutDrawing(drawing), assets: [] };
}
