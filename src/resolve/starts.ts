import { type Flow, get, type Trigger } from "../flows/flow.ts";
import type { YamlMap } from "../flows/yaml-node.ts";
import { flowKey } from "../model/keys.ts";
import type { PassedValues } from "../model/links.ts";
import type { FlowId } from "../model/model.ts";
import { openMap, render, string, stringMap, unknown, type Value } from "../pebble/index.ts";
import { argumentsFor } from "./arguments.ts";
import { callProblem, signatureOf } from "./call-problem.ts";
import type { CalledBy, FlowEnvironment } from "./environment.ts";
import type { FlowVariables } from "./flow-variables.ts";
import type { Input } from "./input.ts";
import type { KnownStart } from "./known-start.ts";
import type { LineUse } from "./line-use.ts";
import { passedValue, renderNode, valueOfPassed } from "./passed-value.ts";
import { isTrue } from "./site.ts";
import { FLOW_TRIGGER, followedFlows } from "./triggering-flows.ts";

interface StartContext {
  readonly flow: Flow;
  readonly inputs: readonly Input[];
  readonly environment: FlowEnvironment;
  readonly variables: FlowVariables;
  readonly lineUse: LineUse;
}

/**
 * The ways of being started whose values are known: calls first, then the flow's own triggers. A call that Kestra would
 * refuse is none.
 */
export function knownStarts(context: StartContext): readonly KnownStart[] {
  const { flow, inputs, environment } = context;
  const { calls } = environment;
  if (calls.length === 0 && flow.triggers.length === 0) return NONE;
  const signature = signatureOf(flow, inputs);
  const valid = calls.filter((call) => callProblem(call.inputs, signature) === undefined);
  return [
    ...valid.map((call) => startOfCall(call, context)),
    ...flow.triggers.flatMap((trigger) =>
      isTrue(get(trigger.node, "disabled")) ? [] : startsOfTrigger(trigger, context),
    ),
  ];
}

const NONE: readonly KnownStart[] = [];

function startOfCall(call: CalledBy, { inputs }: StartContext): KnownStart {
  const { namespace, flow, task, place, others, labels = {} } = call;
  const caller = { flowId: string(flow), namespace: string(namespace), taskId: string(task) };
  return {
    assumption: {
      ...{ kind: "start", by: "call", namespace, flow, task, place },
      ...(others > 0 && { others }),
    },
    trigger: openMap({ ...caller, executionId: EXECUTION_ID }, REST_OF_CALLER),
    inputs: argumentsFor(inputs, call.inputs),
    labels: new Map(
      Object.entries(labels).map(([key, value]) => [key, valueOfPassed(value, `labels.${key}`)]),
    ),
    call,
  };
}

/** Execution ids are letters and digits only. Source: Kestra's IdUtils. */
const EXECUTION_ID = unknown("trigger.executionId is known only at run time", { word: true });
const REST_OF_CALLER = unknown("trigger.* is known only at run time", { maybeUndefined: true });

/** A trigger with inputs, and a Flow trigger for each known result of a flow that it follows. */
function startsOfTrigger(trigger: Trigger, context: StartContext): KnownStart[] {
  const hasInputs = get(trigger.node, "inputs")?.kind === "map";
  if (trigger.type !== FLOW_TRIGGER) return hasInputs ? [startOfTrigger(trigger, context)] : [];
  const { flows, all } = followedFlows(trigger.node);
  const results = flows.map((followed) => context.environment.followed[flowKey(followed)] ?? []);
  const found = flows.flatMap((followed, at) =>
    (results[at] ?? []).map((outputs) => startOfTrigger(trigger, context, { followed, outputs })),
  );
  const hasOthers = !all || results.some((outputs) => outputs.length === 0);
  return hasOthers && (hasInputs || found.length > 0) ? [...found, startOfTrigger(trigger, context)] : found;
}

function startOfTrigger(
  { id, node }: Trigger,
  { flow, inputs, variables, lineUse }: StartContext,
  after?: { readonly followed: FlowId; readonly outputs: PassedValues },
): KnownStart {
  const outputs = after && triggerOutputs(node, after);
  // While its inputs are rendered, `trigger` holds only `outputs`. Source: Kestra's trigger.Flow.
  const scope = { ...variables.all(), ...(outputs && { trigger: stringMap([["outputs", outputs]]) }) };
  const given = get(node, "inputs");
  const passed: Record<string, ReturnType<typeof passedValue>> = Object.create(null);
  for (const { key, value } of given?.kind === "map" ? given.entries : []) {
    const rendered = renderNode(value, (text) => ({
      result: render(text, { variables: scope, dialect: lineUse.lineFor(text) }),
      dependencies: [],
    }));
    passed[key.text] = passedValue(rendered.value);
  }
  return {
    assumption: {
      ...{ kind: "start", by: "trigger", namespace: flow.namespace.value, flow: flow.id.value, task: id },
      place: flow.source.place(node.span.start),
      ...(after && { after: after.followed }),
    },
    trigger: after && outputs ? triggerAfter(after.followed, outputs) : openMap({}, REST_OF_CALLER),
    inputs: argumentsFor(inputs, passed),
    labels: new Map(),
  };
}

/**
 * The outputs of the followed execution. With `dependsOn` of 2.0, they are also under its namespace and flow. Source:
 * Kestra's FlowTriggerService.buildOutputs and trigger.Flow.evaluate, which merges both.
 */
function triggerOutputs(
  trigger: YamlMap,
  { followed, outputs }: { readonly followed: FlowId; readonly outputs: PassedValues },
): Value {
  if (!get(trigger, "dependsOn")) return outputsValue(outputs);
  const byFlow = openMap({ [followed.flow]: outputsValue(outputs) }, REST_OF_OUTPUTS);
  return outputsValue(outputs, { [followed.namespace]: byFlow });
}

const REST_OF_OUTPUTS = unknown("trigger.outputs.* is known only at run time", { maybeUndefined: true });

function outputsValue(outputs: PassedValues, others: Readonly<Record<string, Value>> = {}): Value {
  const own = Object.entries(outputs).map(
    ([id, value]) => [id, valueOfPassed(value, `trigger.outputs.${id}`)] as const,
  );
  return openMap({ ...Object.fromEntries(own), ...others }, REST_OF_OUTPUTS);
}

function triggerAfter({ namespace, flow }: FlowId, outputs: Value): Value {
  return openMap(
    { outputs, flowId: string(flow), namespace: string(namespace), executionId: EXECUTION_ID },
    REST_OF_CALLER,
  );
}
