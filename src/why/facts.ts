import { get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { Assumption, Place } from "../model/model.ts";
import { isTemplate, toData } from "../pebble/index.ts";
import { queryText } from "../resolve/asset-choice.ts";
import type { Assignment } from "../resolve/choice.ts";
import type { FlowContext } from "../resolve/flow-context.ts";
import { valueText } from "../resolve/input-value.ts";
import type { SiteStep, TaskSite } from "../resolve/site.ts";
import type { AssumptionFact, Fact, LoopItemFact, StartChain } from "./chain.ts";

/** The chain behind an assumption on the start. */
export type ExplainStart = (assumption: Assumption & { readonly kind: "start" }) => StartChain | undefined;

/**
 * The premises of a case of a task.
 *
 * @param assignment the items of its loops
 * @param assumptions all assumptions, in the order in which they are shown
 */
export function factsOf(
  site: TaskSite,
  context: FlowContext,
  assignment: Assignment,
  assumptions: readonly Assumption[],
  explainStart: ExplainStart,
): readonly Fact[] {
  return [
    ...loopItems(site, context, assignment),
    ...assumptions.map((assumption) => factOf(assumption, site, context, explainStart)),
  ];
}

function loopItems({ steps }: TaskSite, { flow }: FlowContext, assignment: Assignment): LoopItemFact[] {
  return steps.flatMap((step): LoopItemFact[] => {
    if (step.kind !== "loop") return [];
    const { key, task, values } = step.loop;
    const chosen = assignment.get(key)?.value;
    if (chosen === undefined || chosen === "absent" || toData(chosen) === undefined) return [];
    const value = valueText(chosen);
    const own = values?.kind === "list" ? values.items.find((item) => isText(item, value)) : undefined;
    return [
      {
        kind: "item",
        loop: task.id,
        value,
        place: flow.source.place((own ?? values ?? task.node).span.start),
      },
    ];
  });
}

function isText(node: YamlNode, text: string): boolean {
  return node.kind === "scalar" && scalarText(node) === text;
}

function factOf(
  assumption: Assumption,
  site: TaskSite,
  context: FlowContext,
  explainStart: ExplainStart,
): AssumptionFact {
  const place = placeOf(assumption, site, context);
  const found = assumption.kind === "inventory" ? foundBy(assumption.query, context) : undefined;
  const start = assumption.kind === "start" ? explainStart(assumption) : undefined;
  return {
    kind: "assumption",
    assumption,
    ...(place && { place }),
    ...(found && { found }),
    ...(start && { start }),
  };
}

function placeOf(assumption: Assumption, site: TaskSite, context: FlowContext): Place | undefined {
  if (assumption.kind === "start") return assumption.place;
  const node = nodeOf(assumption, site, context);
  return node && context.flow.source.place(node.span.start);
}

function nodeOf(assumption: Assumption, site: TaskSite, context: FlowContext): YamlNode | undefined {
  switch (assumption.kind) {
    case "default":
    case "choice":
    case "override":
      return variableNode(assumption.variable, context);
    case "branch":
      return conditionNode(assumption.condition, site.steps);
    case "inventory":
      return queryNode(site, context);
    case "start":
      return undefined;
  }
}

/** The declaration of an input or a label. */
function variableNode(variable: string, { flow, inputs }: FlowContext): YamlNode | undefined {
  const [root, ...path] = variable.split(".");
  const name = path.join(".");
  if (root === "inputs") return inputs.find(({ id }) => id === name)?.node;
  if (root !== "labels") return undefined;
  const labels = get(flow.node, "labels");
  if (labels?.kind === "map") return labels.entries.find(({ key }) => key.text === name)?.value;
  const items = labels?.kind === "list" ? labels.items : [];
  return items.find((item) => isText(get(item, "key") ?? item, name));
}

/** The condition of a container or task, whose text the assumption begins with. */
function conditionNode(condition: string, steps: readonly SiteStep[]): YamlNode | undefined {
  for (const step of steps) {
    const node = step.kind === "condition" ? step.text : step.kind === "switch" ? step.value : undefined;
    if (node?.kind === "scalar" && node.text !== "" && condition.startsWith(node.text)) return node;
  }
  return undefined;
}

const QUERY = /\bassets\s*\(/;

/** The text with a query for assets: of a loop, of the task, or of an input. */
function queryNode({ steps, task }: TaskSite, { inputs }: FlowContext): YamlNode | undefined {
  const loops = steps.flatMap((step) => (step.kind === "loop" && step.loop.values ? [step.loop.values] : []));
  const expressions = inputs.flatMap(({ optionsExpression }) => optionsExpression ?? []);
  return [...loops, task.node, ...expressions].map(queryIn).find((node) => node !== undefined);
}

function queryIn(node: YamlNode): YamlNode | undefined {
  if (node.kind === "scalar")
    return typeof node.value === "string" && isTemplate(node.value) && QUERY.test(node.value)
      ? node
      : undefined;
  const children = node.kind === "list" ? node.items : node.entries.map(({ value }) => value);
  return children.map(queryIn).find((child) => child !== undefined);
}

function foundBy(query: string, { environment, flow }: FlowContext): readonly string[] | undefined {
  const own = flow.namespace.value;
  const known = Object.entries(environment.found).find(([key]) => queryText(JSON.parse(key), own) === query);
  return known?.[1].assets.map(({ id }) => id);
}
