import { readFileSync } from "node:fs";
import type { Graph } from "../graph/graph.ts";
import { readRevision } from "./git-facts.ts";
import type { Project } from "./project.ts";
import { ownersIn } from "./select.ts";

/** The program and style of the page, from the build. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
}

/** Where the files of flows can be looked at. */
export interface PageSource {
  /** Address for browsers. */
  readonly repository: string;
  readonly commit: string;
  /** Base folder of the places; "" for the root. */
  readonly prefix: string;
}

/** Contents of a page besides an inventory. */
export interface PageContext {
  readonly parts: PageParts;
  /** Names of the owners of each asset that has any. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** Absent without a remote that has a web address, and for a merged inventory, whose files are in other repositories. */
  readonly source?: PageSource;
}

export async function pageContext(project: Project, graph: Graph): Promise<PageContext> {
  const owners = await ownersIn(project, graph);
  const { facts } = await readRevision(project.config.folder, project.environment);
  const named = graph.assets.map(
    (asset) => [asset.id, owners.ofAsset(asset).map(({ name }) => name)] as const,
  );
  return {
    parts: {
      script: readFileSync(new URL("../../program/page.js", import.meta.url), "utf8"),
      style: readFileSync(new URL("../../program/page.css", import.meta.url), "utf8"),
    },
    owners: Object.fromEntries(named.filter(([, names]) => names.length > 0)),
    ...(facts &&
      graph.inventory.repositories === undefined && {
        source: { repository: facts.repository, commit: facts.commit, prefix: facts.prefix },
      }),
  };
}
