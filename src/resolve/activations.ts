import { type Branch, type Flow, get, type Task, type Trigger } from "../flows/flow.ts";
import type { YamlMap } from "../flows/yaml-node.ts";
import type { Activation, FlowId } from "../model/model.ts";
import { assetMatch } from "./asset-match.ts";
import { flowMatch, type RenderText, textOf } from "./flow-match.ts";
import { type DeclarationSite, isTrue } from "./site.ts";
import { FLOW_TRIGGER, triggeringFlows } from "./triggering-flows.ts";

/** Types of triggers on assets by their last part. Source: Kestra's plugin-kestra and its older package. */
const ASSET_TRIGGER = /^io\.kestra\.plugin\.(?:kestra\.)?ee\.assets\.(?:EventTrigger|FreshnessTrigger)$/;

/**
 * Everything in a flow that starts flows: Flow triggers and triggers on assets (which start this one), Subflow and
 * ForEachItem tasks (which start another). A literal `disabled: true` starts nothing.
 *
 * @param sites the declarations of the flow, whose assets can offer flows to start by hand
 * @param render evaluates a text in the scope of the flow
 * @returns triggers first, then tasks, then actions on assets, each in the order of the file
 */
export function activationsOf(
  flow: Flow,
  sites: readonly DeclarationSite[],
  render: RenderText,
): Activation[] {
  const id: FlowId = { namespace: flow.namespace.value, flow: flow.id.value };
  const of = (node: YamlMap, task: string, taskType: string) => ({
    ...id,
    task,
    taskType,
    place: flow.source.place(node.span.start),
  });
  const found: Activation[] = [];
  for (const trigger of flow.triggers) found.push(...fromTrigger(trigger, of, render));
  addCalls(flow.branches, of, render, found);
  for (const site of sites) found.push(...assetActions(site, of, render));
  return found;
}

/** Source: Kestra's `assetActions` of an asset: `{namespace, flowId, label, when}`. */
function assetActions(
  { task, assets, steps }: DeclarationSite,
  of: SourceOf,
  render: RenderText,
): Activation[] {
  const outputs = get(assets, "outputs");
  if (outputs?.kind !== "list" || steps.some(({ kind }) => kind === "off")) return [];
  return outputs.items.flatMap((entry) => {
    const actions = get(entry, "assetActions");
    const id = actions?.kind === "list" ? textOf(get(entry, "id"), render) : undefined;
    if (id === undefined || actions?.kind !== "list") return [];
    const match = { id: id.text, certainty: id.text.includes("*") ? "pattern" : id.certainty } as const;
    return actions.items.flatMap((action): Activation[] => {
      const flow = textOf(get(action, "flowId"), render);
      if (action.kind !== "map" || flow === undefined) return [];
      const namespace = textOf(get(action, "namespace"), render);
      const source = of(action, task.id, task.type);
      return [{ ...source, kind: "asset-action", flows: [flowMatch(namespace, flow)], assets: match }];
    });
  });
}

type SourceOf = (
  node: YamlMap,
  task: string,
  taskType: string,
) => Pick<Activation, "namespace" | "flow" | "task" | "taskType" | "place">;

function fromTrigger({ node, id, type }: Trigger, of: SourceOf, render: RenderText): Activation[] {
  if (isTrue(get(node, "disabled"))) return [];
  if (type === FLOW_TRIGGER) {
    return [{ ...of(node, id, type), kind: "flow-trigger", flows: triggeringFlows(node, render) }];
  }
  if (ASSET_TRIGGER.test(type)) {
    return [{ ...of(node, id, type), kind: "asset-trigger", assets: assetMatch(node, render) }];
  }
  return [];
}

/** The calls of all enabled tasks in enabled containers, at any depth. */
function addCalls(branches: readonly Branch[], of: SourceOf, render: RenderText, found: Activation[]): void {
  for (const { tasks } of branches) {
    for (const task of tasks) {
      if (isTrue(get(task.node, "disabled"))) continue;
      if (task.container === "subflow") found.push(...fromCall(task, of, render));
      addCalls(task.branches, of, render, found);
    }
  }
}

function fromCall({ node, id, type }: Task, of: SourceOf, render: RenderText): Activation[] {
  const namespace = textOf(get(node, "namespace"), render);
  const flow = textOf(get(node, "flowId"), render);
  // Kestra refuses a call without either.
  if (namespace === undefined || flow === undefined) return [];
  return [{ ...of(node, id, type), kind: "call", flows: [flowMatch(namespace, flow)] }];
}
