import { argumentChoices, type FindTexts } from "../blueprint/choices.ts";
import { readBlueprint } from "../blueprint/read-blueprint.ts";
import { commonChoices, type Rendering, renderAll } from "../blueprint/renderings.ts";
import { sourcePlaces } from "../blueprint/source-place.ts";
import { completeFlows } from "../flows/complete-flows.ts";
import type { Flow } from "../flows/flow.ts";
import { readFlowText } from "../flows/read-flow-file.ts";
import { type SourceText, sourceText } from "../flows/source-text.ts";
import type { DeclaredBundle, DeclaredEntry, FileResult, ResolvedFlow } from "../model/declared.ts";
import { flowKey } from "../model/keys.ts";
import type { FlowLinks } from "../model/links.ts";
import type { Assumption, Gap } from "../model/model.ts";
import { distinct } from "../util/distinct.ts";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { ResolveOptions } from "./options.ts";

/**
 * The flows of a blueprint, rendered for all choices. What only some renderings contain is a choice. An argument without
 * values or a default needs a pinned value. Places are those of the blueprint.
 */
export function resolveBlueprint(
  source: SourceText,
  options: ResolveOptions,
  resolve: (flow: Flow) => ResolvedFlow,
): Pick<FileResult, "flows" | "gaps"> {
  const gapAt = (message: string, line = 1): Gap => ({
    kind: "file",
    place: { file: source.file, line, column: 1 },
    message,
  });
  try {
    const blueprint = readBlueprint(source);
    if (blueprint === undefined) return { flows: [], gaps: [] };
    const { all } = options.pins;
    const pinned: FindTexts = ({ id }) =>
      Object.hasOwn(all, id) && all[id] !== null ? [all[id]].flat().map(String) : undefined;
    const choices = argumentChoices(blueprint, pinned, () => undefined);
    const { done, failed, left } = renderAll(blueprint, choices);
    const gaps = failed.map(({ message, place }) => gapAt(message, place.line));
    const rendered = choices.given.length - left;
    if (choices.possible > rendered)
      gaps.push(
        gapAt(`only ${count(rendered, "combination")} of arguments rendered: other assets may follow`),
      );
    const defaults = blueprint.arguments.flatMap((argument): Assumption[] => {
      const { id, defaults: value } = argument;
      const isFixed =
        value === undefined || pinned(argument) !== undefined || choices.chosen.includes(argument);
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return isFixed ? [] : [{ kind: "default", variable: `arg.${id}`, value: text }];
    });
    const merged = new Map<string, RenderedFlow>();
    for (const rendering of done) {
      const contents = completeFlows(readFlowText(inSource(source, rendering)), options);
      const problems = [...contents.problems, ...contents.withoutNamespace];
      gaps.push(...problems.map(({ message, place }) => gapAt(message, place.line)));
      if (contents.flows.length + problems.length === 0)
        gaps.push(gapAt("a rendering of the blueprint is not a flow"));
      for (const flow of contents.flows) {
        const resolved = resolve(flow);
        const key = flowKey(resolved.record);
        const known = merged.get(key);
        if (known) known.push({ resolved, rendering });
        else merged.set(key, [{ resolved, rendering }]);
      }
    }
    const assumptionsOf = (within: readonly Rendering[]): readonly Assumption[] => [
      ...commonChoices(within, done, choices.chosen).map(
        ({ id, ...choice }): Assumption => ({ kind: "choice", variable: `arg.${id}`, ...choice }),
      ),
      ...defaults,
    ];
    return {
      flows: [...merged.values()].map((flow) => mergeFlow(flow, assumptionsOf)),
      gaps: distinct(gaps),
    };
  } catch (error) {
    if (error instanceof AssetsError) return { flows: [], gaps: [gapAt(error.message)] };
    throw error;
  }
}

/** A flow in the renderings that contain it. */
type RenderedFlow = { readonly resolved: ResolvedFlow; readonly rendering: Rendering }[];

function inSource(source: SourceText, rendering: Rendering): SourceText {
  const rendered = sourceText(source.file, rendering.text);
  const { start } = sourcePlaces(source, rendering);
  return { ...rendered, place: (offset) => start(rendered.place(offset)) };
}

function mergeFlow(
  flows: RenderedFlow,
  assumptionsOf: (within: readonly Rendering[]) => readonly Assumption[],
): ResolvedFlow {
  const all = <Part>(list: (flow: ResolvedFlow) => readonly Part[]) =>
    distinct(flows.flatMap(({ resolved }) => list(resolved)));
  const within = new Map<string, { readonly bundle: DeclaredBundle; readonly renderings: Set<Rendering> }>();
  for (const { resolved, rendering } of flows) {
    for (const bundle of resolved.bundles) {
      const key = JSON.stringify(bundle);
      const known = within.get(key) ?? { bundle, renderings: new Set() };
      within.set(key, known);
      known.renderings.add(rendering);
    }
  }
  const bundles = [...within.values()].map(({ bundle, renderings }) =>
    assuming(bundle, assumptionsOf([...renderings])),
  );
  const [first] = flows;
  if (first === undefined) throw new RangeError("no flow");
  const tasks = all(({ tasks }) => tasks);
  const ties = all(({ ties }) => ties ?? []);
  const undeclared = all(({ undeclared }) => undeclared ?? []);
  const links = flows.flatMap(({ resolved }) => resolved.links ?? []);
  const most = (field: "tasks" | "declarations") =>
    Math.max(...flows.map(({ resolved }) => resolved.record[field]));
  return {
    record: { ...first.resolved.record, tasks: most("tasks"), declarations: most("declarations") },
    tasks: [...new Map(tasks.map((task) => [task.task, task])).values()],
    bundles,
    activations: all(({ activations }) => activations),
    gaps: all(({ gaps }) => gaps),
    inert: all(({ inert }) => inert),
    ...(ties.length > 0 && { ties }),
    ...(undeclared.length > 0 && { undeclared }),
    ...(links.length > 0 && { links: mergeLinks(links) }),
  };
}

function mergeLinks(links: readonly FlowLinks[]): FlowLinks {
  return {
    calls: distinct(links.flatMap(({ calls }) => calls)),
    results: distinct(links.flatMap(({ results }) => results)),
    follows: distinct(links.flatMap(({ follows }) => follows)),
    asksForCaller: links.some(({ asksForCaller }) => asksForCaller),
    queries: distinct(links.flatMap(({ queries }) => queries)),
  };
}

function assuming(bundle: DeclaredBundle, assumptions: readonly Assumption[]): DeclaredBundle {
  if (assumptions.length === 0) return bundle;
  const certainty = assumptions.some(({ kind }) => kind === "choice") ? "choice" : "default";
  const weaker = (entry: DeclaredEntry): DeclaredEntry =>
    entry.certainty === "exact" || (entry.certainty === "default" && certainty === "choice")
      ? { ...entry, certainty }
      : entry;
  return {
    ...bundle,
    inputs: bundle.inputs.map(weaker),
    outputs: bundle.outputs.map(weaker),
    assumptions: [...bundle.assumptions, ...assumptions],
  };
}
