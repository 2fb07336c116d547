import { get } from "./flow.ts";
import { scalarText } from "./scalar-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "./yaml-node.ts";

/** The kind of a document: a flow or another kind. */
export type Classified =
  | { readonly kind: "flow"; readonly node: YamlMap; readonly id: Text; readonly namespace: Text }
  /** A flow without a namespace, which gets one at deployment: by a folder upload, SyncFlows or Terraform. */
  | { readonly kind: "no-namespace"; readonly node: YamlMap; readonly id: Text }
  | { readonly kind: "other"; readonly what: string };

type Text = YamlScalar & { readonly value: string };

/**
 * Classifies documents: a flow has an `id`, a `namespace` and a list of `tasks`. Other documents get the first kind
 * with matching marks, for the counts of a scan.
 */
export function classify(node: YamlNode): Classified {
  if (node.kind === "scalar") return { kind: "other", what: node.value === null ? "empty" : "scalar" };
  if (node.kind === "list") return { kind: "other", what: isTaskList(node.items) ? "task list" : "list" };
  const id = asText(get(node, "id"));
  const namespace = asText(get(node, "namespace"));
  const tasks = get(node, "tasks");
  if (id !== undefined && tasks?.kind === "list") {
    if (namespace !== undefined) return { kind: "flow", node, id, namespace };
    if (isNull(get(node, "namespace")) && tasks.items.some(isTask)) return { kind: "no-namespace", node, id };
  }
  return { kind: "other", what: OTHER_KINDS.find(([, bears]) => bears(node))?.[0] ?? "other" };
}

/** A number or boolean is text where Kestra wants text (`id: 2024`). */
function asText(node: YamlNode | undefined): Text | undefined {
  if (node?.kind !== "scalar" || node.value === null) return undefined;
  return typeof node.value === "string" ? (node as Text) : { ...node, value: scalarText(node) };
}

const OTHER_KINDS: readonly (readonly [what: string, bears: (node: YamlMap) => boolean])[] = [
  [
    "kestra app",
    (node) => textAt(node, "type").startsWith("io.kestra.plugin.ee.apps.") || has(node, "type", "layout"),
  ],
  ["kestra unit test", (node) => isList(node, "testCases")],
  ["kestra dashboard", (node) => isList(node, "charts")],
  ["kubernetes", (node) => has(node, "apiVersion", "kind")],
  ["docker-compose", (node) => get(node, "services")?.kind === "map"],
  ["github workflow", (node) => has(node, "on", "jobs")],
  ["github action", (node) => has(node, "name", "runs")],
  [
    "github config",
    (node) => isList(node, "updates") || isList(node, "body") || has(node, "blank_issues_enabled"),
  ],
  ["openapi", (node) => has(node, "openapi") || has(node, "swagger")],
  ["dbt", isDbt],
  [
    "application config",
    (node) => isMap(node, "kestra") || isMap(node, "micronaut") || isMap(node, "spring"),
  ],
  ["plugin metadata", (node) => has(node, "group", "title")],
  ["flow fragment", isFlowFragment],
];

function isDbt(node: YamlMap): boolean {
  if (has(node, "name", "profile") || has(node, "model-paths")) return true;
  if (
    has(node, "version") &&
    ["models", "sources", "seeds", "snapshots", "exposures"].some((key) => isList(node, key))
  ) {
    return true;
  }
  return node.entries.some(({ value }) => has(value, "target", "outputs"));
}

/** Parts of a flow without the rest: tasks, triggers or inputs, or a flow's own keys without its tasks, or one task. */
function isFlowFragment(node: YamlMap): boolean {
  if (has(node, "id", "namespace") || has(node, "id", "type")) return true;
  return ["tasks", "triggers", "inputs", "pluginDefaults", "taskDefaults"].some((key) => isList(node, key));
}

/** Types of tasks are names of classes. */
function isTask(node: YamlNode): boolean {
  const type = get(node, "type");
  return get(node, "id") !== undefined && type?.kind === "scalar" && type.text.includes(".");
}

function isNull(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === "scalar" && node.value === null);
}

function isTaskList(items: readonly YamlNode[]): boolean {
  return items.length > 0 && items.every((item) => has(item, "id", "type"));
}

function has(node: YamlNode, ...keys: readonly string[]): boolean {
  return keys.every((key) => get(node, key) !== undefined);
}

function isList(node: YamlMap, key: string): boolean {
  return get(node, key)?.kind === "list";
}

function isMap(node: YamlMap, key: string): boolean {
  return get(node, key)?.kind === "map";
}

function textAt(node: YamlMap, key: string): string {
  const value = get(node, key);
  return value?.kind === "scalar" ? value.text : "";
}
