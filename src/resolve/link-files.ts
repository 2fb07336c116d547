import { flowKey } from "../model/keys.ts";
import type { AssetClaim, FileLinks, LinkedFlow } from "../model/links.ts";
import type { AssetQuery } from "../pebble/index.ts";
import type { FlowEnvironment } from "./environment.ts";
import { type FileEnvironments, fileEnvironments, withCut } from "./file-environments.ts";
import { createFindAssets, type FoundAssets } from "./found-assets.ts";

/** The links of a file, by the hash of its environment; `NONE` without one. */
export type LinksOfFile = Readonly<Record<string, FileLinks>>;

export const NONE = "";

/** The result of linking all files. */
export interface LinkedFiles {
  /** The environments of files by name. A file without an entry has none. */
  readonly environments: ReadonlyMap<string, FileEnvironments>;
  /** The links that this rests on, by name of the file. */
  readonly links: Readonly<Record<string, LinksOfFile>>;
}

/** The state before files are linked. */
export interface FilesBeforeLinks {
  /** Links of every file that has any, by name; at least those without an environment. */
  readonly links: ReadonlyMap<string, LinksOfFile>;
  /** The files with a flow, by `flowKey`. */
  readonly filesOf: (flow: string) => readonly string[];
  /** The hash of the environment behind the known claims of a file. */
  readonly hashOf: (file: string) => string;
  /** The files whose claims are not known at all. */
  readonly unclaimed: readonly string[];
  /** The known claims of all other files but some. */
  readonly claimsWithout: (files: ReadonlySet<string>) => Iterable<AssetClaim>;
  /** Case limit: of calls with different arguments, and of assets that a query finds. */
  readonly maxCases: number;
}

/** Longer chains of calls than these are cut by the depth of calls; results of calls take some rounds more. */
const MAX_ROUNDS = 40;

/** Chains of queries, each of which finds what the one before made. */
const MAX_QUERY_ROUNDS = 12;

/** Files to read with their environments, by name. */
export type FilesToLink = readonly (readonly [name: string, environments: FileEnvironments | undefined])[];

type Linking<Result> = Generator<FilesToLink, Result, readonly FileLinks[]>;

/**
 * Finds the environments of all files. The links of a file depend on its environment, and environments depend on links:
 * both are computed in turns, starting without environments, until nothing changes. Then the queries for assets are
 * answered from the declarations so far, and the turns start again. The result depends only on the files. Yields files
 * whose links are unknown for an environment, and takes their links in the same order.
 */
export function* linkFiles(before: FilesBeforeLinks): Linking<LinkedFiles> {
  const remembered = new Map([...before.links].map(([name, byHash]) => [name, { ...byHash }]));
  const used = new Map<string, Record<string, FileLinks>>();
  for (const [name, byHash] of before.links) use(used, name, NONE, byHash[NONE] ?? NO_LINKS);
  let environments: LinkedFiles["environments"] = new Map();
  let found: FlowEnvironment["found"] = {};
  const linked = [...before.links.values()].filter((byHash) => (byHash[NONE]?.flows.length ?? 0) > 0);
  const budget = { left: LEAST_STEPS + linked.length * FILE_STEPS, round: 0 };
  const state = { before, remembered, used, budget };
  for (let round = 0; ; round++) {
    environments = yield* settle(environments, found, state);
    const queries = queriesIn(currentLinks(used, environments));
    if (queries.length === 0) break;
    const next = yield* answers(queries, environments, state);
    const grown = queries.filter((query) => JSON.stringify(next[query]) !== JSON.stringify(found[query]));
    if (grown.length === 0) break;
    if (isUsedUp(state)) {
      environments = yield* settle(environments, withCutAnswers(found, grown, TOO_MANY_STEPS), state);
      break;
    }
    if (round < MAX_QUERY_ROUNDS) found = next;
    else if (round === MAX_QUERY_ROUNDS) found = withCutAnswers(found, grown, TOO_MANY_ANSWERS);
    else break;
  }
  return { environments, links: Object.fromEntries(sortedByName(used)) };
}

/** The steps of all rounds: at least, and for each file with links. */
const LEAST_STEPS = 20_000_000;
const FILE_STEPS = 4000;

const NO_LINKS: FileLinks = { flows: [] };

interface LinkState {
  readonly before: FilesBeforeLinks;
  readonly remembered: Map<string, Record<string, FileLinks>>;
  /** What the result rests on. */
  readonly used: Map<string, Record<string, FileLinks>>;
  /** Evaluation steps left for files with an environment, whether known or read. */
  readonly budget: {
    left: number;
    /** Steps of the last round, and probably of the next one. */
    round: number;
  };
}

/** Links flows until nothing changes, with these answers to their queries. */
function* settle(
  given: LinkedFiles["environments"],
  found: FlowEnvironment["found"],
  state: LinkState,
): Linking<LinkedFiles["environments"]> {
  const { filesOf, maxCases } = state.before;
  let environments = given;
  for (let round = 0; ; round++) {
    const flows = currentLinks(state.used, environments).flatMap(([, { flows: own }]) => own);
    const next = fileEnvironments(flows, found, filesOf, maxCases);
    const hashOf = (name: string) => environments.get(name)?.hash ?? NONE;
    const changed = [...next].filter(([name, { hash }]) => hash !== hashOf(name));
    if (changed.length === 0 && next.size === environments.size) return environments;
    const cut = isUsedUp(state) ? TOO_MANY_STEPS : round === MAX_ROUNDS ? NOT_SETTLED : undefined;
    if (cut !== undefined) {
      const reached = reachedFrom(
        changed.flatMap(([, { byFlow }]) => Object.keys(byFlow)),
        flows,
      );
      const isOpen = ({ byFlow }: FileEnvironments) => Object.keys(byFlow).some((flow) => reached.has(flow));
      const open = [...next].flatMap(([name, own]) =>
        isOpen(own) ? [[name, withCut(own, cut)] as const] : [],
      );
      return new Map([...environments, ...open]);
    }
    environments = next;
    yield* learn(changed, state, () => true);
  }
}

/** The flows that later rounds could change: by calls, by their results, and by triggers. By `flowKey`. */
function reachedFrom(changed: readonly string[], flows: readonly LinkedFlow[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  };
  for (const flow of flows) {
    const own = flowKey(flow);
    for (const followed of flow.links.follows) add(flowKey(followed), own);
    for (const called of new Set(flow.links.calls.map(({ to }) => flowKey(to)))) {
      add(own, called);
      add(called, own);
    }
  }
  const reached = new Set(changed);
  for (const flow of reached) for (const linked of next.get(flow) ?? []) reached.add(linked);
  return reached;
}

const NOT_SETTLED = `the links between flows still change after ${MAX_ROUNDS} rounds: the rest is left open`;

const TOO_MANY_STEPS = "the links between flows take too many evaluation steps: the rest is left open";

/** Adds the links of files with environments, from what is known or by reading. */
function* learn(
  files: FilesToLink,
  { remembered, used, budget }: LinkState,
  isEnough: (links: FileLinks) => boolean,
): Linking<void> {
  const knownOf = (name: string, hash: string) => {
    const known = remembered.get(name)?.[hash];
    return known && isEnough(known) ? known : undefined;
  };
  const hashOf = (environments: FileEnvironments | undefined) => environments?.hash ?? NONE;
  const missing = files.filter(([name, own]) => knownOf(name, hashOf(own)) === undefined);
  const read = missing.length > 0 ? yield missing : [];
  for (const [at, [name, own]] of missing.entries())
    use(remembered, name, hashOf(own), read[at] ?? { ...NO_LINKS, claims: [] });
  budget.round = 0;
  for (const [name, own] of files) {
    const links = remembered.get(name)?.[hashOf(own)] ?? NO_LINKS;
    if (own !== undefined && used.get(name)?.[own.hash] === undefined) budget.round += links.steps ?? 0;
    use(used, name, hashOf(own), links);
  }
  budget.left -= budget.round;
}

function isUsedUp({ budget }: LinkState): boolean {
  return budget.left <= 0 || budget.left < budget.round;
}

function use(of: LinkState["used"], name: string, hash: string, links: FileLinks): void {
  of.set(name, { [NONE]: NO_LINKS, ...of.get(name), [hash]: links });
}

/** The links of each file with its environment, sorted by name. */
function currentLinks(
  used: LinkState["used"],
  environments: LinkedFiles["environments"],
): readonly (readonly [string, FileLinks])[] {
  return sortedByName(used).map(([name, byHash]) => [
    name,
    byHash[environments.get(name)?.hash ?? NONE] ?? NO_LINKS,
  ]);
}

function queriesIn(links: ReturnType<typeof currentLinks>): readonly string[] {
  return [
    ...new Set(links.flatMap(([, { flows }]) => flows.flatMap(({ links: { queries } }) => queries))),
  ].sort();
}

/** What queries find among the assets that all files declare with their environments. */
function* answers(
  queries: readonly string[],
  environments: LinkedFiles["environments"],
  state: LinkState,
): Linking<FlowEnvironment["found"]> {
  const { hashOf, unclaimed, claimsWithout, maxCases } = state.before;
  const unknown = currentLinks(state.used, environments).filter(
    ([name, { claims }]) => claims === undefined && hashOf(name) !== (environments.get(name)?.hash ?? NONE),
  );
  yield* learn(
    [...new Set([...unclaimed, ...unknown.map(([name]) => name)])].map((name) => [
      name,
      environments.get(name),
    ]),
    state,
    ({ claims }) => claims !== undefined,
  );
  const known = currentLinks(state.used, environments).filter(([, { claims }]) => claims !== undefined);
  const find = createFindAssets([
    ...known.flatMap(([, { claims = [] }]) => claims),
    ...claimsWithout(new Set(known.map(([name]) => name))),
  ]);
  return Object.fromEntries(
    queries.flatMap((query): [string, FoundAssets][] => {
      const assets = find(JSON.parse(query) as AssetQuery);
      if (assets.length === 0) return [];
      const cut = `assets() finds more than ${maxCases} assets: they become a pattern`;
      return [[query, assets.length > maxCases ? { assets: [], cut } : { assets }]];
    }),
  );
}

const TOO_MANY_ANSWERS = `assets() finds more and more of what it leads to: cut after ${MAX_QUERY_ROUNDS} rounds`;

/** Answers that would go on growing. */
function withCutAnswers(
  found: FlowEnvironment["found"],
  grown: readonly string[],
  cut: string,
): FlowEnvironment["found"] {
  const open = grown.map((query) => [query, { assets: found[query]?.assets ?? [], cut }] as const);
  return { ...found, ...Object.fromEntries(open) };
}

function sortedByName<Value>(of: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...of].sort(([a], [b]) => (a < b ? -1 : 1));
}
