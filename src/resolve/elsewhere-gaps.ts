import { type Branch, type Flow, get, type Task } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { FlowGap } from "../model/declared.ts";
import { type DeclarationSite, isTrue } from "./site.ts";

const TEMPLATE = "io.kestra.plugin.core.flow.Template";

/**
 * Gaps for content defined outside the flow: the tasks of a template, and the properties that policies add to a
 * declaring task or remove from it. Source: Kestra's Template task of 1.x, and its policies (EE).
 */
export function elsewhereGaps(flow: Flow, sites: readonly DeclarationSite[]): FlowGap[] {
  // Hardly any flow has either. A backslash can spell both otherwise.
  const { text } = flow.source;
  if (!["policyRefs", ".Template", "\\"].some((hint) => text.includes(hint))) return [];
  const gap = (node: YamlNode, message: string, task?: string): FlowGap => ({
    kind: "dynamic",
    namespace: flow.namespace.value,
    flow: flow.id.value,
    ...(task !== undefined && { task }),
    place: flow.source.place(node.span.start),
    message,
  });
  const templates = tasksIn(flow.branches)
    .filter(({ type, node }) => type === TEMPLATE && !isTrue(get(node, "disabled")))
    .map(({ node, id }) =>
      gap(node, `the task "${id}" runs the tasks of a template, whose assets are unknown`, id),
    );
  const declaring = [...new Set(sites.map(({ task }) => task))];
  const ofTasks = declaring.flatMap(({ node, id }) => {
    const refs = policyRefs(node);
    return refs
      ? [gap(refs, `the assets of the task "${id}" are not completely known: ${POLICIES}`, id)]
      : [];
  });
  const refs = declaring.length > 0 ? policyRefs(flow.node) : undefined;
  const ofFlow = refs
    ? [gap(refs, `the assets of the flow "${flow.id.value}" are not completely known: ${POLICIES}`)]
    : [];
  return [...ofFlow, ...templates, ...ofTasks];
}

const POLICIES = 'policies in "policyRefs" can add and remove properties';

function policyRefs(node: YamlNode): YamlNode | undefined {
  const refs = get(node, "policyRefs");
  if (refs === undefined || (refs.kind === "scalar" && refs.value === null)) return undefined;
  return refs.kind === "list" && refs.items.length === 0 ? undefined : refs;
}

function tasksIn(branches: readonly Branch[]): Task[] {
  return branches.flatMap(({ tasks }) => tasks.flatMap((task) => [task, ...tasksIn(task.branches)]));
}
