import { GitError } from "../changes/git-error.ts";
import { openRepository, shownPath } from "../changes/repository.ts";
import type { Graph } from "../graph/graph.ts";
import { targetsOf } from "../model/incidence.ts";
import { AssetsError } from "../util/errors.ts";
import { currentInventory } from "./current-inventory.ts";
import { pathInInventory } from "./file-path.ts";
import { findAsset } from "./find-asset.ts";
import { namedLines } from "./named-lines.ts";
import type { Project } from "./project.ts";
import type { Selected } from "./select.ts";

/**
 * The assets that lines name: ids, or files whose flows write them, such as `git diff --name-only` prints them (from the
 * repository's own folder). Files without flows are counted, not refused.
 *
 * @param lines see `namedLines`
 */
export async function selectNamed(
  project: Project,
  lines: string,
  options: { readonly scan?: boolean } = {},
): Promise<Selected> {
  const { graph } = await currentInventory(project, options);
  const inventoryFolder = project.config.folder;
  const prefixed = await repositoryPaths(inventoryFolder);
  const nodes = new Set<number>();
  let without = 0;
  for (const line of namedLines(lines)) {
    const { kind, name } = nameOf(line);
    const files = [pathInInventory(project.folder, inventoryFolder, name), ...prefixed(name)];
    const written = kind === "id" ? undefined : writtenIn(graph, files);
    const node = kind === "path" ? undefined : graph.nodeOf(name);
    if (written !== undefined && node !== undefined) {
      throw new AssetsError(`"${line}" is ambiguous: it is both an asset and a file with flows`, {
        hint: `Write "id:${line}" or "path:${line}".`,
      });
    }
    if (node !== undefined) nodes.add(node);
    else if (written !== undefined) for (const each of written) nodes.add(each);
    else if (kind === "path" || /\/|\.\w+$/.test(name)) without++;
    else findAsset(graph, name);
  }
  if (without > 0) {
    const words = without === 1 ? "1 file holds no flow" : `${without} files hold no flow`;
    project.note(`note: ${words} that the inventory knows; for files that are gone ask with --since`);
  }
  return { graph, nodes: [[...nodes].sort((a, b) => a - b)] };
}

function nameOf(line: string): { kind: "id" | "path" | "either"; name: string } {
  if (line.startsWith("id:")) return { kind: "id", name: line.slice(3) };
  if (line.startsWith("path:")) return { kind: "path", name: line.slice(5) };
  return { kind: "either", name: line };
}

/** The assets that the flows of the first known file write; undefined when the inventory knows none of the files. */
function writtenIn(graph: Graph, files: readonly string[]): number[] | undefined {
  for (const file of files) {
    if (!graph.inventory.flows.some((flow) => flow.place.file === file)) continue;
    const nodes = new Set<number>();
    graph.bundles.forEach((bundle, index) => {
      if (bundle.place.file === file) for (const node of targetsOf(graph.outputs, index)) nodes.add(node);
    });
    return [...nodes];
  }
  return undefined;
}

/** Paths that count from the repository's own folder, as the inventory shows them. */
async function repositoryPaths(folder: string): Promise<(path: string) => string[]> {
  try {
    const repository = await openRepository(folder);
    return (path) => [shownPath(repository, path)];
  } catch (error) {
    if (error instanceof GitError) return () => [];
    throw error;
  }
}
