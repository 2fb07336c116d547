import { type Flow, get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { setOwn } from "../model/draft.ts";
import { flowKey } from "../model/keys.ts";
import type { Value } from "../pebble/index.ts";
import { AssetsError } from "../util/errors.ts";
import { type FlowEnvironment, NO_ENVIRONMENT } from "./environment.ts";
import { FlowVariables } from "./flow-variables.ts";
import { flowInputs, type Input } from "./input.ts";
import { pinnedValue } from "./input-value.ts";
import type { KnownStart } from "./known-start.ts";
import { lineOf } from "./line.ts";
import { createLineUse, type LineUse } from "./line-use.ts";
import type { ResolveOptions } from "./options.ts";
import { type DeclarationSite, declarationSites } from "./site.ts";
import { type StartVariable, startVariables } from "./started.ts";
import { knownStarts } from "./starts.ts";

/** The parts of a flow that are the same in all its cases. */
export interface FlowContext {
  readonly flow: Flow;
  readonly lineUse: LineUse;
  readonly options: ResolveOptions;
  readonly environment: FlowEnvironment;
  readonly inputs: readonly Input[];
  /** Inputs pinned by the user, by id. */
  readonly pins: Readonly<Record<string, unknown>>;
  /** Their values. */
  readonly pinned: ReadonlyMap<string, Value>;
  readonly labels: Readonly<Record<string, string>>;
  readonly sites: readonly DeclarationSite[];
  readonly startVariables: ReadonlySet<StartVariable>;
  readonly knownStarts: readonly KnownStart[];
  /** Whether it is never started by hand. */
  readonly internal: boolean;
  /** Variables that are the same everywhere in the flow. */
  readonly variables: FlowVariables;
  /** The queries for assets that were evaluated so far. */
  readonly queries: Set<string>;
}

export function flowContext(flow: Flow, options: ResolveOptions): FlowContext {
  const inputs = flowInputs(flow);
  const line = options.line ?? lineOf(flow);
  const pins = inputs.length > 0 ? pinsOf(flow, options) : {};
  refuseSecretPins(inputs, pins, flow);
  const lineUse = createLineUse(line);
  const own = {
    flow,
    lineUse,
    options,
    environment:
      options.environments?.[flowKey({ namespace: flow.namespace.value, flow: flow.id.value })] ??
      NO_ENVIRONMENT,
    inputs,
    variables: new FlowVariables(flow, options.tenant, lineUse.line),
    queries: new Set<string>(),
  };
  return {
    ...own,
    pins,
    pinned: pinnedValues(inputs, pins),
    labels: flowLabels(flow),
    sites: declarationSites(flow),
    startVariables: startVariables(flow, line, own.environment),
    knownStarts: knownStarts(own),
    internal: namesOf(flow).some((name) => options.internal?.includes(name)),
  };
}

function pinsOf(flow: Flow, { pins: { all, byFlow } }: ResolveOptions): FlowContext["pins"] {
  return Object.assign({}, all, ...namesOf(flow).map((name) => byFlow[name]));
}

/** The names of a flow in a configuration; what is set for the last one counts. */
function namesOf(flow: Flow): readonly [string, string] {
  return [nameOf(flow), `${flow.namespace.value}/${flow.id.value}`];
}

function nameOf({ namespace, id }: Flow): string {
  return `${namespace.value}.${id.value}`;
}

/** Pinned values are visible in ids, assumptions and the store. */
function refuseSecretPins(inputs: readonly Input[], pins: FlowContext["pins"], flow: Flow): void {
  const named = inputs.find((input) => input.secret && Object.hasOwn(pins, input.id));
  if (named === undefined) return;
  throw new AssetsError(
    `"${named.id}" is a secret input of ${nameOf(flow)}, whose value would appear in ids`,
    {
      hint: 'Remove it from --input and from "inputs" in the configuration; dependent ids stay unknown.',
    },
  );
}

function pinnedValues(inputs: readonly Input[], pins: FlowContext["pins"]): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const input of inputs) {
    if (Object.hasOwn(pins, input.id)) values.set(input.id, pinnedValue(input, pins[input.id]));
  }
  return values;
}

/** Labels are a mapping, or a list of mappings with `key` and `value`. Empty values are dropped, as Kestra does. */
function flowLabels(flow: Flow): Record<string, string> {
  const node = get(flow.node, "labels");
  const labels: Record<string, string> = {};
  const add = (key: YamlNode | undefined, value: YamlNode | undefined) => {
    if (key?.kind === "scalar" && value?.kind === "scalar" && scalarText(value) !== "") {
      setOwn(labels, scalarText(key), scalarText(value));
    }
  };
  if (node?.kind === "map") for (const entry of node.entries) add(entry.key, entry.value);
  if (node?.kind === "list") for (const item of node.items) add(get(item, "key"), get(item, "value"));
  return labels;
}
