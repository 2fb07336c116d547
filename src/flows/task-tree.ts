import { type BranchKey, type BranchShape, CONTAINERS, FLOW_BRANCHES } from "./containers.ts";
import { type Branch, get, type Task, type Trigger } from "./flow.ts";
import type { Problem } from "./problem.ts";
import { scalarText } from "./scalar-text.ts";
import type { SourceText } from "./source-text.ts";
import { currentType } from "./task-types.ts";
import type { YamlList, YamlMap, YamlNode } from "./yaml-node.ts";

/** A task of an unknown type with apparent tasks under one of its keys. */
export interface UnknownContainer extends Problem {
  readonly task: string;
  readonly type: string;
  readonly key: string;
  /** One of these has an `assets` block, so the inventory may be incomplete. */
  readonly declaresAssets: boolean;
}

/** Findings of the walk besides tasks. */
export interface TreeNotes {
  readonly notes: Problem[];
  readonly unknownContainers: UnknownContainer[];
}

/** The tasks of a flow, branch by branch and at any depth. The nesting limit of reading bounds the recursion. */
export function flowBranches(source: SourceText, flow: YamlMap, notes: TreeNotes): readonly Branch[] {
  return branchesOf({ source, ...notes }, flow, FLOW_BRANCHES, "the flow");
}

/** The triggers of a flow: the mappings under `triggers`. */
export function flowTriggers(flow: YamlMap): readonly Trigger[] {
  const list = get(flow, "triggers");
  if (list?.kind !== "list") return [];
  return list.items
    .filter((item) => item.kind === "map")
    .map((node) => ({ id: textOf(node, "id"), type: currentType(textOf(node, "type")), node }));
}

interface Walk extends TreeNotes {
  readonly source: SourceText;
}

function branchesOf(walk: Walk, node: YamlMap, keys: readonly BranchKey[], owner: string): readonly Branch[] {
  const branches: Branch[] = [];
  for (const { key, shape } of keys) {
    const value = get(node, key);
    if (value === undefined || isNull(value)) continue;
    for (const branch of branchesUnder(walk, key, shape, value, owner)) branches.push(branch);
  }
  return branches;
}

function branchesUnder(
  walk: Walk,
  key: string,
  shape: BranchShape,
  value: YamlNode,
  owner: string,
): readonly Branch[] {
  switch (shape) {
    case "list":
      return branch(walk, key, value, owner);
    case "one":
      return [{ key, tasks: tasksOf(walk, { kind: "list", items: [value], span: value.span }, key, owner) }];
    case "wrapped":
      return branch(walk, key, unwrap(value, "task"), owner);
    case "cases":
      return caseBranches(walk, key, value, owner);
    case "listeners":
      return listenerBranches(walk, key, value, owner);
  }
}

function branch(
  walk: Walk,
  key: string,
  value: YamlNode,
  owner: string,
  caseKey?: string,
): readonly Branch[] {
  if (isNull(value)) return [];
  if (value.kind !== "list") {
    note(
      walk,
      value,
      `"${caseKey ?? key}" of ${owner} is not a list of tasks, so its tasks are skipped: write a list`,
    );
    return [];
  }
  const tasks = tasksOf(walk, value, key, owner);
  return [caseKey === undefined ? { key, tasks } : { key, caseKey, tasks }];
}

function caseBranches(walk: Walk, key: string, value: YamlNode, owner: string): readonly Branch[] {
  if (value.kind !== "map") {
    note(
      walk,
      value,
      `"${key}" of ${owner} is not a mapping of cases, so its tasks are skipped: write a list for each case`,
    );
    return [];
  }
  return value.entries.flatMap((entry) => branch(walk, key, entry.value, owner, entry.key.text));
}

function listenerBranches(walk: Walk, key: string, value: YamlNode, owner: string): readonly Branch[] {
  if (value.kind !== "list") return branch(walk, key, value, owner);
  return value.items.flatMap((listener) => {
    const tasks = get(listener, "tasks");
    return tasks === undefined ? [] : branch(walk, key, tasks, owner);
  });
}

/** A list of mappings as the list of their values under one key; items without that key are kept. */
function unwrap(value: YamlNode, key: string): YamlNode {
  if (value.kind !== "list") return value;
  return { ...value, items: value.items.map((item) => get(item, key) ?? item) };
}

function tasksOf(walk: Walk, list: YamlList, key: string, owner: string): readonly Task[] {
  const tasks: Task[] = [];
  for (const item of list.items) {
    if (item.kind === "map") tasks.push(taskOf(walk, item));
    else if (!isNull(item))
      note(walk, item, `an item under "${key}" of ${owner} is not a task: write a mapping`);
  }
  return tasks;
}

function taskOf(walk: Walk, node: YamlMap): Task {
  const id = textOf(node, "id");
  const type = currentType(textOf(node, "type"));
  const container = CONTAINERS.get(type);
  if (container === undefined) {
    addUnknownContainers(walk, id, type, node);
    return { id, type, node, branches: [] };
  }
  return {
    id,
    type,
    node,
    container: container.kind,
    branches: branchesOf(walk, node, container.branches, `task "${id}"`),
  };
}

/** Keys under which tasks hang in some known container. */
const TASK_KEYS: ReadonlySet<string> = new Set([
  "task",
  ...[...CONTAINERS.values()].flatMap(({ branches }) => branches.map(({ key }) => key)),
]);

function addUnknownContainers(walk: Walk, id: string, type: string, node: YamlMap): void {
  for (const { key, value } of node.entries) {
    if (value.kind === "scalar" || !TASK_KEYS.has(key.text) || !holdsTasks(value)) continue;
    walk.unknownContainers.push({
      task: id,
      type,
      key: key.text,
      declaresAssets: mentionsAssets(value),
      message: `"${key.text}" of task "${id}" may contain tasks, but ${
        type === "" ? "the task has no type" : `"${type}" is not a known container`
      }: skipped`,
      place: walk.source.place(key.span.start),
    });
  }
}

function holdsTasks(value: YamlNode): boolean {
  switch (value.kind) {
    case "list":
      return value.items.some((item) => looksLikeTask(item) || looksLikeTask(get(item, "task")));
    case "map":
      return (
        looksLikeTask(value) ||
        value.entries.some((entry) => entry.value.kind === "list" && holdsTasks(entry.value))
      );
    case "scalar":
      return false;
  }
}

function looksLikeTask(node: YamlNode | undefined): boolean {
  return node?.kind === "map" && textOf(node, "id") !== "" && textOf(node, "type").includes(".");
}

function mentionsAssets(node: YamlNode): boolean {
  switch (node.kind) {
    case "list":
      return node.items.some(mentionsAssets);
    case "map":
      return node.entries.some(({ key, value }) => key.text === "assets" || mentionsAssets(value));
    case "scalar":
      return false;
  }
}

function note(walk: Walk, node: YamlNode, message: string): void {
  walk.notes.push({ message, place: walk.source.place(node.span.start) });
}

/** The text under a key, "" for a missing one; Jackson converts numbers and booleans to text. */
function textOf(node: YamlMap, key: string): string {
  const value = get(node, key);
  return value?.kind === "scalar" ? scalarText(value) : "";
}

function isNull(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}
