import { type Branch, type Flow, get, type KestraLine } from "../flows/flow.ts";
import type { YamlMap, YamlNode } from "../flows/yaml-node.ts";
import {
  isTemplate,
  LazyVariables,
  list,
  openMap,
  orUnknown,
  string,
  stringMap,
  textWithHoles,
  unknown,
  type Value,
} from "../pebble/index.ts";
import { storedEntries, yamlValue } from "./yaml-value.ts";

/** Variables that are the same everywhere in a flow. Source: Kestra's RunVariables. */
export class FlowVariables extends LazyVariables {
  private readonly source: Flow;
  private readonly tenant: string;
  private readonly vars: Value | undefined;
  private flow: Value | undefined;

  constructor(source: Flow, tenant: string, line: () => KestraLine) {
    super();
    this.source = source;
    this.tenant = tenant;
    this.vars = flowVariables(source, line);
  }

  override variable(name: string): Value | undefined {
    if (name === "flow") return this.ofFlow();
    if (name === "vars") return this.vars;
    return Object.hasOwn(OF_EVERY_FLOW, name) ? OF_EVERY_FLOW[name] : undefined;
  }

  override all(): Readonly<Record<string, Value>> {
    return { flow: this.ofFlow(), ...OF_EVERY_FLOW, ...(this.vars && { vars: this.vars }) };
  }

  private ofFlow(): Value {
    this.flow ??= openMap(
      {
        id: string(this.source.id.value),
        namespace: string(this.source.namespace.value),
        tenantId: string(this.tenant),
        revision: REVISION,
      },
      REST_OF_FLOW,
    );
    return this.flow;
  }
}

const atRunTime = (name: string) => unknown(`${name} is known only at run time`, { maybeUndefined: true });
const defined = (name: string) => unknown(`${name} is known only at run time`);
const ofServer = (name: string) => unknown(`${name} depends on the server`, { maybeUndefined: true });

const REVISION = defined("flow.revision");
const REST_OF_FLOW = atRunTime("flow.*");

/** Values are immutable, so all flows share them. */
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
  tasks: openMap({}, atRunTime("tasks.*")),
  envs: openMap({}, ofServer("envs.*")),
  globals: openMap({}, ofServer("globals.*")),
  // The server sets these only if they have a value.
  kestra: ofServer("kestra.*"),
  namespace: ofServer("namespace.*"),
  trace: atRunTime("trace.*"),
  // Only some tasks have these. Their visibility under `assets` is unknown.
  ...Object.fromEntries(
    ["workerTaskrun", "workingDir", "outputDir", "outputFiles"].map((name) => [name, atRunTime(name)]),
  ),
};

/**
 * The flow's `variables`, as written: Kestra does not render them. A variable that a task sets is unknown; no other
 * names exist.
 */
function flowVariables(flow: Flow, line: () => KestraLine): Value | undefined {
  const node = get(flow.node, "variables");
  const { set, unset, notText } = changedVariables(flow.branches);
  const changed = new Set([...set, ...unset]);
  if (node?.kind !== "map") {
    return changed.size > 0
      ? openMap({}, unknown("vars.* is set by a task", { maybeUndefined: true }))
      : undefined;
  }
  if (changed.size === 0) return orUnknown(() => yamlValue(node));
  const reason = "this variable is set by a task of the flow";
  const maybeMissing = unknown(reason, { maybeUndefined: true });
  if (changed.has("*")) return openMap({}, maybeMissing);
  const declared = storedEntries(node).map(({ key, value }) => [key.text, value] as const);
  // 1.x then copies the variables into a HashMap. Source: Kestra's MapUtils.deepMerge.
  const isReordered =
    set.length > 0 && declared.some(([, { kind }]) => kind !== "scalar") && line() === "1.x";
  const converted = isReordered ? valueInAnyOrder : yamlValue;
  const values = new Map(declared.map(([name, value]) => [name, orUnknown(() => converted(value))]));
  for (const name of changed) {
    const before = values.get(name);
    if (before === undefined || unset.includes(name)) values.set(name, maybeMissing);
    else if (before.kind === "string" && !notText.includes(name))
      values.set(name, textWithHoles([unknown(reason)]));
    else values.set(name, unknown(reason));
  }
  return stringMap(values);
}

/** A value whose mappings have their keys in an unknown order. */
function valueInAnyOrder(node: YamlNode): Value {
  if (node.kind === "list") return list(node.items.map(valueInAnyOrder));
  if (node.kind !== "map" || node.entries.length < 2) return yamlValue(node);
  const values = storedEntries(node).map(({ key, value }) => [key.text, valueInAnyOrder(value)] as const);
  return openMap(Object.fromEntries(values), UNKNOWN_ORDER);
}

const UNKNOWN_ORDER = unknown("a task that sets variables changes the order of the keys of others", {
  maybeUndefined: true,
});

const SETTER = /\.execution\.(Uns|S)etVariables$/;

/** Names in SetVariables and UnsetVariables tasks; `*` for unknown names. */
interface ChangedVariables {
  readonly set: string[];
  readonly unset: string[];
  /** Those of `set` with a value other than text. */
  readonly notText: string[];
}

function changedVariables(
  branches: readonly Branch[],
  changed: ChangedVariables = { set: [], unset: [], notText: [] },
): ChangedVariables {
  for (const { tasks } of branches) {
    for (const task of tasks) {
      if (task.type.endsWith("Variables") && SETTER.test(task.type)) {
        const variables = get(task.node, "variables");
        const names = namesIn(variables);
        (task.type.endsWith(".SetVariables") ? changed.set : changed.unset).push(...names);
        if (variables?.kind === "map") changed.notText.push(...namesOfOthers(variables));
      }
      changedVariables(task.branches, changed);
    }
  }
  return changed;
}

function namesIn(variables: YamlNode | undefined): string[] {
  if (variables?.kind === "map") return variables.entries.flatMap(({ key }) => changedNames(key.text));
  if (variables?.kind !== "list") return ["*"];
  return variables.items.flatMap((item) => (item.kind === "scalar" ? changedNames(item.text) : ["*"]));
}

function namesOfOthers({ entries }: YamlMap): string[] {
  const others = entries.filter(({ value }) => value.kind !== "scalar" || typeof value.value !== "string");
  return others.flatMap(({ key }) => changedNames(key.text));
}

/** A dotted name may change a part of a variable; an expression may be any name. */
function changedNames(name: string): string[] {
  return isTemplate(name) ? ["*"] : [name, ...name.split(".", 1)];
}
