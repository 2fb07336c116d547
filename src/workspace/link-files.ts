import type { LinkedFlow } from "../model/links.ts";
import { flowKey } from "../resolve/environment.ts";
import { type FileEnvironments, fileEnvironments } from "../resolve/file-environments.ts";

/** What the flows of a file say to others, by the hash of their environment; `NONE` without one. */
export type LinksOfFile = Readonly<Record<string, readonly LinkedFlow[]>>;

export const NONE = "";

/** The result of linking all files. */
export interface LinkedFiles {
  /** The environments of files by name. A file without an entry has none. */
  readonly environments: ReadonlyMap<string, FileEnvironments>;
  /** The links that this rests on, by name of the file. */
  readonly links: Readonly<Record<string, LinksOfFile>>;
}

/** Longer chains of calls than these are cut by the depth of calls; results of calls take some rounds more. */
const MAX_ROUNDS = 40;

/** Files to read with their environments, by name. */
export type FilesToLink = readonly (readonly [name: string, environments: FileEnvironments])[];

/**
 * Finds what flows say to one another. Links of a file depend on its environment and the reverse, so this goes on, from
 * no environment at all, until nothing changes. The result depends on the files alone. Yields files whose links with
 * these environments are not known, and takes their links, in the same order.
 *
 * @param known links of every file that says something, by name; at least those without an environment
 * @param filesOf the files with a flow, by `flowKey`
 */
export function* linkFiles(
  known: ReadonlyMap<string, LinksOfFile>,
  filesOf: (flow: string) => readonly string[],
  maxCalls: number,
): Generator<FilesToLink, LinkedFiles, readonly (readonly LinkedFlow[])[]> {
  const links = new Map<string, LinksOfFile>(
    [...known].map(([name, byHash]) => [name, { [NONE]: byHash[NONE] ?? [] }]),
  );
  const remembered = new Map([...known].map(([name, byHash]) => [name, { ...byHash }]));
  let environments: ReadonlyMap<string, FileEnvironments> = new Map();
  const steps = stepAccounts();
  for (const byHash of links.values()) steps.charge(byHash[NONE] ?? []);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const hashOf = (name: string) => environments.get(name)?.hash ?? NONE;
    const current = sortedByName(links).flatMap(([name, byHash]) => byHash[hashOf(name)] ?? []);
    const next = fileEnvironments(current, filesOf, maxCalls, steps.usedUp);
    const changed = [...next].filter(([name, { hash }]) => hash !== hashOf(name));
    if (changed.length === 0 && next.size === environments.size) break;
    environments = next;
    const missing = changed.filter(
      ([name, { hash }]) => speaks(links.get(name)) && remembered.get(name)?.[hash] === undefined,
    );
    const found = missing.length > 0 ? yield missing : [];
    for (const [at, [name, { hash }]] of missing.entries())
      remembered.set(name, { ...remembered.get(name), [hash]: found[at] ?? [] });
    for (const [name, { hash }] of changed) {
      const said = links.get(name) ?? { [NONE]: [] };
      const own = remembered.get(name)?.[hash] ?? [];
      // An environment from an earlier round costs nothing more.
      if (said[hash] === undefined) steps.charge(own);
      links.set(name, { ...said, [hash]: own });
    }
  }
  return { environments, links: Object.fromEntries(sortedByName(links)) };
}

/** Whether a flow of the file can say something. This does not depend on the environment. */
function speaks(links: LinksOfFile | undefined): boolean {
  return (links?.[NONE] ?? []).length > 0;
}

/** The costs of flows over all rounds. Each flow has one budget for them. */
function stepAccounts() {
  const costs = new Map<string, number>();
  const usedUp = new Set<string>();
  return {
    usedUp: usedUp as ReadonlySet<string>,
    charge: (flows: readonly LinkedFlow[]): void => {
      for (const flow of flows) {
        const key = flowKey(flow);
        const cost = (costs.get(key) ?? 0) + (flow.links.cost ?? 0);
        costs.set(key, cost);
        if (cost >= 1) usedUp.add(key);
      }
    },
  };
}

function sortedByName(links: ReadonlyMap<string, LinksOfFile>): readonly (readonly [string, LinksOfFile])[] {
  return [...links].sort(([a], [b]) => (a < b ? -1 : 1));
}
