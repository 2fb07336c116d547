import { readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { statAt } from "../cache/file-stat.ts";
import { findRepository } from "../changes/find-repository.ts";
import { readRegular } from "../files/regular-file.ts";
import { textsStarting } from "../store/text-list.ts";
import { cachePlace } from "./cache-place.ts";
import { indexedIds, indexedValues, openStore } from "./open-store.ts";
import type { Project } from "./project.ts";

/** Names that a shell completes. */
export type NameKind = "assets" | "types" | "namespaces" | "revisions" | "rules";

/**
 * All names of a kind in the stored inventory, the repository or the program. Starts no process and writes nothing; git
 * itself is not called. Throws an AssetsError without an inventory.
 *
 * @param start of the wanted names; others may be among the result
 */
export async function knownNames(project: Project, kind: NameKind, start: string): Promise<Iterable<string>> {
  if (kind === "rules") return (await import("../lint/rules/index.ts")).RULE_IDS;
  if (kind === "revisions") return revisions(project.config.folder);
  const { store, config, environment } = project;
  const cache = cachePlace(config.folder, environment);
  const field = kind === "types" ? "type" : "namespace";
  if (kind === "assets") {
    // All names of an asset, as in the index: a query takes each of them.
    const ids = indexedIds(store.path, cache);
    if (ids !== undefined) return textsStarting(ids, start);
  } else {
    const values = indexedValues(store.path, cache, field);
    if (values !== undefined) return values;
  }
  if ((statAt(store.path)?.size ?? 0) > MOST_UNINDEXED) return [];
  const { graph } = openStore(store, cache, { declared: false, aliases: [] });
  if (kind === "assets") return graph.allIds();
  return new Set(graph.inventory.assets.flatMap((asset) => asset[field] ?? []));
}

/** A larger store takes seconds without an index, which the next scan or query makes. */
const MOST_UNINDEXED = 5_000_000;

/** `HEAD`, the branches and the tags, from the files of git. */
function revisions(folder: string): string[] {
  const commonDir = findRepository(folder)?.commonDir;
  if (commonDir === undefined) return [];
  const found = new Set(["HEAD"]);
  for (const kind of ["heads", "tags", "remotes"]) {
    const base = join(commonDir, "refs", kind);
    // A link could lead to the root of the disk.
    if (attempt(() => realpathSync(base)) !== base) continue;
    for (const entry of attempt(() => readdirSync(base, { recursive: true, withFileTypes: true })) ?? []) {
      if (entry.isFile()) found.add(join(entry.parentPath, entry.name).slice(base.length + 1));
    }
  }
  const packed =
    attempt(() => readRegular(join(commonDir, "packed-refs"), MAX_REFS_BYTES).toString("utf8")) ?? "";
  for (const [, name = ""] of packed.matchAll(/^[0-9a-f]+ refs\/(?:heads|tags|remotes)\/(.+)$/gm))
    found.add(name);
  return [...found];
}

/** About a million branches and tags. */
const MAX_REFS_BYTES = 64 * 1024 * 1024;

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
