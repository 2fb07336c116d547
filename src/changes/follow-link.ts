import { posix } from "node:path";
import type { SourceEntry } from "./repository.ts";

/** The target of a link among the entries of a state. Outside: of the repository, or in a nested one. */
export type LinkEnd =
  | { readonly kind: "file"; readonly entry: SourceEntry }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "nowhere" | "outside" };

/** The entries of a state, for following links. */
export interface LinkedTree {
  readonly follow: (link: SourceEntry) => LinkEnd;
  /** All entries below a folder, sorted by path. */
  readonly below: (folder: string) => readonly SourceEntry[];
}

/** Linux's limit of links on a path. */
const MAX_HOPS = 40;

/**
 * @param textOf the target of a link, "" for an unreadable one
 */
export function createLinkedTree(
  entries: readonly SourceEntry[],
  textOf: (link: SourceEntry) => string,
): LinkedTree {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const below = (folder: string): readonly SourceEntry[] => {
    const prefix = folder === "" ? "" : `${folder}/`;
    const start = firstFrom(sorted, prefix);
    let end = start;
    while (sorted[end]?.path.startsWith(prefix)) end++;
    return sorted.slice(start, end);
  };
  const follow = (link: SourceEntry): LinkEnd => {
    const at = partsOf(posix.dirname(link.path));
    const rest: string[] = [];
    const enter = (text: string): boolean => {
      if (isAbsolute(text)) return false;
      rest.unshift(...partsOf(text));
      return true;
    };
    const text = textOf(link);
    if (text === "") return { kind: "nowhere" };
    if (!enter(text)) return { kind: "outside" };
    let hops = 1;
    for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
      if (part === "..") {
        if (at.pop() === undefined) return { kind: "outside" };
        continue;
      }
      at.push(part);
      const entry = byPath.get(at.join("/"));
      if (entry?.kind === "submodule") return { kind: "outside" };
      if (entry?.kind === "link") {
        at.pop();
        if (++hops > MAX_HOPS) return { kind: "nowhere" };
        if (!enter(textOf(entry))) return { kind: "outside" };
      } else if (entry !== undefined && rest.length > 0) return { kind: "nowhere" };
    }
    const path = at.join("/");
    const entry = byPath.get(path);
    if (entry !== undefined) return { kind: "file", entry };
    return below(path).length > 0 ? { kind: "folder", path } : { kind: "nowhere" };
  };
  return { follow, below };
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

/** On all systems, because the target of a link in a revision has slashes everywhere. */
function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:|^\\/i.test(path);
}

/** The first position whose path is not before a text. */
function firstFrom(sorted: readonly SourceEntry[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.path ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
