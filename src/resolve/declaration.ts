import { get } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { Assumption, Side } from "../model/model.ts";
import { isTemplate } from "../pebble/index.ts";
import type { CaseInProgress } from "./case-in-progress.ts";
import type { Choice } from "./choice.ts";
import { dependsOnChoices, mayDependOnChoices } from "./choice-dependencies.ts";
import { type CaseResult, partOf } from "./emission.ts";
import { readEnableAuto } from "./enable-auto.ts";
import type { Evaluation } from "./evaluation.ts";
import { finishSide } from "./finish-side.ts";
import type { CaseGap } from "./gaps.ts";
import { type CaseMode, nextSplit } from "./next-split.ts";
import { type Render, type RenderedEntry, renderSide } from "./render-side.ts";
import { shorten } from "./shorten.ts";
import type { DeclarationSite } from "./site.ts";

/** The result of a reached declaration in one case. */
export function resolveCase(site: DeclarationSite, evaluation: Evaluation, mode: CaseMode): CaseResult {
  const gaps = shapeGaps(site.assets);
  const waiting: CaseInProgress["waiting"] = new Map();
  const dropped: CaseInProgress["dropped"] = new Map();
  const descriptiveAssumptions: Assumption[] = [];
  const inCase = { site, evaluation, mode, gaps, waiting, dropped, descriptiveAssumptions };
  const [renderedInputs, renderedOutputs] = inOneTask(
    site,
    evaluation,
    (render) => [renderSide(inCase, "inputs", render), renderSide(inCase, "outputs", render)] as const,
  );
  if (waiting.size > 0) {
    const choice = nextSplit([...waiting.values()].flat(), evaluation, mode);
    if (choice) return { kind: "split", choice, parts: partsThatWait(waiting, choice) };
  }
  const dependsOn = new Map<string, readonly string[]>();
  addDependencies(site, "inputs", renderedInputs, evaluation, dependsOn);
  addDependencies(site, "outputs", renderedOutputs, evaluation, dependsOn);
  const finishedInputs = finishSide(inCase, "inputs", renderedInputs);
  const finishedOutputs = finishSide(inCase, "outputs", renderedOutputs);
  const [inputs, outputs] = readEnableAuto(inCase) ? [finishedInputs, finishedOutputs] : [[], []];
  return {
    ...{ kind: "emits", inputs, outputs, descriptiveAssumptions, dependsOn, gaps },
    ...(dropped.size > 0 && { dropped }),
    ...(waiting.size > 0 && { open: waiting }),
  };
}

/** Renders the texts of a declaration one after the other. Literal ids need no variables. */
function inOneTask<T>(
  { assets, level }: DeclarationSite,
  evaluation: Evaluation,
  use: (render: Render) => T,
): T {
  const { start, end } = assets.span;
  const text = evaluation.context.flow.source.text.slice(start, end);
  return isTemplate(text)
    ? evaluation.together(level, use)
    : use((literal) => evaluation.render(literal, level));
}

/** A choice that must come first (a default that another default needs) applies to all waiting parts. */
function partsThatWait(waiting: CaseInProgress["waiting"], choice: Choice): string[] {
  const parts: string[] = [];
  for (const [part, dependencies] of waiting) {
    if (dependencies.some((dependency) => dependency.origin === choice.key)) parts.push(part);
  }
  return parts.length > 0 ? parts : [...waiting.keys()];
}

function addDependencies(
  site: DeclarationSite,
  side: Side,
  entries: readonly RenderedEntry[],
  evaluation: Evaluation,
  dependsOn: Map<string, readonly string[]>,
): void {
  if (!mayDependOnChoices(evaluation)) return;
  const list = get(site.assets, side);
  if (list?.kind === "scalar") dependsOn.set(side, dependsOnChoices(list.text, site.level, evaluation));
  for (const { index, idNode } of entries) {
    dependsOn.set(partOf({ side, index }), dependsOnChoices(idNode.text, site.level, evaluation));
  }
}

/** Gaps for the value of `assets`, which must be a mapping or empty. */
function shapeGaps(assets: YamlNode): CaseGap[] {
  if (assets.kind === "map" || (assets.kind === "scalar" && assets.value === null)) return [];
  const what = assets.kind === "list" ? "a list" : `"${shorten(assets.text, 160)}"`;
  const message = `"assets" must be a mapping with "inputs" and "outputs", not ${what}; Kestra rejects the flow`;
  return [{ kind: "invalid", node: assets, message }];
}
