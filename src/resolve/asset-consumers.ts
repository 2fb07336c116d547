import type { Flow, Task, Trigger } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { isTemplate, type Rendered, type Unknown } from "../pebble/index.ts";
import { queryOfChoice } from "./asset-choice.ts";
import type { Cases } from "./cases.ts";
import type { CaseResult, ResolvedEntry } from "./emission.ts";
import { Evaluation } from "./evaluation.ts";
import { findCases } from "./find-cases.ts";
import type { FlowContext } from "./flow-context.ts";
import type { CaseGap } from "./gaps.ts";
import { type CaseMode, nextSplit } from "./next-split.ts";
import { type DeclarationSite, taskSites } from "./site.ts";

/** A text with a query for assets. */
const QUERY = /\bassets\s*\(/;

/**
 * The texts with queries for assets in tasks, outside their declarations. Such a task reads the assets of its query: a
 * loop passes them to its tasks.
 */
export function queryingSites(flow: Flow): DeclarationSite[] {
  if (!QUERY.test(flow.source.text)) return [];
  return taskSites(flow, (task) => queriesOf(task).length > 0).flatMap((site) =>
    queriesOf(site.task).map((assets) => ({ ...site, assets, offset: assets.span.start })),
  );
}

function queriesOf(task: Task | Trigger): YamlScalar[] {
  const inner = new Set("branches" in task ? task.branches.map(({ key }) => key) : []);
  return task.node.entries.flatMap(({ key, value }) =>
    key.text === "assets" || inner.has(key.text) ? [] : queriesIn(value),
  );
}

function queriesIn(node: YamlNode): YamlScalar[] {
  if (node.kind === "list") return node.items.flatMap(queriesIn);
  if (node.kind === "map") return node.entries.flatMap(({ value }) => queriesIn(value));
  return typeof node.value === "string" && isTemplate(node.value) && QUERY.test(node.value) ? [node] : [];
}

/** All cases in which a text queries assets. */
export function queryCases(site: DeclarationSite, context: FlowContext): Cases {
  return findCases(site, site.assets, context, (evaluation, mode) => foundBy(site, evaluation, mode));
}

function foundBy(
  { assets, level, task }: DeclarationSite,
  evaluation: Evaluation,
  mode: CaseMode,
): CaseResult {
  if (assets.kind !== "scalar") throw new RangeError("a query stands in a text");
  const text = scalarText(assets);
  const { result, dependencies } = evaluation.render(text, level);
  const choice = nextSplit(dependencies, evaluation, mode);
  if (choice) return { kind: "split", choice, parts: ["inputs"] };
  const keys = foundQueries(text, level, evaluation);
  const found = keys.flatMap((key) => idsIn(evaluation, key));
  const named = namedIds(result);
  const ids = named?.every((id) => found.includes(id)) ? named : found;
  const place = evaluation.context.flow.source.place(assets.span.start);
  const inputs = [...new Set(ids)].map((id, index): ResolvedEntry => {
    const declared = { id, place, expression: text, claim: {}, certainty: "exact" } as const;
    return { declared, side: "inputs", index };
  });
  return {
    ...{ kind: "emits", inputs, outputs: [], descriptiveAssumptions: [] },
    dependsOn: new Map([["inputs", keys]]),
    gaps: found.length > 0 || keys.length === 0 ? [] : [openGap(assets, task.id, dependencies)],
  };
}

/** The queries of a text as keys of choices, also those that are decided. */
function foundQueries(text: string, level: DeclarationSite["level"], evaluation: Evaluation): string[] {
  const { context, assignment, loops } = evaluation;
  const others = [...assignment].filter(([key]) => queryOfChoice(key) === undefined);
  const { dependencies } = new Evaluation(context, new Map(others), loops).render(text, level);
  return [
    ...new Set(
      dependencies.flatMap(({ origin }) =>
        origin !== undefined && queryOfChoice(origin) !== undefined ? [origin] : [],
      ),
    ),
  ];
}

function idsIn({ assignment, context }: Evaluation, key: string): string[] {
  const isKnown = assignment.get(key)?.assumption !== undefined;
  return isKnown
    ? (context.environment.found[queryOfChoice(key) ?? ""]?.assets ?? []).map(({ id }) => id)
    : [];
}

/** The texts in a JSON list, which can be the ids that a filter leaves over. */
function namedIds(result: Rendered): string[] | undefined {
  if (result.kind !== "known") return undefined;
  try {
    const data: unknown = JSON.parse(result.text);
    return Array.isArray(data) && data.every((item) => typeof item === "string") ? data : undefined;
  } catch {
    return undefined;
  }
}

function openGap(node: YamlNode, task: string, dependencies: readonly Unknown[]): CaseGap {
  const reason = dependencies.map((dependency) => dependency.reason)[0] ?? "they are known only at run time";
  const message = `the task "${task}" reads the assets of a query: ${reason}`;
  return { kind: "run-time", node, message, hides: ["inputs"] };
}
