import { type Flow, get } from "../flows/flow.ts";
import type { YamlMap, YamlScalar } from "../flows/yaml-node.ts";
import type { ResolvedFlow } from "../model/declared.ts";
import type { Call } from "../model/links.ts";
import { signatureOf } from "../resolve/call-problem.ts";
import { flowInputs } from "../resolve/input.ts";
import { taskSites } from "../resolve/site.ts";
import type { DeclarationEntry } from "./declarations.ts";
import { type CallFacts, type EntryFacts, type FlowFacts, placeKey, type TypeInsertion } from "./facts.ts";
import { type FactOptions, flowRuleContext } from "./flow-rule-context.ts";
import { FLOW_PARTS } from "./flow-walk.ts";
import { visibleRange } from "./range.ts";
import type { FlowRule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { createWalk } from "./walk.ts";

const walk = createWalk(
  FLOW_PARTS,
  RULES.filter((rule): rule is FlowRule => rule.scope === "flow"),
);

/**
 * Lint facts of one flow: findings of all rules about single flows (filtered later), and the places of entry parts.
 * Depends only on the flow and the options.
 */
export function flowFacts(flow: Flow, resolved: ResolvedFlow, options: FactOptions): FlowFacts {
  const context = flowRuleContext(flow, resolved, options);
  return {
    namespace: flow.namespace.value,
    flow: flow.id.value,
    range: visibleRange(flow.source, flow.id.span),
    findings: Array.from(walk(context), ({ rule, finding }) => ({ rule: rule.id, ...finding })),
    entries: context.entries.flatMap((entry) => entryFacts(flow, entry)),
    signature: signatureOf(flow, flowInputs(flow)),
    calls: resolved.links ? callFacts(flow, resolved.links.calls) : [],
  };
}

function callFacts(flow: Flow, calls: readonly Call[]): CallFacts[] {
  if (calls.length === 0) return [];
  const sites = taskSites(flow, (task) => "container" in task && task.container === "subflow");
  const tasks = new Map(
    sites.map(({ task: { node } }) => [placeKey(flow.source.place(node.span.start)), node]),
  );
  return calls.flatMap(({ task, place, to, inputs }) => {
    const node = tasks.get(placeKey(place));
    const named = node && (get(node, "flowId") ?? node);
    return named ? [{ range: visibleRange(flow.source, named.span), task, to, inputs }] : [];
  });
}

function entryFacts({ source }: Flow, { declaration, side, node, inText }: DeclarationEntry): EntryFacts[] {
  const id = get(node, "id");
  if (node.kind !== "map" || id?.kind !== "scalar") return [];
  const type = get(node, "type");
  const namespace = get(node, "namespace");
  const typeless =
    !declaration.byProperties &&
    !inText &&
    side === "outputs" &&
    (type === undefined || (type.kind === "scalar" && type.value === null));
  return [
    {
      id: visibleRange(source, id.span),
      ...(type && { type: visibleRange(source, type.span) }),
      ...(namespace && { namespace: visibleRange(source, namespace.span) }),
      ...(typeless && { typeInsertion: typeInsertion(source.text, node, id, type !== undefined) }),
    },
  ];
}

/** The position where `type` can be inserted into an entry. */
function typeInsertion(text: string, entry: YamlMap, id: YamlScalar, hasKey: boolean): TypeInsertion {
  // An empty `type:` is left to the user; an insertion would duplicate the key.
  if (hasKey) return { offset: -1, before: "" };
  if (text[entry.span.start] === "{") return { offset: id.span.end, before: ", " };
  const key = entry.entries.find((candidate) => candidate.key.text === "id")?.key ?? id;
  const lineStart = text.lastIndexOf("\n", key.span.start) + 1;
  const before = text.slice(lineStart, key.span.start);
  const lineEnd = text.indexOf("\n", id.span.end);
  const end = lineEnd === -1 ? text.length : text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
  const rest = text.slice(id.span.end, end);
  const isSimple = id.style !== "literal" && id.style !== "folded" && /^\s*(#.*)?$/.test(rest);
  if (!isSimple || !/^[ -]*$/.test(before)) return { offset: -1, before: "" };
  const lineBreak = text[end] === "\r" ? "\r\n" : "\n";
  return { offset: end, before: lineBreak + " ".repeat(before.length) };
}
