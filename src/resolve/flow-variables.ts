import { type Branch, type Flow, get } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import {
  isTemplate,
  LazyVariables,
  openMap,
  orUnknown,
  string,
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

  constructor(source: Flow, tenant: string) {
    super();
    this.source = source;
    this.tenant = tenant;
    this.vars = flowVariables(source);
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

/** The flow's `variables`, as written: Kestra does not render them. A task that sets variables makes them unknown. */
function flowVariables(flow: Flow): Value | undefined {
  const node = get(flow.node, "variables");
  const changed = changedVariables(flow.branches);
  if (node?.kind !== "map") {
    return changed.length > 0
      ? openMap({}, unknown("vars.* is set by a task", { maybeUndefined: true }))
      : undefined;
  }
  if (changed.length === 0) return orUnknown(() => yamlValue(node));
  const bySetter = unknown("this variable is set by a task of the flow", { maybeUndefined: true });
  if (changed.includes("*")) return openMap({}, bySetter);
  const kept = storedEntries(node).filter((entry) => !changed.includes(entry.key.text));
  return openMap(
    Object.fromEntries(kept.map((entry) => [entry.key.text, orUnknown(() => yamlValue(entry.value))])),
    bySetter,
  );
}

/** A dotted name may change a part of a variable; an expression may be any name. */
function changedName(name: string): string {
  return isTemplate(name) ? "*" : (name.split(".")[0] ?? name);
}

const SETTER = /\.execution\.(Uns|S)etVariables$/;

/** Names set by SetVariables and UnsetVariables tasks; `*` for unknown names. */
function changedVariables(branches: readonly Branch[], names: string[] = []): readonly string[] {
  for (const { tasks } of branches) {
    for (const task of tasks) {
      if (task.type.endsWith("Variables") && SETTER.test(task.type)) {
        for (const name of namesIn(get(task.node, "variables"))) names.push(name);
      }
      changedVariables(task.branches, names);
    }
  }
  return names;
}

function namesIn(variables: YamlNode | undefined): string[] {
  if (variables?.kind === "map") return variables.entries.map((entry) => changedName(entry.key.text));
  if (variables?.kind !== "list") return ["*"];
  return variables.items.map((item) => (item.kind === "scalar" ? changedName(item.text) : "*"));
}
