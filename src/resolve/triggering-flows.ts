import { get } from "../flows/flow.ts";
import type { YamlMap, YamlNode } from "../flows/yaml-node.ts";
import type { FlowId, FlowMatch } from "../model/model.ts";
import { isTemplate } from "../pebble/index.ts";
import { both, flowMatch, type RenderedText, type RenderText, textOf } from "./flow-match.ts";

export const FLOW_TRIGGER = "io.kestra.plugin.core.trigger.Flow";

/** The flows that a condition accepts; undefined if it does not restrict the flow. */
type Flows = readonly FlowMatch[] | undefined;

const ANY_FLOW: FlowMatch = { certainty: "pattern" };

/**
 * The flows whose executions start a Flow trigger: by `dependsOn` in 2.0, by `preconditions` and `conditions` in 1.x.
 * Conditions on states, labels, time and outputs are ignored. Without a restricting condition, any flow matches.
 * Source: Kestra's io.kestra.plugin.core.trigger.Flow and io.kestra.plugin.core.condition.
 */
export function triggeringFlows(trigger: YamlMap, render: RenderText): readonly FlowMatch[] {
  const preconditions = get(trigger, "preconditions");
  const waitsFor = anyOf([
    ...itemsOf(get(trigger, "dependsOn")).map((item) => namedFlow(item, render)),
    ...itemsOf(get(preconditions, "flows")).map((item) => namedFlow(item, render)),
    ...itemsOf(get(preconditions, "where")).map((item) => filteredFlows(item, render)),
  ]);
  const conditions = itemsOf(get(trigger, "conditions")).map((item) => conditionFlows(item, render));
  return [waitsFor, ...conditions].reduce(allOf, undefined) ?? [ANY_FLOW];
}

/** The flows that a trigger names without an expression or a wildcard, and whether these are all. */
export function followedFlows(trigger: YamlMap): {
  readonly flows: readonly FlowId[];
  readonly all: boolean;
} {
  const literal: RenderText = (text) =>
    isTemplate(text) ? { text: "*", certainty: "pattern" } : { text, certainty: "exact" };
  const matches = triggeringFlows(trigger, literal);
  const flows = matches.flatMap(({ namespace, flow, certainty }) =>
    certainty === "exact" && namespace !== undefined && flow !== undefined ? [{ namespace, flow }] : [],
  );
  return { flows, all: flows.length === matches.length };
}

function namedFlow(node: YamlNode, render: RenderText): Flows {
  const namespace = textOf(get(node, "namespace"), render);
  const flow = textOf(get(node, "flowId"), render);
  return namespace === undefined && flow === undefined ? undefined : [flowMatch(namespace, flow)];
}

/** One condition of 1.x. Older class names end in `Condition`. */
function conditionFlows(node: YamlNode, render: RenderText): Flows {
  const type = get(node, "type");
  const name = type?.kind === "scalar" ? type.text.slice(type.text.lastIndexOf(".") + 1) : "";
  const inner = () => itemsOf(get(node, "conditions")).map((item) => conditionFlows(item, render));
  switch (name.replace(/(?<!^Multiple)Condition$/, "")) {
    case "ExecutionFlow":
    case "Flow":
      return namedFlow(node, render);
    case "ExecutionNamespace":
    case "FlowNamespace":
      return namespaceFlows(node, render);
    // Each of its conditions is met by a separate execution.
    case "MultipleCondition":
      return anyOf(inner().filter((flows) => flows !== undefined));
    case "Or": {
      const flows = inner();
      return flows.includes(undefined) ? undefined : anyOf(flows);
    }
    default:
      return undefined;
  }
}

function namespaceFlows(node: YamlNode, render: RenderText): Flows {
  const namespace = textOf(get(node, "namespace"), render);
  if (namespace === undefined) return undefined;
  const comparison = get(node, "comparison");
  const prefix = get(node, "prefix");
  const how =
    comparison?.kind === "scalar"
      ? comparison.text
      : prefix?.kind === "scalar" && prefix.value === true
        ? "PREFIX"
        : "EQUALS";
  return [flowMatch(compared(how, namespace), undefined)];
}

/** An entry of `preconditions.where`: filters on one execution, of which all or (`operand: OR`) any must hold. */
function filteredFlows(node: YamlNode, render: RenderText): Flows {
  const operand = get(node, "operand");
  const flows = itemsOf(get(node, "filters")).map((filter) => filterFlows(filter, render));
  if (operand?.kind === "scalar" && operand.text === "OR") {
    return flows.includes(undefined) ? undefined : anyOf(flows);
  }
  return flows.reduce(allOf, undefined);
}

function filterFlows(node: YamlNode, render: RenderText): Flows {
  const [field, type] = [get(node, "field"), get(node, "type")];
  if (field?.kind !== "scalar" || type?.kind !== "scalar") return undefined;
  if (field.text !== "NAMESPACE" && field.text !== "FLOW_ID") return undefined;
  const isNamespace = field.text === "NAMESPACE";
  const values = [get(node, "value"), ...itemsOf(get(node, "values"))]
    .map((value) => textOf(value, render))
    .filter((value) => value !== undefined);
  const matches = values.map((value) => compared(type.text, value));
  if (matches.length === 0 || matches.includes(undefined)) return undefined;
  return matches.map((text) => (isNamespace ? flowMatch(text, undefined) : flowMatch(undefined, text)));
}

/**
 * The text that a comparison accepts; undefined if a pattern with `*` cannot express it (a negation, a regular
 * expression).
 */
function compared(how: string, { text, certainty }: RenderedText): RenderedText | undefined {
  switch (how) {
    case "EQUALS":
    case "EQUAL_TO":
    case "IN":
      return { text, certainty };
    case "PREFIX":
    case "STARTS_WITH":
      return { text: `${text}*`, certainty: "pattern" };
    case "SUFFIX":
    case "ENDS_WITH":
      return { text: `*${text}`, certainty: "pattern" };
    case "CONTAINS":
      return { text: `*${text}*`, certainty: "pattern" };
    default:
      return undefined;
  }
}

/** The union of the flows. Conditions that do not restrict the flow are met by the executions of the others. */
function anyOf(all: readonly Flows[]): Flows {
  const flows = all.flatMap((one) => one ?? []);
  const distinct = new Map(flows.map((match) => [JSON.stringify([match.namespace, match.flow]), match]));
  return distinct.size === 0 ? undefined : [...distinct.values()];
}

function allOf(a: Flows, b: Flows): Flows {
  if (a === undefined || b === undefined) return a ?? b;
  return a.flatMap((one) => b.map((other) => both(one, other)).filter((match) => match !== undefined));
}

/** The items of a list, or the values of a mapping (MultipleCondition names its conditions). */
function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node?.kind === "list") return node.items;
  return node?.kind === "map" ? node.entries.map((entry) => entry.value) : [];
}
