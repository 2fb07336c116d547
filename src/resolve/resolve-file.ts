import { completeFlows } from "../flows/complete-flows.ts";
import type { Flow } from "../flows/flow.ts";
import type { Problem } from "../flows/problem.ts";
import type { FileContents } from "../flows/read-flow-file.ts";
import { stepsLeft, withBudget } from "../java/budget.ts";
import { claimsIn } from "../model/asset-claims.ts";
import { buildInventory } from "../model/build.ts";
import type { FileResult, ResolvedFlow } from "../model/declared.ts";
import type { FileLinks, LinkedFlow } from "../model/links.ts";
import type { Gap, Inventory, ScanSettings } from "../model/model.ts";
import { resolveFlow } from "./index.ts";
import type { ResolveOptions } from "./options.ts";
import { resolveBlueprint } from "./resolve-blueprint.ts";

/**
 * Steps of a file. They grow with its length, so that many small files take no longer than a large one. A real flow
 * takes up to 4,000 steps, and a step about 100 ns. A file with an environment has been read without one before.
 */
function fileSteps(characters: number, isReadAgain: boolean): number {
  const { least, character } = isReadAgain ? AGAIN : FIRST;
  return Math.min(MOST_STEPS, least + characters * character);
}

const FIRST = { least: 20_000, character: 400 };
const AGAIN = { least: 30_000, character: 50 };
const MOST_STEPS = 100_000_000;

/** @param resolve the contribution of a flow; absent: its declarations */
export function resolveFile(
  read: FileContents,
  options: ResolveOptions,
  resolve: (flow: Flow) => ResolvedFlow = (flow) => resolveFlow(flow, options),
): FileResult {
  const contents = completeFlows(read, options);
  const blueprint = options.blueprints === "include" ? contents.blueprint : undefined;
  const { text } = blueprint ?? contents.flows[0]?.source ?? { text: "" };
  const steps = fileSteps(text.length, options.environments !== undefined);
  const [{ flows, gaps }, left] = withBudget(steps, () => {
    const found = blueprint
      ? resolveBlueprint(blueprint, options, resolve)
      : { flows: contents.flows.map(resolve), gaps: [] };
    return [found, stepsLeft()] as const;
  });
  return {
    flows,
    steps: steps - left,
    gaps: [...contents.problems, ...contents.withoutNamespace, ...contents.elsewhere]
      .map(fileGap)
      .concat(unreadBranches(contents), gaps),
    others: blueprint && flows.length > 0 ? [] : contents.others,
    notes: contents.notes,
    unreadable: contents.problems.length > 0,
  };
}

/** The links of the flows of a file. */
export function linksIn({ flows }: FileResult): readonly LinkedFlow[] {
  return flows.flatMap(({ record: { namespace, flow }, links }) =>
    links ? [{ namespace, flow, links }] : [],
  );
}

/** The links of a file, with the cost of reading it. */
export function ownLinks(result: FileResult): FileLinks {
  return { flows: linksIn(result), steps: result.steps };
}

/** The links of a file, with its claims about assets. */
export function fileLinks(result: FileResult): FileLinks {
  return { ...ownLinks(result), claims: claimsIn(result.flows.flatMap(({ bundles }) => bundles)) };
}

/** The contribution of a file or folder that could not be opened. */
export function problemParts(problem: Problem): FileResult {
  return { flows: [], steps: 0, gaps: [fileGap(problem)], others: [], notes: [], unreadable: true };
}

/**
 * The inventory of several files.
 *
 * @param problems of files and folders that could not be opened at all
 */
export function inventoryOfFiles(
  files: readonly FileResult[],
  problems: readonly Problem[],
  about: { readonly tenant: string; readonly roots: readonly string[]; readonly settings?: ScanSettings },
): Inventory {
  const others = new Map<string, number>();
  for (const kind of files.flatMap((file) => file.others)) others.set(kind, (others.get(kind) ?? 0) + 1);
  return buildInventory({
    ...about,
    files: {
      found: files.length,
      withFlows: files.filter((file) => file.flows.length > 0).length,
      otherDocuments: Object.fromEntries([...others].sort(([a], [b]) => (a < b ? -1 : 1))),
      unreadable: files.filter((file) => file.unreadable).length + problems.length,
    },
    flows: files.flatMap((file) => file.flows),
    gaps: [...files.flatMap((file) => file.gaps), ...problems.map(fileGap)],
  });
}

function fileGap({ message, place }: Problem): Gap {
  return { kind: "file", place, message };
}

/** Gaps for unread tasks in unknown containers, if they declare assets. */
function unreadBranches({ unknownContainers }: FileContents): Gap[] {
  return unknownContainers
    .filter(({ declaresAssets }) => declaresAssets)
    .map(({ message, place }) => fileGap({ message, place }));
}
