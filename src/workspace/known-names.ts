import { readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { statAt } from "../cache/file-stat.ts";
import { findRepository } from "../changes/find-repository.ts";
import { readRegular } from "../files/regular-file.ts";
import { textsStarting } from "../store/text-list.ts";
import { cachePlace } from "./cache-place.ts";
import type { Project } from "./project.ts";
import { indexPlace, openIndex, type StoreIndex } from "./store-index.ts";

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
  const stat = statAt(store.path);
  const index = cache && openIndex(indexPlace(cache.folder, store.path).index, cache.build, stat);
  const names = index && indexedNames(index, kind, start);
  index?.close();
  if (names !== undefined) return names;
  if ((stat?.size ?? 0) > MOST_UNINDEXED) return [];
  const { inventory } = (await import("../store/read-store.ts")).readStore(store.path);
  if (kind === "assets") return inventory.assets.map(({ id }) => id);
  return new Set(inventory.assets.flatMap((asset) => asset[FIELDS[kind]] ?? []));
}

const FIELDS = { types: "type", namespaces: "namespace" } as const;

/** Undefined for a damaged index. */
function indexedNames(
  index: StoreIndex,
  kind: "assets" | keyof typeof FIELDS,
  start: string,
): Iterable<string> | undefined {
  if (kind !== "assets") return index.values()?.[FIELDS[kind]];
  // All names of an asset, also of a united one: a query takes each of them.
  const ids = index.ids();
  return ids && textsStarting(ids, start);
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
