import { withShare } from "../../java/budget.ts";
import type { DeclaredBundle, FlowGap, UndeclaredAccess } from "../../model/declared.ts";
import type { Side, Tie } from "../../model/model.ts";
import type { Cases } from "../../resolve/cases.ts";
import { findCases } from "../../resolve/find-cases.ts";
import { distinctGaps } from "../../resolve/gaps.ts";
import { taskId } from "../../resolve/index.ts";
import { distinct } from "../../util/distinct.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { createTaskReader, type TaskEmission, type TaskReader } from "../task/task-emission.ts";
import { fromDeclared, intoDeclared, undeclaredBundles } from "./bundles.ts";
import { caseSteps } from "./case-steps.ts";
import { type DeclaredCase, declaredCases, declaredElements } from "./declared-sides.ts";
import { caseTies, tiesOf, undeclaredIn } from "./declared-ties.ts";
import { distinctElements, type Element } from "./element.ts";
import { mayTie } from "./may-tie.ts";
import { type CaseSteps, handedOn, PASSED_ON, type ReadCase, readCase } from "./read-case.ts";
import { silenceGaps } from "./silence.ts";
import type { TaskToTrace } from "./task-to-trace.ts";
import { comparableSides, declaredIn, undeclaredAccesses } from "./undeclared.ts";

/** The data that a traced task provides to other tasks. */
export interface TracedTask {
  /** The content of its outputs. */
  readonly result: readonly Element[];
  /** The written resources that its outputs name. */
  readonly named: readonly Element[];
  /** The files that it left in its working directory. */
  readonly files: readonly Element[];
}

export const NO_TRACE: TracedTask = { result: [], named: [], files: [] };

/** The inferred parts of the tasks so far. */
interface Inferred {
  readonly bundles: DeclaredBundle[];
  readonly gaps: FlowGap[];
  readonly ties: Tie[];
  readonly undeclared: UndeclaredAccess[];
}

/** Steps of a file that one task may use. */
const TASK_STEPS = 10_000_000;

/** Adds the inferred parts of a task, and returns what it provides to others. */
export function traceTask(traced: TaskToTrace, into: Inferred): TracedTask {
  const { site, entry, declared, line } = traced;
  const { flow } = line.context;
  if (declared.inputs && declared.outputs) return traceDeclared(traced, into);
  // Nothing is known of the task itself, and it takes nothing from others.
  if (entry === undefined && !traced.handsOnOutputs && !declared.inputs && !declared.outputs) return NO_TRACE;
  const reader = entry && readerOf(traced, entry, false);
  const found = reader && casesOf(traced, reader);
  const read = found?.cases.map((taskCase) => readCase(taskCase, taskCase.emitted)) ?? [PASSED_ON];
  const steps = caseSteps(traced, reader, read);
  if (!declared.inputs && !declared.outputs && entry && found) {
    const gaps = [...found.gaps, ...silenceGaps(entry, site, found.cases)];
    into.gaps.push(...distinctGaps(gaps, taskId(site, flow), flow.source));
  }
  const handing =
    declared.inputs || declared.outputs
      ? traceHalf(traced, steps, into)
      : traceUndeclared(traced, steps, into);
  for (const reading of read) addCaseTies(traced, reading, into);
  return handing;
}

/** A task that declares both sides: inference only finds further names of the declared assets. */
function traceDeclared(traced: TaskToTrace, into: Inferred): TracedTask {
  const { entry, handsOnOutputs } = traced;
  const outputs = sideOf(traced, "outputs");
  if (entry !== undefined) addDeclaredTies(traced, entry, outputs, into);
  if (!handsOnOutputs) return NO_TRACE;
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
  if (!mayTie(entry, traced.site.task.node, [...inputs, ...outputs])) return;
  const sides = { inputs, outputs };
  const readAll = (brief: boolean): readonly ReadCase[] =>
    casesOf(traced, readerOf(traced, entry, brief)).cases.map((taskCase) =>
      readCase(taskCase, taskCase.emitted),
    );
  const brief = readAll(true);
  for (const reading of brief)
    into.ties.push(...tiesOf(id, inputs, reading.inputs), ...tiesOf(id, outputs, reading.outputs));
  const lacking = comparableSides(traced).filter((side) => mayLack(side, sides[side], brief));
  const isFolded = brief.some((reading) =>
    [...reading.inputs, ...reading.outputs].some(({ sameAs }) => sameAs !== undefined),
  );
  // Only these need the words that name an asset, and where they stand.
  if (!isFolded && lacking.length === 0) return;
  const whole = readAll(false);
  if (isFolded) for (const reading of whole) addCaseTies(traced, reading, into);
  for (const side of lacking) into.undeclared.push(...undeclaredAccesses(traced, side, sides[side], whole));
}

/** Whether a side touches more than it declares. */
function mayLack(side: Side, declared: readonly DeclaredCase[], read: readonly ReadCase[]): boolean {
  return read.some((reading) => undeclaredIn(declaredIn(declared, reading), reading[side]).length > 0);
}

/** A task that declares one side: the other is inferred. */
function traceHalf(traced: TaskToTrace, steps: readonly CaseSteps[], into: Inferred): TracedTask {
  const { site, declared, line } = traced;
  const { flow } = line.context;
  const id = taskId(site, flow);
  const inputs = declared.inputs ? sideOf(traced, "inputs") : [];
  const outputs = declared.outputs ? sideOf(traced, "outputs") : [];
  const made: DeclaredBundle[] = [];
  for (const { reading, flows } of steps) {
    into.ties.push(...tiesOf(id, inputs, reading.inputs), ...tiesOf(id, outputs, reading.outputs));
    const taskCase = { flow, site, reading };
    if (declared.inputs) made.push(...fromDeclared(taskCase, inputs));
    else {
      const { picks, assumptions } = reading;
      const own = reading.inputs.map((entry): Element => ({ entry, picks, assumptions, path: [] }));
      made.push(...intoDeclared(taskCase, [...own, ...flows.flatMap(({ elements }) => elements)], outputs));
    }
  }
  for (const side of comparableSides(traced)) {
    const own = side === "inputs" ? inputs : outputs;
    const read = steps.map(({ reading }) => reading);
    into.undeclared.push(...undeclaredAccesses(traced, side, own, read));
  }
  into.bundles.push(...distinct(made));
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
  for (const { reading, flows } of steps) {
    made.push(...undeclaredBundles({ flow, site, reading }, flows));
    for (const { elements, sinks } of flows) {
      for (const sink of sinks) {
        if (sink.kind === "entry") continue;
        const through = elements.map((element) => handedOn(element, reading, site.task.id));
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
    const { picks, assumptions } = reading;
    for (const at of reading.filled) {
      const output = reading.outputs[at];
      if (output !== undefined) named.push({ entry: output, picks, assumptions, path: [] });
    }
  }
  into.bundles.push(...distinct(made));
  return {
    result: distinctElements([...result, ...files]),
    named: distinctElements(named),
    files: distinctElements(files),
  };
}

function readerOf({ site, line, reading }: TaskToTrace, entry: CatalogueEntry, brief: boolean): TaskReader {
  return createTaskReader(site, entry, line.context.flow, { ...reading, brief });
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
