import { get } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { FlowResult, Passed, PassedValues } from "../model/links.ts";
import type { Unknown } from "../pebble/index.ts";
import { dataEntry, type EmissionOf, type Emitted } from "./emission.ts";
import { argumentsKey } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { findCases } from "./find-cases.ts";
import type { FlowContext } from "./flow-context.ts";
import { type CaseMode, nextSplit } from "./next-split.ts";
import { passedValue, renderNode } from "./passed-value.ts";
import type { TaskSite } from "./site.ts";
import { START_KEY } from "./started.ts";

interface EmittedOutputs extends Emitted {
  readonly outputsOfFlow: PassedValues;
}

/** The values of the `outputs` of a flow after an execution, in each of its cases. */
export function resultsOf(context: FlowContext): readonly FlowResult[] {
  const { flow } = context;
  const node = get(flow.node, "outputs");
  const [task] = flow.branches[0]?.tasks ?? [];
  if (node?.kind !== "list" || task === undefined) return [];
  const site: TaskSite = { task, trigger: false, steps: [], level: { frames: [], atEnd: true } };
  const { cases } = findCases(site, node, context, (evaluation, mode) =>
    emitOutputs(node, site, evaluation, mode),
  );
  const results = new Map<string, FlowResult>();
  for (const { emitted, assignment } of cases) {
    const call = assignment.get(START_KEY)?.start?.call;
    const result: FlowResult = {
      ...(call && { call: argumentsKey(call) }),
      outputs: emitted.outputsOfFlow,
    };
    results.set(JSON.stringify(result), result);
  }
  return [...results.values()];
}

function emitOutputs(
  node: YamlNode & { kind: "list" },
  { level }: TaskSite,
  evaluation: Evaluation,
  mode: CaseMode,
): EmissionOf<EmittedOutputs> {
  const dependencies: Unknown[] = [];
  const outputs: [string, Passed][] = [];
  for (const item of node.items) {
    const [id, value] = [get(item, "id"), get(item, "value")];
    if (id?.kind !== "scalar" || value === undefined) continue;
    const rendered = renderNode(value, (text) => evaluation.render(text, level));
    dependencies.push(...rendered.dependencies);
    outputs.push([id.text, passedValue(rendered.value)]);
  }
  const choice = nextSplit(dependencies, evaluation, mode);
  if (choice) return { kind: "split", choice, parts: ["path"] };
  const { source } = evaluation.context.flow;
  return {
    ...{ kind: "emits", inputs: [], descriptiveAssumptions: [], dependsOn: new Map(), gaps: [] },
    outputs: [dataEntry(outputs, source.place(node.span.start))],
    outputsOfFlow: Object.fromEntries(outputs),
  };
}
