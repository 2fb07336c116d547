import type { Flow } from "../../flows/flow.ts";
import type { DeclaredBundle, DeclaredEntry } from "../../model/declared.ts";
import type { Assumption } from "../../model/model.ts";
import { distinctEntries } from "../../resolve/case-entries.ts";
import { taskId } from "../../resolve/index.ts";
import type { TaskSite } from "../../resolve/site.ts";
import { distinct } from "../../util/distinct.ts";
import { bare, type DeclaredCase } from "./declared-sides.ts";
import { compatible, distinctElements, type Element } from "./element.ts";
import type { CaseSteps, ReadCase } from "./read-case.ts";

/** A task in one case. */
export interface TaskCase {
  readonly flow: Flow;
  readonly site: TaskSite;
  readonly reading: ReadCase;
}

/** The bundles of a task without a declaration. */
export function undeclaredBundles(taskCase: TaskCase, flows: CaseSteps["flows"]): readonly DeclaredBundle[] {
  const { reading } = taskCase;
  const made: DeclaredBundle[] = [];
  const usedInputs = new Set<DeclaredEntry>();
  const usedOutputs = new Set<DeclaredEntry>();
  // Flows into the same outputs are merged.
  const byOutputs = new Map<string, { outputs: readonly DeclaredEntry[]; elements: Element[] }>();
  for (const { elements, sinks } of flows) {
    const positions = sinks.flatMap((sink) => (sink.kind === "entry" ? [sink.index] : []));
    const outputs = positions.flatMap((at) => reading.outputs[at] ?? []);
    if (outputs.length === 0 || elements.length === 0) continue;
    const key = positions.join();
    const known = byOutputs.get(key);
    if (known) known.elements.push(...elements);
    else byOutputs.set(key, { outputs, elements: [...elements] });
    for (const { entry, path } of elements) if (path.length === 0) usedInputs.add(entry);
    for (const output of outputs) usedOutputs.add(output);
  }
  for (const { outputs, elements } of byOutputs.values())
    made.push(...bundlesInto(taskCase, distinctElements(elements), outputs));
  const inputs = reading.inputs.filter((input) => !usedInputs.has(input));
  const outputs = reading.outputs.filter((output) => !usedOutputs.has(output));
  if (inputs.length > 0) made.push(bundleOf(taskCase, inputs, [], reading.assumptions));
  if (outputs.length > 0) made.push(bundleOf(taskCase, [], outputs, reading.assumptions));
  return made;
}

/** The bundles from inferred inputs to declared outputs. */
export function intoDeclared(
  taskCase: TaskCase,
  elements: readonly Element[],
  declared: readonly DeclaredCase[],
): readonly DeclaredBundle[] {
  const read = distinctElements(elements);
  return declared.flatMap((declaredCase) => {
    if (!compatible(declaredCase.picks, taskCase.reading.picks)) return [];
    const together = read.filter(({ picks }) => compatible(picks, declaredCase.picks));
    return bundlesInto(taskCase, together, declaredCase.entries.map(bare), declaredCase);
  });
}

/** The bundles from declared inputs to inferred outputs. */
export function fromDeclared(
  taskCase: TaskCase,
  declared: readonly DeclaredCase[],
): readonly DeclaredBundle[] {
  const { outputs, picks } = taskCase.reading;
  if (outputs.length === 0) return [];
  return declared.flatMap((declaredCase) => {
    if (!compatible(declaredCase.picks, picks)) return [];
    const elements = declaredCase.entries.map(
      (entry): Element => ({ ...declaredCase, entry: bare(entry), path: [] }),
    );
    return bundlesInto(taskCase, elements, outputs, declaredCase);
  });
}

/** One bundle for each set of assumptions of the inputs. */
function bundlesInto(
  taskCase: TaskCase,
  elements: readonly Element[],
  outputs: readonly DeclaredEntry[],
  declared?: DeclaredCase,
): readonly DeclaredBundle[] {
  const groups = new Map<string, { inputs: DeclaredEntry[]; assumptions: readonly Assumption[] }>();
  for (const { entry, path, assumptions } of elements) {
    const all = distinct([...taskCase.reading.assumptions, ...assumptions, ...(declared?.assumptions ?? [])]);
    const key = JSON.stringify(all);
    const group = groups.get(key) ?? { inputs: [], assumptions: all };
    groups.set(key, group);
    group.inputs.push(path.length === 0 ? entry : { ...entry, via: path });
  }
  return [...groups.values()].map(({ inputs, assumptions }) =>
    bundleOf(taskCase, inputs, outputs, assumptions, declared?.place),
  );
}

function bundleOf(
  { flow, site }: TaskCase,
  inputs: readonly DeclaredEntry[],
  outputs: readonly DeclaredEntry[],
  assumptions: readonly Assumption[],
  place = (outputs[0] ?? inputs[0])?.place ?? flow.source.place(site.task.node.span.start),
): DeclaredBundle {
  const { task, trigger } = site;
  return {
    ...taskId(site, flow),
    ...(trigger && { trigger: true }),
    origin: "inferred",
    taskType: task.type,
    place,
    inputs: distinctEntries(inputs),
    outputs: distinctEntries(outputs),
    assumptions,
  };
}
