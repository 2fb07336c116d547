import { createExplorer } from "../graph/explorer.ts";
import { AssetsError } from "../util/errors.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"explore", [asset?: string]> = async (context, options, asset) => {
  if (!context.isInteractive) {
    throw new AssetsError("`assets explore` needs a terminal", {
      hint: "Use `assets list`, `assets lineage` and `assets impact` in scripts and pipes.",
    });
  }
  const workspace = await context.workspace();
  if (workspace.environment.TERM === "dumb") {
    throw new AssetsError("`assets explore` needs a terminal with a movable cursor, but TERM is dumb", {
      hint: "Set TERM to the name of the terminal, or use `assets list`, `assets lineage` and `assets impact`.",
    });
  }
  const { graph, nodesOf, only } = await workspace.openSelector(options, asset);
  const focus = asset === undefined ? undefined : only();
  const { startView } = await import("../explore/start.tsx");
  return startView({
    explorer: createExplorer(graph),
    nodesOf,
    impactOf: (id) => workspace.impactOfAsset(graph, id),
    folder: workspace.config.folder,
    ...(focus !== undefined && { focus }),
  });
};
