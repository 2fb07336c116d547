import { type Branch, type Flow, get, type Task, type Trigger } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { assetTaskDeclaration } from "./asset-tasks.ts";
import { storedEntries } from "./yaml-value.ts";

/** A task or trigger together with everything that decides whether and how often it runs. */
export interface TaskSite {
  readonly task: Task | Trigger;
  readonly trigger: boolean;
  /** Conditions and loops, from the flow inwards. */
  readonly steps: readonly SiteStep[];
  /** The scope of the task's own texts. */
  readonly level: ScopeLevel;
}

/** An `assets` block, or its equivalent, with its task. */
export interface DeclarationSite extends TaskSite {
  readonly assets: YamlNode;
  /** Offset of the key `assets`. */
  readonly offset: number;
}

/** The scope of a text: its task and the containers around it. */
export interface ScopeLevel {
  readonly self?: Task;
  /** Set on a trigger's level. */
  readonly trigger?: Trigger;
  /** Enclosing containers, outermost first; never `self`. */
  readonly frames: readonly ContainerRun[];
  /** The loop whose direct child `self` is. */
  readonly parentLoop?: LoopSite;
  /** Of the outputs of the flow: all its tasks have run. */
  readonly atEnd?: true;
}

/** One enclosing container's task run. */
export interface ContainerRun {
  readonly task: Task;
  /** The loop whose direct child this container is. */
  readonly parentLoop?: LoopSite;
  /** The loop this container is itself. */
  readonly loop?: LoopSite;
}

/** A loop on the path to a declaration. `key` identifies its choice. */
export interface LoopSite {
  readonly key: string;
  readonly task: Task;
  readonly kind: "for-each" | "loop";
  readonly values: YamlNode | undefined;
  readonly level: ScopeLevel;
}

export type SiteStep =
  | { readonly kind: "off" }
  | {
      readonly kind: "condition";
      readonly text: YamlNode;
      readonly level: ScopeLevel;
      readonly negated: boolean;
    }
  /** A Switch: `value` equals `is`, or (for `defaults`) none of `isNot`. */
  | {
      readonly kind: "switch";
      readonly value: YamlNode | undefined;
      readonly level: ScopeLevel;
      readonly is?: string;
      readonly isNot: readonly string[];
    }
  | { readonly kind: "loop"; readonly loop: LoopSite }
  /** A branch that does not depend on an expression; the words complete "branch: ...". */
  | { readonly kind: "words"; readonly words: string };

/** Branches that run only when something else happens. The others run whenever their container does. */
const BRANCH_WORDS: Readonly<Record<string, string>> = {
  errors: "after a failure",
  onApprove: "after an approval",
  onDeny: "after a denial",
  onWait: "while waiting for an approval",
  listeners: "when its listener's conditions hold",
};

/** All declarations of a flow, in the order of the tree: tasks, then triggers. */
export function declarationSites(flow: Flow): DeclarationSite[] {
  return taskSites(flow, (task) => declarationsOf(task).length > 0).flatMap((site) =>
    declarationsOf(site.task).map((declared) => ({ ...site, ...declared })),
  );
}

/** The tasks and triggers of a flow that `wants` accepts, containers included, in the order of the tree. */
export function taskSites(flow: Flow, wants: (task: Task | Trigger) => boolean): TaskSite[] {
  const walk: Walk = { wants, sites: [] };
  const flowSteps: SiteStep[] = isTrue(get(flow.node, "disabled")) ? [{ kind: "off" }] : [];
  for (const branch of flow.branches) walkBranch(branch, undefined, flowSteps, [], undefined, walk);
  for (const trigger of flow.triggers) {
    if (!wants(trigger)) continue;
    const steps: SiteStep[] = isTrue(get(trigger.node, "disabled"))
      ? [...flowSteps, { kind: "off" }]
      : flowSteps;
    walk.sites.push({ task: trigger, trigger: true, steps, level: { trigger, frames: [] } });
  }
  return walk.sites;
}

interface Walk {
  readonly wants: (task: Task | Trigger) => boolean;
  readonly sites: TaskSite[];
}

function walkBranch(
  branch: Branch,
  container: Task | undefined,
  steps: readonly SiteStep[],
  frames: readonly ContainerRun[],
  parentLoop: LoopSite | undefined,
  walk: Walk,
): void {
  const words = BRANCH_WORDS[branch.key];
  const inside: readonly SiteStep[] = words === undefined ? steps : [...steps, { kind: "words", words }];
  // Only the loop's own `tasks` run once per item; its `errors` and `finally` run once.
  const loop = branch.key === "tasks" ? parentLoop : undefined;
  const condition = container && branchCondition(branch, container, frames);
  const branchSteps = condition ? [...inside, condition] : inside;
  for (const task of branch.tasks) walkTask(task, branchSteps, frames, loop, walk);
}

function walkTask(
  task: Task,
  outer: readonly SiteStep[],
  frames: readonly ContainerRun[],
  parentLoop: LoopSite | undefined,
  walk: Walk,
): void {
  const wanted = walk.wants(task);
  if (!wanted && task.branches.length === 0) return;
  const level: ScopeLevel = parentLoop ? { self: task, frames, parentLoop } : { self: task, frames };
  const conditions = ownConditions(task, level);
  const steps = conditions.length > 0 ? [...outer, ...conditions] : outer;
  if (wanted) walk.sites.push({ task, trigger: false, steps, level });
  if (task.branches.length === 0) return;
  const loop = loopOf(task, level);
  const frame: ContainerRun = { task, ...(parentLoop && { parentLoop }), ...(loop && { loop }) };
  for (const branch of task.branches) {
    const inLoop = loop !== undefined && branch.key === "tasks";
    const branchSteps = inLoop ? [...steps, { kind: "loop", loop } as const] : steps;
    // Outside its `tasks`, a loop has no item and counts as a plain container.
    const inner = inLoop || !loop ? frame : { task, ...(parentLoop && { parentLoop }) };
    walkBranch(branch, task, branchSteps, [...frames, inner], loop ?? handedOn(task, parentLoop), walk);
  }
}

type Declared = Pick<DeclarationSite, "assets" | "offset">;

/** The block `assets`, and the equivalent properties of a task that works on an asset. */
function declarationsOf(task: Task | Trigger): Declared[] {
  const found: Declared[] = [];
  const assets = assetsOf(task);
  if (assets) found.push(assets);
  const asset = "branches" in task ? assetTaskDeclaration(task) : undefined;
  if (asset) found.push(asset);
  return found;
}

/** The tasks of a WorkingDirectory see the value of its own task run. Source: Kestra's WorkingDirectoryTest.taskrun. */
function handedOn(task: Task, parentLoop: LoopSite | undefined): LoopSite | undefined {
  return task.type === "io.kestra.plugin.core.flow.WorkingDirectory" ? parentLoop : undefined;
}

function assetsOf(task: Task | Trigger): Declared | undefined {
  for (const { key, value } of task.node.entries) {
    if (key.text === "assets") return { assets: value, offset: key.span.start };
  }
  return undefined;
}

/** `disabled`, and `runIf` (1.x) or `when` (2.0). */
function ownConditions(task: Task, level: ScopeLevel): SiteStep[] {
  const steps: SiteStep[] = [];
  if (isTrue(get(task.node, "disabled"))) steps.push({ kind: "off" });
  for (const key of ["runIf", "when"]) {
    const text = get(task.node, key);
    if (text?.kind === "scalar" && text.value !== null) {
      steps.push({ kind: "condition", text, level, negated: false });
    }
  }
  return steps;
}

function branchCondition(
  branch: Branch,
  container: Task,
  frames: readonly ContainerRun[],
): SiteStep | undefined {
  if (container.container !== "if" && container.container !== "switch") return undefined;
  const own = frames.at(-1);
  const level: ScopeLevel = {
    self: container,
    frames: frames.slice(0, -1),
    ...(own?.parentLoop && { parentLoop: own.parentLoop }),
  };
  if (container.container === "if" && (branch.key === "then" || branch.key === "else")) {
    const text = get(container.node, "condition") ?? nothing(container);
    return { kind: "condition", text, level, negated: branch.key === "else" };
  }
  if (container.container === "switch" && (branch.key === "cases" || branch.key === "defaults")) {
    const value = get(container.node, "value");
    const keys = container.branches.flatMap((sibling) =>
      sibling.caseKey === undefined ? [] : [sibling.caseKey],
    );
    return branch.caseKey === undefined
      ? { kind: "switch", value, level, isNot: keys }
      : { kind: "switch", value, level, is: branch.caseKey, isNot: [] };
  }
  return undefined;
}

/** The node of a missing key. */
function nothing({ node }: Task): YamlNode {
  return { kind: "scalar", value: null, text: "", style: "plain", span: node.span };
}

function loopOf(task: Task, level: ScopeLevel): LoopSite | undefined {
  if (task.container !== "for-each" && task.container !== "loop") return undefined;
  const key = `loop:${JSON.stringify([...level.frames.map((frame) => frame.task), task].map((looped) => looped.id))}`;
  // The legacy EachSequential and EachParallel name it `value`.
  const node = get(task.node, "values") ?? get(task.node, "value");
  const values = node?.kind === "map" ? { ...node, entries: storedEntries(node) } : node;
  return { key, task, kind: task.container, values, level };
}

/** Kestra reads `disabled` as a boolean; Jackson also takes the text "true". */
export function isTrue(node: YamlNode | undefined): boolean {
  return node?.kind === "scalar" && (node.value === true || node.value === "true");
}
