import { GitError } from "../changes/git-error.ts";
import { openRepository, shownPath } from "../changes/repository.ts";
import type { Graph } from "../graph/graph.ts";
import { targetsOf } from "../model/incidence.ts";
import type { FlowId } from "../model/model.ts";
import { METHODS } from "../selection/ast.ts";
import { flowsMeant } from "../selection/flows-meant.ts";
import { parseSelection } from "../selection/parse.ts";
import { AssetsError } from "../util/errors.ts";
import { pathInInventory } from "./file-path.ts";
import { findAsset } from "./find-asset.ts";
import { namedLines } from "./named-lines.ts";
import type { Project } from "./project.ts";
import { reportEmpty, type Selected, type SelectOptions, selectable, selectNodes } from "./select.ts";

/**
 * The assets of lines with ids, files in the form of `git diff --name-only` (relative to the repository), or selections
 * such as `flow:load`. Files and flows select their outputs. Files without flows are counted, not rejected.
 *
 * @param lines see `namedLines`
 */
export async function selectNamed(
  project: Project,
  lines: string,
  options: SelectOptions = {},
): Promise<Selected> {
  const names = namedLines(lines);
  const { graph, context } = await selectable(project, names, { ...options, side: "outputs" });
  const inventoryFolder = project.config.folder;
  const prefixed = await repositoryPaths(inventoryFolder);
  const nodes = new Set<number>();
  const flows: FlowId[] = [];
  let without = 0;
  for (const line of names) {
    const { kind, name } = nameOf(line, graph);
    if (kind === "selection") {
      for (const node of selectNodes(project, context, name, {})) nodes.add(node);
      flows.push(...flowsMeant(parseSelection(name), context));
      continue;
    }
    const files = [pathInInventory(project.folder, inventoryFolder, name), ...prefixed(name)];
    const written = kind === "id" ? undefined : writtenIn(graph, files);
    const node = kind === "path" ? undefined : graph.nodeOf(name);
    if (written !== undefined && node !== undefined) {
      throw new AssetsError(`"${line}" is ambiguous: it is both an asset and a file with flows`, {
        hint: `Write "id:${line}" or "path:${line}".`,
      });
    }
    if (node !== undefined) nodes.add(node);
    else if (written !== undefined) {
      for (const number of written.nodes) nodes.add(number);
      flows.push(...written.flows);
    } else if (kind === "path" || /\/|\.\w+$/.test(name)) without++;
    else findAsset(graph, name);
  }
  if (without > 0) {
    const words = without === 1 ? "1 file without flows" : `${without} files without flows`;
    project.note(`note: ${words} in the inventory; use --since for removed files`);
  }
  if (nodes.size === 0) reportEmpty("-", project.note, options);
  return { graph, nodes: [[...nodes].sort((a, b) => a - b)], flows: () => flows };
}

function nameOf(line: string, graph: Graph): { kind: "id" | "path" | "selection" | "either"; name: string } {
  if (line.startsWith("id:")) return { kind: "id", name: line.slice(3) };
  if (line.startsWith("path:")) return { kind: "path", name: line.slice(5) };
  const method = line.slice(0, Math.max(0, line.search(/[.:]/)));
  const isSelection =
    line.includes(":") && Object.hasOwn(METHODS, method) && graph.nodeOf(line) === undefined;
  return { kind: isSelection ? "selection" : "either", name: line };
}

/** The flows of the first known file, with their outputs; undefined if the inventory knows none of the files. */
function writtenIn(
  graph: Graph,
  files: readonly string[],
): { readonly nodes: Iterable<number>; readonly flows: readonly FlowId[] } | undefined {
  for (const file of files) {
    const flows = graph.inventory.flows.filter((flow) => flow.place.file === file);
    if (flows.length === 0) continue;
    const nodes = new Set<number>();
    graph.bundles.forEach((bundle, index) => {
      if (bundle.place.file === file) for (const node of targetsOf(graph.outputs, index)) nodes.add(node);
    });
    return { nodes, flows };
  }
  return undefined;
}

/** Paths relative to the repository, as in the inventory. */
async function repositoryPaths(folder: string): Promise<(path: string) => string[]> {
  try {
    const repository = await openRepository(folder);
    return (path) => [shownPath(repository, path)];
  } catch (error) {
    if (error instanceof GitError) return () => [];
    throw error;
  }
}
