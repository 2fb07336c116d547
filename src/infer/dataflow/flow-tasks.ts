import { get } from "../../flows/flow.ts";
import { scalarText } from "../../flows/scalar-text.ts";
import type { YamlNode } from "../../flows/yaml-node.ts";
import type { FlowContext } from "../../resolve/flow-context.ts";
import type { LoopSite, TaskSite } from "../../resolve/site.ts";
import { taskSites } from "../../resolve/site.ts";
import { type ExpressionSource, referencesIn } from "./mentions.ts";

/** The tasks and triggers of a flow, for tracing data. */
export interface FlowTasks {
  readonly sites: readonly TaskSite[];
  /** Plain tasks by id; for a container, those inside it. */
  readonly byId: ReadonlyMap<string, readonly number[]>;
  readonly triggers: readonly number[];
  /** The WorkingDirectory of each task inside one. */
  readonly directoryOf: ReadonlyMap<number, Directory>;
}

export interface Directory {
  readonly node: YamlNode;
  /** In the order of the file. */
  readonly members: readonly number[];
}

const WORKING_DIRECTORY = "io.kestra.plugin.core.flow.WorkingDirectory";

export function flowTasks(context: FlowContext): FlowTasks {
  const sites = taskSites(context.flow, (task) => !("container" in task && task.container !== undefined));
  const byId = new Map<string, number[]>();
  const triggers: number[] = [];
  const directories = new Map<YamlNode, { node: YamlNode; members: number[] }>();
  const directoryOf = new Map<number, Directory>();
  const add = (id: string, index: number): void => {
    const known = byId.get(id);
    if (known) known.push(index);
    else byId.set(id, [index]);
  };
  for (const [index, site] of sites.entries()) {
    // A disabled task has no outputs.
    if (site.steps.some(({ kind }) => kind === "off")) continue;
    if (site.trigger) {
      triggers.push(index);
      continue;
    }
    add(site.task.id, index);
    for (const { task } of site.level.frames) {
      add(task.id, index);
      if (task.type !== WORKING_DIRECTORY) continue;
      const directory = directories.get(task.node) ?? { node: task.node, members: [] };
      directories.set(task.node, directory);
      directory.members.push(index);
      directoryOf.set(index, directory);
    }
  }
  return { sites, byId, triggers, directoryOf };
}

/** Properties that describe a task or control its execution. */
const NOT_DATA = new Set([
  "id",
  "type",
  "description",
  "runIf",
  "when",
  "disabled",
  "assets",
  "retry",
  "timeout",
  "labels",
  "allowFailure",
  "allowWarning",
  "logLevel",
  "logToFile",
  "workerGroup",
  "taskRunner",
  "containerImage",
  "username",
  "password",
]);

/** Texts that can pass data to a task, except in the properties `without`. */
export function dataTexts(site: TaskSite, without: ReadonlySet<string>): readonly string[] {
  return site.task.node.entries.flatMap(({ key, value }) =>
    NOT_DATA.has(key.text) || without.has(key.text) ? [] : textsIn(value),
  );
}

export function textsIn(node: YamlNode | undefined): readonly string[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case "scalar":
      return typeof node.value === "string" && node.value.includes("{") ? [scalarText(node)] : [];
    case "list":
      return node.items.flatMap(textsIn);
    case "map":
      return node.entries.flatMap(({ key, value }) => [...textsIn(key), ...textsIn(value)]);
  }
}

/** Resolves variables and items of loops to their sources. */
export function createMentions(
  context: FlowContext,
): (text: string, site: TaskSite) => readonly ExpressionSource[] {
  const variables = get(context.flow.node, "variables");
  const known = new Map<string, readonly ExpressionSource[]>();
  const ofText = (text: string): readonly ExpressionSource[] => {
    let found = known.get(text);
    if (found === undefined) {
      found = referencesIn(text);
      known.set(text, found);
    }
    return found;
  };
  const follow = (text: string, site: TaskSite, depth: number): readonly ExpressionSource[] =>
    ofText(text).flatMap((mention) => {
      if (mention.kind === "task" || mention.kind === "trigger" || depth > 4) return [mention];
      const inner =
        mention.kind === "variable"
          ? textsIn(get(variables, mention.name))
          : loopsAround(site).flatMap(({ values }) => textsIn(values));
      return inner.flatMap((template) => follow(template, site, depth + 1));
    });
  return (text, site) => follow(text, site, 0);
}

export function loopsAround({ level }: TaskSite): readonly LoopSite[] {
  return level.frames.flatMap(({ loop }) => (loop === undefined ? [] : [loop]));
}
