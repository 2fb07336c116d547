import { DEFAULT_THEME, nodeAttributes } from "./dot-theme.ts";
import type { DrawnNode } from "./drawing.ts";

/** Layers with separate colours; others share one of these. */
export const LAYER_FAMILIES = ["raw", "staging", "intermediate", "reference", "mart"] as const;
export type LayerFamily = (typeof LAYER_FAMILIES)[number];

const PLAIN: DrawnNode = { key: "", kind: "asset", title: "", notes: [], details: [] };

/** The layer with the same colour in the built-in theme: `mart` for `gold`. Undefined for an unknown one. */
export function layerFamily(layer: string): LayerFamily | undefined {
  const fill = fillOf(layer);
  return fill === undefined ? undefined : LAYER_FAMILIES.find((family) => fillOf(family) === fill);
}

function fillOf(layer: string) {
  return nodeAttributes(DEFAULT_THEME, { ...PLAIN, layer }).fillcolor;
}
