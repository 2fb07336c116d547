import { readFileSync } from "node:fs";
import { GitError } from "../../changes/git-error.ts";
import { openRepository, shownPath } from "../../changes/repository.ts";
import type { Graph } from "../../graph/graph.ts";
import { targetsOf } from "../../inventory/incidence.ts";
import { AssetsError } from "../../util/errors.ts";
import { findAsset } from "./find-asset.ts";
import type { Program } from "./program.ts";
import { pathInInventory } from "./shown-path.ts";

/**
 * The assets that lines on standard input mean: ids, or files whose flows write them, such as `git diff --name-only`
 * prints them (from the repository's own folder). Files without flows are counted, not refused.
 */
export async function namedOnStdin(program: Program, graph: Graph, folder: string): Promise<number[]> {
  const lines = readFileSync(0, "utf8")
    .split(/\r?\n|\0/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const prefixed = await repositoryPaths(folder);
  const nodes = new Set<number>();
  let without = 0;
  for (const line of lines) {
    const asked = nameOf(line);
    const files = [pathInInventory(program, folder, asked.name), ...prefixed(asked.name)];
    const written = asked.kind === "id" ? undefined : writtenIn(graph, files);
    const node = asked.kind === "path" ? undefined : graph.nodeOf(asked.name);
    if (written !== undefined && node !== undefined) {
      throw new AssetsError(`"${line}" is ambiguous: it is both an asset and a file with flows`, {
        hint: `Write "id:${line}" or "path:${line}".`,
      });
    }
    if (node !== undefined) nodes.add(node);
    else if (written !== undefined) for (const each of written) nodes.add(each);
    else if (asked.kind === "path" || /\/|\.\w+$/.test(asked.name)) without++;
    else findAsset(graph, asked.name);
  }
  if (without > 0) {
    const words = without === 1 ? "1 file holds no flow" : `${without} files hold no flow`;
    program.note(`note: ${words} that the inventory knows; for files that are gone ask with --since`);
  }
  return [...nodes].sort((a, b) => a - b);
}

function nameOf(line: string): { kind: "id" | "path" | "either"; name: string } {
  if (line.startsWith("id:")) return { kind: "id", name: line.slice(3) };
  if (line.startsWith("path:")) return { kind: "path", name: line.slice(5) };
  return { kind: "either", name: line };
}

/** What the flows of the first of these files that has any write; undefined when none is known. */
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
