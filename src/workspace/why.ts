import { completeFlows } from "../flows/complete-flows.ts";
import type { Flow } from "../flows/flow.ts";
import { readFlowFile } from "../flows/read-flow-file.ts";
import { createExplorer } from "../graph/explorer.ts";
import type { Graph } from "../graph/graph.ts";
import type { UsageCases } from "../graph/usages.ts";
import { flowKey } from "../model/keys.ts";
import type { FileEnvironments } from "../resolve/file-environments.ts";
import { AssetsError } from "../util/errors.ts";
import type { Chain } from "../why/chain.ts";
import { explainId } from "../why/explain-id.ts";
import type { FindFlow, ReadFlow } from "../why/find-flow.ts";
import { cachePlace } from "./cache-place.ts";
import { scanOptions } from "./configured-scan.ts";
import { storedOverrides } from "./current-inventory.ts";
import type { FileChanges } from "./file-changes.ts";
import { isMergedStore } from "./merged-store.ts";
import type { Project } from "./project.ts";
import { withChanges } from "./refresh-store.ts";

/** How the id of an asset came to be, for its writers and readers in the order of `AssetDetails`. */
export interface AssetChains {
  readonly writers: readonly UsageChains[];
  readonly readers: readonly UsageChains[];
}

export interface UsageChains {
  /** Of its cases, the strongest first. */
  readonly chains: readonly Chain[];
  /** The number of further cases. */
  readonly more: number;
}

/** The cases of one writer or reader that are explained. */
const MOST_CASES = 5;

/**
 * Explains the id of an asset in a current inventory. Reads the files of its flows and their callers again. Throws an
 * AssetsError for a merged inventory, whose files are elsewhere.
 *
 * @param most writers and readers that are explained; default: all
 */
export async function explainAsset(
  project: Project,
  graph: Graph,
  id: string,
  most = Number.POSITIVE_INFINITY,
): Promise<AssetChains> {
  if (isMergedStore(project)) {
    throw new AssetsError("a merged inventory does not have the flows, so their ids cannot be explained", {
      hint: "Ask for the asset in the repository of the flow.",
    });
  }
  const { store, environment, config } = project;
  const cache = cachePlace(config.folder, environment);
  const options = await scanOptions(project, storedOverrides(project));
  const used = createExplorer(graph).usageCases(id);
  return withChanges({ ...options, store, write: false, ...(cache && { cache }) }, async (changes) => {
    const { linkedEnvironments } = await import("./update-from-files.ts");
    const find = flowFinder(changes, await linkedEnvironments(changes));
    const chainsOf = ({ usage, cases }: UsageCases["writers"][number]): UsageChains => ({
      chains: cases.slice(0, MOST_CASES).map((assumptions) => explainId({ ...usage, id, assumptions }, find)),
      more: Math.max(0, cases.length - MOST_CASES),
    });
    return {
      writers: used.writers.slice(0, most).map(chainsOf),
      readers: used.readers.slice(0, most).map(chainsOf),
    };
  });
}

/** Reads each file once. */
function flowFinder(
  { found, options, resolving }: FileChanges,
  environments: ReadonlyMap<string, FileEnvironments>,
): FindFlow {
  const paths = new Map(found.files.map(({ shownAs, path }) => [shownAs, path]));
  const known = new Map<string, ReadonlyMap<string, ReadFlow>>();
  const read = (file: string): ReadonlyMap<string, ReadFlow> => {
    const path = paths.get(file);
    if (path === undefined) return new Map();
    const own = options.environmentOf?.(file)?.resolving ?? resolving;
    const byFlow = environments.get(file)?.byFlow;
    const flows = completeFlows(readFlowFile(path, file), own).flows;
    return new Map(
      flows.map((flow) => [
        nameOf(flow),
        { flow, options: { ...own, ...(byFlow && { environments: byFlow }) } },
      ]),
    );
  };
  return (file, id) => {
    const flows = known.get(file) ?? read(file);
    known.set(file, flows);
    return flows.get(flowKey(id));
  };
}

function nameOf({ namespace, id }: Flow): string {
  return flowKey({ namespace: namespace.value, flow: id.value });
}
