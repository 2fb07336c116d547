import { AssetsError } from "../errors.ts";
import { type Branch, type Flow, get, type KestraLine } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { isTemplate, openMap, string, unknown, type Value } from "../pebble/index.ts";
import { flowInputs, type Input } from "./input.ts";
import { lineOf } from "./line.ts";
import type { ResolveOptions } from "./options.ts";
import { declarationSites, type Site } from "./site.ts";
import { yamlValue } from "./yaml-value.ts";

/** What does not change between the cases of a flow. */
export interface FlowContext {
  readonly flow: Flow;
  readonly line: KestraLine;
  readonly options: ResolveOptions;
  readonly inputs: readonly Input[];
  /** Inputs pinned by the user, by id. */
  readonly pins: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly sites: readonly Site[];
  /** Variables that are the same everywhere in the flow. Source: Kestra's RunVariables. */
  readonly variables: Readonly<Record<string, Value>>;
}

export function flowContext(flow: Flow, options: ResolveOptions): FlowContext {
  const key = `${flow.namespace.value}.${flow.id.value}`;
  const inputs = flowInputs(flow);
  const pins = { ...options.pins.all, ...options.pins.byFlow[key] };
  refuseSecretPins(inputs, pins, key);
  return {
    flow,
    line: options.line ?? lineOf(flow),
    options,
    inputs,
    pins,
    labels: flowLabels(flow),
    sites: declarationSites(flow),
    variables: commonVariables(flow, options.tenant),
  };
}

/** Pinned values show in ids, assumptions and in the store. */
function refuseSecretPins(inputs: readonly Input[], pins: FlowContext["pins"], flow: string): void {
  const named = inputs.find((input) => input.secret && Object.hasOwn(pins, input.id));
  if (named === undefined) return;
  throw new AssetsError(
    `"${named.id}" is a secret input of ${flow}: given here, its value would show in ids`,
    {
      hint: 'Leave it out of --input and of "inputs" in the configuration; what depends on it stays unknown.',
    },
  );
}

/** Labels are a mapping, or a list of mappings with `key` and `value`. Empty values are dropped, as Kestra does. */
function flowLabels(flow: Flow): Record<string, string> {
  const node = get(flow.node, "labels");
  const pairs: [string, string][] = [];
  const add = (key: YamlNode | undefined, value: YamlNode | undefined) => {
    if (key?.kind === "scalar" && value?.kind === "scalar" && value.value !== null && value.text !== "") {
      pairs.push([key.text, value.text]);
    }
  };
  if (node?.kind === "map") for (const entry of node.entries) add(entry.key, entry.value);
  if (node?.kind === "list") for (const item of node.items) add(get(item, "key"), get(item, "value"));
  return Object.fromEntries(pairs);
}

function commonVariables(flow: Flow, tenant: string): Record<string, Value> {
  const vars = flowVariables(flow);
  return {
    flow: openMap(
      {
        id: string(flow.id.value),
        namespace: string(flow.namespace.value),
        tenantId: string(tenant),
        revision: REVISION,
      },
      REST_OF_FLOW,
    ),
    ...OF_EVERY_FLOW,
    ...(vars && { vars }),
  };
}

const atRunTime = (name: string) => unknown(`${name} is known only at run time`, { maybeUndefined: true });
const defined = (name: string) => unknown(`${name} is known only at run time`);
const ofServer = (name: string) => unknown(`${name} depends on the server`, { maybeUndefined: true });

const REVISION = defined("flow.revision");
const REST_OF_FLOW = atRunTime("flow.*");

/** Values never change, so one of each is enough for all flows. */
const OF_EVERY_FLOW: Readonly<Record<string, Value>> = {
  execution: openMap(
    {
      // Execution ids are letters and digits only. Source: Kestra's IdUtils.
      id: unknown("execution.id is known only at run time", { word: true }),
      originalId: unknown("execution.originalId is known only at run time", { word: true }),
      startDate: defined("execution.startDate"),
      state: defined("execution.state"),
    },
    atRunTime("execution.*"),
  ),
  trigger: openMap({}, atRunTime("trigger.*")),
  schedule: openMap({}, atRunTime("schedule.*")),
  tasks: openMap({}, atRunTime("tasks.*")),
  envs: openMap({}, ofServer("envs.*")),
  globals: openMap({}, ofServer("globals.*")),
  kestra: openMap({}, ofServer("kestra.*")),
  namespace: openMap({}, ofServer("namespace.*")),
  files: openMap({}, ofServer("files.*")),
  trace: openMap({}, atRunTime("trace.*")),
  // Only some tasks have these; whether what stands under `assets` sees them is not known.
  ...Object.fromEntries(
    ["workerTaskrun", "workingDir", "outputDir", "outputFiles"].map((name) => [name, atRunTime(name)]),
  ),
};

/** The flow's `variables`, as written: Kestra does not render them. A task that sets variables makes them unknown. */
function flowVariables(flow: Flow): Value | undefined {
  const node = get(flow.node, "variables");
  const changed = changedVariables(flow.branches);
  if (node?.kind !== "map") {
    return changed.length > 0
      ? openMap({}, unknown("vars.* is set by a task", { maybeUndefined: true }))
      : undefined;
  }
  if (changed.length === 0) return yamlValue(node);
  const bySetter = unknown("this variable is set by a task of the flow", { maybeUndefined: true });
  if (changed.includes("*")) return openMap({}, bySetter);
  const kept = node.entries.filter((entry) => !changed.includes(entry.key.text));
  return openMap(Object.fromEntries(kept.map((entry) => [entry.key.text, yamlValue(entry.value)])), bySetter);
}

/** A dotted name may change a part of a variable; a name that is itself an expression may be any. */
function changedName(name: string): string {
  return isTemplate(name) ? "*" : (name.split(".")[0] ?? name);
}

/** Names set by SetVariables and UnsetVariables tasks; `*` when the tasks do not say which. */
function changedVariables(branches: readonly Branch[]): string[] {
  return branches.flatMap((branch) =>
    branch.tasks.flatMap((task) => {
      const inner = changedVariables(task.branches);
      if (!/\.execution\.(Uns|S)etVariables$/.test(task.type)) return inner;
      const variables = get(task.node, "variables");
      if (variables?.kind === "map") {
        return [...variables.entries.map((entry) => changedName(entry.key.text)), ...inner];
      }
      if (variables?.kind === "list") {
        return [
          ...variables.items.map((item) => (item.kind === "scalar" ? changedName(item.text) : "*")),
          ...inner,
        ];
      }
      return ["*", ...inner];
    }),
  );
}
