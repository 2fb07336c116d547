import { get } from "../../flows/flow.ts";
import type { YamlNode } from "../../flows/yaml-node.ts";
import type { DeclaredBundle, FlowGap, UndeclaredAccess } from "../../model/declared.ts";
import type { Tie } from "../../model/model.ts";
import type { ResolvedLine } from "../../resolve/index.ts";
import type { DeclarationSite, TaskSite } from "../../resolve/site.ts";
import { mentionsOutputs } from "../../resolve/static-outputs.ts";
import type { FindEntry } from "../catalogue/index.ts";
import type { ReadingOptions } from "../task/reading-options.ts";
import { declaredSides } from "./declared-sides.ts";
import { type Element, outsideLoops, withoutFile } from "./element.ts";
import { createMentions, flowTasks, loopsAround, textsIn } from "./flow-tasks.ts";
import type { ExpressionSource } from "./mentions.ts";
import { NO_TRACE, type TracedTask, traceTask } from "./trace-task.ts";
import { createFilesBefore, LOCAL_FILES, latestOf, ofFile } from "./working-directory.ts";

/** The inferred parts of a flow on one Kestra line. */
export interface TracedFlow {
  readonly bundles: readonly DeclaredBundle[];
  readonly gaps: readonly FlowGap[];
  readonly ties: readonly Tie[];
  readonly undeclared: readonly UndeclaredAccess[];
}

/** Limit of dataflow steps; no handwritten flow reaches it. */
const MOST_ELEMENTS = 200_000;
/** Limit of nested tracing: tasks that use outputs of later tasks. */
const DEEPEST = 100;

/** Asset tasks, which declare their effects. */
const ABOUT_ASSETS = /^io\.kestra\.plugin\.(?:kestra\.)?ee\.(?:assets|locks)\./;

/** Traces data from reads to writes, through outputs and files. */
export function traceFlow(line: ResolvedLine, find: FindEntry, reading: ReadingOptions): TracedFlow {
  const { context } = line;
  const { flow } = context;
  const tasks = flowTasks(context);
  const mentions = createMentions(context);
  const declarations = declarationsByTask(context.sites);
  /** Whether a task may use the outputs or files of another. */
  const handsOnOutputs = tasks.directoryOf.size > 0 || tasks.triggers.length > 0 || mentionsOutputs(context);
  const traced = new Map<number, TracedTask>();
  const filesBefore = createFilesBefore(
    ({ node }, index) => inputFiles(get(node, "inputFiles"), tasks.sites[index], index),
    (member) => trace(member).files,
  );
  const working = new Set<number>();
  const into = {
    bundles: [] as DeclaredBundle[],
    gaps: [] as FlowGap[],
    ties: [] as Tie[],
    undeclared: [] as UndeclaredAccess[],
  };
  let left = MOST_ELEMENTS;
  for (const index of [...tasks.triggers, ...tasks.sites.keys()]) trace(index);
  if (left < 0) into.gaps.push(tooMany());
  return into;

  function trace(index: number): TracedTask {
    const known = traced.get(index);
    if (known !== undefined) return known;
    // Within an execution, data does not flow in circles.
    if (working.has(index) || working.size > DEEPEST) return NO_TRACE;
    working.add(index);
    const site = tasks.sites[index];
    const found = site === undefined ? NO_TRACE : traceSite(site, index);
    working.delete(index);
    left -= found.result.length + found.named.length + found.files.length;
    const kept = left < 0 ? NO_TRACE : found;
    traced.set(index, kept);
    return kept;
  }

  function traceSite(site: TaskSite, index: number): TracedTask {
    const { task } = site;
    if (site.steps.some(({ kind }) => kind === "off") || ABOUT_ASSETS.test(task.type)) return NO_TRACE;
    let inDirectory: readonly Element[] | undefined;
    return traceTask(
      {
        site,
        line,
        entry: find(task.type),
        declared: declaredSides(declarations.get(task) ?? []),
        handsOnOutputs,
        reading,
        elementsOf: (text, which) => elementsOf(text, site, index, which),
        // Most tasks of a directory name the files that they use.
        filesAround: () => {
          inDirectory ??= filesAround(site, index);
          return inDirectory;
        },
      },
      into,
    );
  }

  /** Elements from other tasks in an expression of a task. */
  function elementsOf(
    text: string,
    site: TaskSite,
    index: number,
    which: "any" | "named" = "any",
  ): readonly Element[] {
    const loops = new Set(loopsAround(site).map(({ key }) => key));
    return mentions(text, site).flatMap((mention) =>
      takenFrom(mention, index).flatMap(({ result, named }) => {
        const all = which === "named" ? named : named.length > 0 ? named : result;
        const file = mention.kind === "task" ? mention.file : undefined;
        const chosen = file === undefined ? all : ofFile(all, file);
        return chosen.map((element) => withoutFile(outsideLoops(element, loops)));
      }),
    );
  }

  function takenFrom(mention: ExpressionSource, index: number): readonly TracedTask[] {
    if (mention.kind === "trigger") return tasks.triggers.map(trace);
    if (mention.kind !== "task") return [];
    return (tasks.byId.get(mention.id) ?? []).flatMap((producer) =>
      producer === index ? [] : [trace(producer)],
    );
  }

  /** The files in the working directory of a task. */
  function filesAround(site: TaskSite, index: number): readonly Element[] {
    const { node, type } = site.task;
    const own = inputFiles(get(node, type === LOCAL_FILES ? "inputs" : "inputFiles"), site, index);
    const directory = tasks.directoryOf.get(index);
    if (directory === undefined) return own;
    const loops = new Set(loopsAround(site).map(({ key }) => key));
    const all = [...filesBefore(directory, index), ...own].map((element) => outsideLoops(element, loops));
    left -= all.length;
    return latestOf(all);
  }

  function inputFiles(
    node: YamlNode | undefined,
    site: TaskSite | undefined,
    index: number,
  ): readonly Element[] {
    if (site === undefined) return [];
    if (node?.kind !== "map") return textsIn(node).flatMap((text) => elementsOf(text, site, index));
    return node.entries.flatMap(({ key, value }) =>
      textsIn(value)
        .flatMap((text) => elementsOf(text, site, index))
        .map((element) => ({ ...element, file: key.text })),
    );
  }

  function tooMany(): FlowGap {
    return {
      kind: "bound",
      namespace: flow.namespace.value,
      flow: flow.id.value,
      place: flow.source.place(flow.id.span.start),
      message: `more than ${MOST_ELEMENTS} data paths through the tasks of the flow: some are omitted`,
    };
  }
}

function declarationsByTask(
  sites: readonly DeclarationSite[],
): ReadonlyMap<TaskSite["task"], readonly DeclarationSite[]> {
  const byTask = new Map<TaskSite["task"], DeclarationSite[]>();
  for (const site of sites) {
    const known = byTask.get(site.task);
    if (known) known.push(site);
    else byTask.set(site.task, [site]);
  }
  return byTask;
}
