import type { ChangeReport } from "../../changes/change-report.ts";
import type { Asset } from "../../model/model.ts";
import { shortened } from "../../util/shortened.ts";
import { kindName } from "../names.ts";
import { assetKind } from "../pictures/asset-kind.ts";
import type { DrawnEdge, DrawnNode } from "../pictures/drawing.ts";
import { markBreaking } from "../pictures/mark-breaking.ts";
import { mermaidProblem, toMermaid } from "../pictures/mermaid.ts";
import { breakingMarks } from "./breaking-marks.ts";

const MAX_NAME = 200;

export interface ChangePicture {
  /** Mermaid; absent without changed assets, or if these do not fit. */
  readonly text?: string;
  /** Maximum drawn distance from the changed assets. */
  readonly depth: number;
  /** Number of assets beyond that distance. */
  readonly leftOut: number;
}

/**
 * The changed assets and their impact, level by level. A level is drawn completely or not at all; drawing stops before
 * the first level beyond the limits, where GitHub would show an error.
 *
 * @param budget maximum number of characters
 */
export function changePicture(report: ChangeReport, budget: number): ChangePicture {
  const levels = levelsOf(report);
  let best: ChangePicture = { depth: -1, leftOut: levels.flat().length };
  for (let depth = 0; depth < levels.length; depth++) {
    const shown = levels.slice(0, depth + 1).flat();
    // A lower bound of half the characters; a larger text cannot fit.
    if (shown.length * 12 > budget) break;
    const marked = markBreaking({ ...drawn(shown, report), hidden: 0 }, breakingMarks(report));
    const drawing = { ...marked, nodes: marked.nodes.map(withShortTitle) };
    const text = toMermaid(drawing);
    if (text.length > budget || mermaidProblem(drawing, text) !== undefined) break;
    best = { text, depth, leftOut: levels.slice(depth + 1).flat().length };
  }
  return best;
}

/** A long name must not prevent the diagram. */
function withShortTitle(node: DrawnNode): DrawnNode {
  return {
    ...node,
    title: shortened(node.title, MAX_NAME),
    notes: node.notes.map((note) => shortened(note, MAX_NAME)),
  };
}

function levelsOf({ assets, impact }: ChangeReport): Asset[][] {
  const changed = assets
    .filter((change) => change.category !== "metadata")
    .map((change) => change.after ?? change.before)
    .filter((asset) => asset !== undefined);
  const levels: Asset[][] = changed.length === 0 ? [] : [changed];
  const drawn = new Set(changed.map((asset) => asset.id));
  for (const { asset, distance } of impact.assets) {
    if (drawn.has(asset.id)) continue;
    const level = levels[distance] ?? [];
    level.push(asset);
    levels[distance] = level;
  }
  // A distance with changed assets only is an empty level.
  return Array.from(levels, (level) => level ?? []);
}

function drawn(assets: readonly Asset[], report: ChangeReport): { nodes: DrawnNode[]; edges: DrawnEdge[] } {
  const changes = new Map(report.assets.map((change) => [change.id, change]));
  const names = new Set(assets.map((asset) => asset.id));
  const key = (id: string) => `asset:${id}`;
  const nodes = assets.map((asset): DrawnNode => {
    const change = changes.get(asset.id);
    const notes = [kindName(asset), ...(change === undefined ? [] : [change.change])];
    return {
      key: key(asset.id),
      kind: "asset",
      title: asset.id,
      notes: notes.filter((note) => note !== ""),
      details: [],
      assetKind: assetKind(asset),
      ...(asset.external && { external: true }),
      ...(change !== undefined && { change: change.change }),
    };
  });
  const edges = new Map<string, DrawnEdge>();
  const add = (from: string, to: string, change?: "added" | "removed") => {
    if (!names.has(from) || !names.has(to)) return;
    edges.set(JSON.stringify([from, to]), {
      from: key(from),
      to: key(to),
      kind: "upstream-of",
      certainty: "exact",
      count: 1,
      details: [],
      ...(change !== undefined && { change }),
    });
  };
  for (const { asset, hops } of report.impact.assets) {
    for (const { from, edge } of hops) add(from, asset.id, edge === "kept" ? undefined : edge);
  }
  for (const { from, to, change } of report.edges) add(from, to, change);
  return { nodes, edges: [...edges.values()] };
}
