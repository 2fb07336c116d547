import { createLinks } from "../links.ts";
import type { PageModel } from "../model.ts";
import type { PageState } from "../state.ts";
import { assetPanel } from "./asset-panel.ts";
import { changesPanel } from "./changes-panel.ts";
import { coveragePanel } from "./coverage-panel.ts";
import { flowPanel } from "./flow-panel.ts";
import { gapsPanel } from "./gaps-panel.ts";
import { helpPanel } from "./help-panel.ts";

/** The contents of the panel; empty without a subject. */
export function panelOf(model: PageModel, state: PageState): HTMLElement[] {
  const { open } = state;
  if (open === undefined) return [];
  const links = createLinks(state, model.data.source);
  switch (open.kind) {
    case "asset":
      return assetPanel(model, open.id, state, links);
    case "flow":
      return flowPanel(model, open, state, links);
    case "gaps":
      return gapsPanel(model, links);
    case "coverage":
      return coveragePanel(model, links);
    case "changes":
      return model.data.change === undefined ? [] : changesPanel(model.data.change, links);
    case "help":
      return helpPanel();
  }
}
