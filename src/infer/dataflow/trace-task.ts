import { withShare } from "../../java/budget.ts";
import type { DeclaredBundle, FlowGap } from "../../model/declared.ts";
import type { Tie } from "../../model/model.ts";
import type { Cases } from "../../resolve/cases.ts";
import { findCases } from "../../resolve/find-cases.ts";
import { distinctGaps } from "../../resolve/gaps.ts";
import { taskId } from "../../resolve/index.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { createTaskReader, type TaskEmission, type TaskReader } from "../task/task-emission.ts";
import { distinctBundles, fromDeclared, intoDeclared, undeclaredBundles } from "./bundles.ts";
import { stepsOf } from "./case-steps.ts";
import { type DeclaredCase, declaredCases, declaredElements } from "./declared-sides.ts";
import { caseTies, tiesOf } from "./declared-ties.ts";
import { distinctElements, type Element } from "./element.ts";
import { type CaseSteps, handedOn, PASSED_ON, type ReadCase, readCase } from "./read-case.ts";
import { silenceGaps } from "./silence.ts";
import type { TaskToTrace } from "./task-to-trace.ts";

/** What a traced task provides to other tasks. */
export interface TracedTask {
  /** The content of its outputs. */
  readonly result: readonly Element[];
  /** The written resources that its outputs name. */
  readonly named: readonly Element[];
  /** The files that it left in its working directory. */
  readonly files: readonly Element[];
}

export const NOTHING: TracedTask = { result: [], named: [], files: [] };

/** The inferred parts of the tasks so far. */
interface Inferred {
  readonly bundles: DeclaredBundle[];
  readonly gaps: FlowGap[];
  readonly ties: Tie[];
}

/** Steps of a file that one task may use. */
const TASK_STEPS = 10_000_000;

/** Adds the inferred parts of a task, and returns what it provides to others. */
export function traceTask(traced: TaskToTrace, into: Inferred): TracedTask {
  const { site, entry, declared, line } = traced;
  const { flow } = line.context;
  if (declared.inputs && declared.outputs) return traceDeclared(traced, into);
  const reader = entry && readerOf(traced, entry, false);
  const found = reader && casesOf(traced, reader);
  const read = found?.cases.map((each) => readCase(each, each.emitted)) ?? [PASSED_ON];
  const steps = stepsOf(traced, reader, read);
  if (!declared.inputs && !declared.outputs && entry && found) {
    const gaps = [...found.gaps, ...silenceGaps(entry, site, found.cases)];
    into.gaps.push(...distinctGaps(gaps, taskId(site, flow), flow.source));
  }
  const handing =
    declared.inputs || declared.outputs
      ? traceHalf(traced, steps, into)
      : traceUndeclared(traced, steps, into);
  for (const each of read) addCaseTies(traced, each, into);
  return handing;
}

/** A task that declares both sides: inference only finds further names of the declared assets. */
function traceDeclared(traced: TaskToTrace, into: Inferred): TracedTask {
  const { entry, handsOnOutputs } = traced;
  const outputs = sideOf(traced, "outputs");
  if (entry !== undefined) addDeclaredTies(traced, entry, outputs, into);
  if (!handsOnOutputs) return NOTHING;
  const elements = distinctElements(declaredElements(outputs, [traced.site.task.id]));
  return { result: elements, named: [], files: elements };
}

function addDeclaredTies(
  traced: TaskToTrace,
  entry: CatalogueEntry,
  outputs: readonly DeclaredCase[],
  into: Inferred,
): void {
  const id = taskId(traced.site, traced.line.context.flow);
  const inputs = sideOf(traced, "inputs");
  const readAll = (brief: boolean): readonly ReadCase[] =>
    casesOf(traced, readerOf(traced, entry, brief)).cases.map((each) => readCase(each, each.emitted));
  const brief = readAll(true);
  for (const each of brief)
    into.ties.push(...tiesOf(id, inputs, each.inputs), ...tiesOf(id, outputs, each.outputs));
  // These give the place of a name.
  if (brief.some((each) => [...each.inputs, ...each.outputs].some(({ sameAs }) => sameAs !== undefined)))
    for (const each of readAll(false)) addCaseTies(traced, each, into);
}

/** A task that declares one side: the other is inferred. */
function traceHalf(traced: TaskToTrace, steps: readonly CaseSteps[], into: Inferred): TracedTask {
  const { site, declared, line } = traced;
  const { flow } = line.context;
  const id = taskId(site, flow);
  const inputs = declared.inputs ? sideOf(traced, "inputs") : [];
  const outputs = declared.outputs ? sideOf(traced, "outputs") : [];
  const made: DeclaredBundle[] = [];
  for (const { each, flows } of steps) {
    into.ties.push(...tiesOf(id, inputs, each.inputs), ...tiesOf(id, outputs, each.outputs));
    const taskCase = { flow, site, each };
    if (declared.inputs) made.push(...fromDeclared(taskCase, inputs));
    else {
      const { picks, assumptions } = each;
      const own = each.inputs.map((entry): Element => ({ entry, picks, assumptions, path: [] }));
      made.push(...intoDeclared(taskCase, [...own, ...flows.flatMap(({ elements }) => elements)], outputs));
    }
  }
  into.bundles.push(...distinctBundles(made));
  const elements = distinctElements(declaredElements(declared.outputs ? outputs : inputs, [site.task.id]));
  return { result: elements, named: [], files: elements };
}

function traceUndeclared(traced: TaskToTrace, steps: readonly CaseSteps[], into: Inferred): TracedTask {
  const { site, entry, line } = traced;
  const { flow } = line.context;
  const result: Element[] = [];
  const named: Element[] = [];
  const files: Element[] = [];
  const made: DeclaredBundle[] = [];
  // Outputs name resources that the task stored outside of internal storage.
  const namesOutputs = entry?.kind === undefined && entry?.sql === undefined;
  for (const { each, flows } of steps) {
    made.push(...undeclaredBundles({ flow, site, each }, flows));
    for (const { elements, sinks } of flows) {
      for (const sink of sinks) {
        if (sink.kind === "entry") continue;
        const through = elements.map((element) => handedOn(element, each, site.task.id));
        if (sink.kind === "result") result.push(...through);
        else
          files.push(
            ...through.map(({ file: _, ...rest }) =>
              sink.name === undefined ? rest : { ...rest, file: sink.name },
            ),
          );
      }
    }
    if (!namesOutputs) continue;
    const { picks, assumptions } = each;
    for (const at of each.filled) {
      const output = each.outputs[at];
      if (output !== undefined) named.push({ entry: output, picks, assumptions, path: [] });
    }
  }
  into.bundles.push(...distinctBundles(made));
  return {
    result: distinctElements([...result, ...files]),
    named: distinctElements(named),
    files: distinctElements(files),
  };
}

function readerOf({ site, line, reading }: TaskToTrace, entry: CatalogueEntry, brief: boolean): TaskReader {
  const { namespace, id } = line.context.flow;
  return createTaskReader(site, entry, `${namespace.value}.${id.value}`, { ...reading, brief });
}

function casesOf({ site, line }: TaskToTrace, reader: TaskReader): Cases<TaskEmission> {
  return withShare(TASK_STEPS, () => findCases(site, site.task.node, line.context, reader.emit));
}

function sideOf({ declared, line }: TaskToTrace, side: "inputs" | "outputs"): readonly DeclaredCase[] {
  return declaredCases(declared, side, line.casesOf, line.context.flow.source);
}

function addCaseTies({ site, line }: TaskToTrace, { inputs, outputs }: ReadCase, into: Inferred): void {
  into.ties.push(...caseTies(taskId(site, line.context.flow), [...inputs, ...outputs]));
}
