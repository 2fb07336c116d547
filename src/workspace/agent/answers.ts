import { resolve } from "node:path";
import { isWithin, realPathOf } from "../../files/boundary.ts";
import { createExplorer, type GraphExplorer } from "../../graph/explorer.ts";
import { assetAt } from "../../graph/graph.ts";
import { RULE_IDS, RULES } from "../../lint/rules/index.ts";
import { AssetsError } from "../../util/errors.ts";
import { suggestWord } from "../../util/suggest.ts";
import type { Session } from "../editor/session.ts";
import { impactOfAsset } from "../impact-of.ts";
import { selectIn } from "../select.ts";
import type { Workspace } from "../workspace.ts";
import { diffFacts } from "./diff-facts.ts";
import {
  assetFacts,
  endFacts,
  findingFacts,
  gaps,
  NO_GAPS,
  reachedFacts,
  slashedFlowName,
  startedFacts,
  taskFacts,
  usageFacts,
  walkFacts,
} from "./facts.ts";

/*
 * Answers for agents: plain, flat data with places as `file:line`, and the known gaps of each answer. Lists are
 * complete; the server truncates them.
 */

export interface AgentProject {
  readonly session: Session;
  readonly workspace: Workspace;
}

/** Assets of one answer that have an answer of their own. */
const MOST_SELECTED = 5;

/** Assets by a word in their id or by a selection, with their writers and readers. */
export function answerSearch({ session }: AgentProject, query: string) {
  const { explorer, nodes } = selected(session, query, { search: true });
  return {
    found: nodes.length,
    assets: nodes.map((node) => {
      const asset = assetAt(explorer.graph, node);
      const { writers, readers } = explorer.usages(asset.id);
      return { ...assetFacts(asset), writers: writers.map(usageFacts), readers: readers.map(usageFacts) };
    }),
    unknown: gaps({ here: [], elsewhere: explorer.graph.inventory.gaps }),
  };
}

export interface LineageQuestion {
  readonly selection: string;
  readonly direction: "up" | "down" | "both";
  readonly depth: number;
}

/** Everything upstream and downstream of the assets of a selection. */
export function answerLineage({ session }: AgentProject, { selection, direction, depth }: LineageQuestion) {
  const { explorer, nodes } = selected(session, selection);
  const directions = direction === "both" ? (["up", "down"] as const) : ([direction] as const);
  return {
    ...limited(nodes),
    lineages: nodes.slice(0, MOST_SELECTED).map((node) => {
      const { asset, up, down, unknown } = explorer.lineage(assetAt(explorer.graph, node).id, {
        directions,
        depth,
      });
      return {
        asset: assetFacts(asset),
        ...(up && { upstream: walkFacts(up) }),
        ...(down && { downstream: walkFacts(down) }),
        unknown: gaps(unknown),
      };
    }),
  };
}

/** Everything affected by a change to the assets of a selection. */
export async function answerImpact({ session }: AgentProject, selection: string) {
  const { explorer, nodes } = selected(session, selection);
  const impacts = await Promise.all(
    nodes.slice(0, MOST_SELECTED).map(async (node) => {
      const { graph } = explorer;
      const whole = await impactOfAsset(session.project, graph, assetAt(graph, node).id);
      const { asset, assets, consumers, activation, owners, unknown } = whole;
      return {
        asset: assetFacts(asset),
        owners: owners.map(({ name }) => name),
        assets: assets.map((impacted) => ({
          ...reachedFacts(impacted),
          owners: impacted.owners.map(({ name }) => name),
        })),
        consumers: consumers.map(endFacts),
        startedFlows: activation.flows.map(startedFacts),
        unknown: gaps(unknown),
      };
    }),
  );
  return { ...limited(nodes), impacts };
}

/** The difference between a revision and the working tree. Starts git. */
export async function answerDiff({ workspace }: AgentProject, base: string) {
  return diffFacts(await workspace.diff([base]));
}

/** Findings of the flows, or of some files and folders in the workspace. */
export async function answerLint({ session, workspace }: AgentProject, paths: readonly string[]) {
  for (const path of paths) checkInside(session, path);
  const outcome = await workspace.lint({ paths });
  if (outcome.kind !== "linted") throw new RangeError("lint was asked for findings");
  const { visible, linted } = outcome;
  return {
    files: linted.found.files,
    findings: visible.shown.map(findingFacts),
    suppressed: linted.suppressed,
    hiddenByBaseline: visible.hidden,
    unknown: gaps({ here: linted.input.inventory.gaps.filter(({ kind }) => kind === "file"), elsewhere: [] }),
  };
}

/** Drafts of missing declarations, with the texts of the files before and after. Writes nothing. */
export async function answerDeclare({ session, workspace }: AgentProject, paths: readonly string[]) {
  for (const path of paths) checkInside(session, path);
  const { files, left } = await workspace.declare({ names: paths });
  return {
    files: files.map(({ name, before, after, tasks }) => ({
      ...{ name, before, after },
      tasks: tasks.map(({ task, ...flow }) => ({ task, flow: slashedFlowName(flow) })),
    })),
    unknown: { here: left.map((task) => ({ ...taskFacts(task), message: task.reason })), elsewhere: 0 },
  };
}

/** The documentation of a rule. */
export function answerExplain(id: string) {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = suggestWord(id, RULE_IDS);
    throw new AssetsError(`unknown rule "${id}"`, {
      hint: near === undefined ? `Rules are ${RULE_IDS.join(", ")}.` : `Did you mean "${near}"?`,
    });
  }
  const { severity, description, why, remedy, fixable = false, examples } = rule;
  return { rule: id, severity, description, why, remedy, fixable, examples, unknown: NO_GAPS };
}

/** Throws an AssetsError for a path out of the workspace, also by a link. */
function checkInside({ project }: Session, path: string): void {
  const root = realPathOf(project.config.folder);
  if (isWithin(realPathOf(resolve(project.folder, path)), root)) return;
  throw new AssetsError(`"${path}" is outside the workspace`, {
    hint: "Use a path in the folder of the server.",
  });
}

function selected(
  session: Session,
  text: string,
  options: { readonly search?: boolean } = {},
): { readonly explorer: GraphExplorer; readonly nodes: readonly number[] } {
  const { graph } = session.inventory();
  const nodes = selectIn(session.project, graph, text, { ...options, failOnEmpty: true });
  return { explorer: createExplorer(graph), nodes };
}

function limited(nodes: readonly number[]): { readonly selected: number; readonly moreSelected?: number } {
  const more = nodes.length - MOST_SELECTED;
  return { selected: nodes.length, ...(more > 0 && { moreSelected: more }) };
}
