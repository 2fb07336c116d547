import { argumentChoices } from "../blueprint/choices.ts";
import { readBlueprint } from "../blueprint/read-blueprint.ts";
import { commonChoices, type Rendering, renderAll, withChoices } from "../blueprint/renderings.ts";
import { sourcePlaces } from "../blueprint/source-place.ts";
import type { FileContents } from "../flows/file-contents.ts";
import { readFlowText } from "../flows/read-flow-file.ts";
import { type SourceText, sourceText } from "../flows/source-text.ts";
import type { ResolvedFlow } from "../model/declared.ts";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { FileFacts, RuleFinding } from "./facts.ts";
import type { RawFinding } from "./finding.ts";
import { flowFacts } from "./flow-facts.ts";
import type { FactOptions } from "./flow-rule-context.ts";
import { type Range, rangeAt } from "./range.ts";
import { unreadableFile } from "./rules/unreadable-file.ts";
import { suppressionsIn } from "./suppression.ts";

/**
 * Lint facts of a blueprint: the findings about single flows in its renderings for all choices, at places in the
 * blueprint. A rendering is not deployed, so rules about the whole repository do not see it.
 *
 * @param resolve results of the flows of a rendering, in their order
 */
export function blueprintFacts(
  source: SourceText,
  options: FactOptions,
  resolve: (contents: FileContents) => readonly ResolvedFlow[],
): FileFacts {
  const findings = blueprintFindings(source, (rendering) => {
    const contents = readFlowText(sourceText(source.file, rendering.text));
    const resolved = resolve(contents);
    const inFlows = contents.flows.flatMap((flow, at) => {
      const own = resolved[at];
      return own === undefined ? [] : flowFacts(flow, own, options).findings;
    });
    const problems = [...contents.problems, ...contents.withoutNamespace];
    if (inFlows.length + problems.length + contents.flows.length > 0)
      return [...inFlows, ...problems.map(({ message, place }) => unreadable(message, rangeAt(place)))];
    return [unreadable("the rendering is not a flow: it lacks an id, a namespace or a list of tasks", START)];
  });
  return { file: source.file, flows: [], findings, problems: [], suppressions: suppressionsIn(source) };
}

const START: Range = { file: "", line: 1, column: 1, endLine: 1, endColumn: 2 };

function unreadable(message: string, range: Range): RuleFinding {
  return { rule: unreadableFile.id, message, range };
}

/** @param lint the findings in one rendering, at its places */
function blueprintFindings(
  source: SourceText,
  lint: (rendering: Rendering) => readonly RuleFinding[],
): readonly RuleFinding[] {
  const start = { ...START, file: source.file };
  try {
    const blueprint = readBlueprint(source);
    if (blueprint === undefined) return [];
    const choices = argumentChoices(blueprint);
    const { done, failed, left } = renderAll(blueprint, choices);
    const found = new Map<string, { readonly finding: RuleFinding; readonly within: Rendering[] }>();
    for (const rendering of done) {
      const inSource = rangesIn(source, rendering);
      for (const { rule, ...raw } of lint(rendering)) {
        const finding = { rule, ...inSource(raw) };
        const key = JSON.stringify([rule, finding.range, finding.message]);
        const known = found.get(key);
        if (known === undefined) found.set(key, { finding, within: [rendering] });
        else if (known.within.at(-1) !== rendering) known.within.push(rendering);
      }
    }
    const cut = `${count(left, "combination")} of arguments not checked: the other renderings take too many steps`;
    return [
      ...[...found.values()].map(({ finding, within }) => {
        const where = withChoices(commonChoices(within, done, choices.chosen));
        const message = where === "" ? finding.message : `${finding.message} (${where})`;
        return { ...finding, message, subject: finding.subject ?? finding.message };
      }),
      ...failed.map(({ message, place }) => unreadable(message, rangeAt(place))),
      ...(left > 0 ? [{ ...unreadable(cut, start), severity: "warning" as const }] : []),
    ];
  } catch (error) {
    if (error instanceof AssetsError) return [unreadable(error.message, start)];
    throw error;
  }
}

/** A finding of a rendering at its place in the blueprint. A fix would change the rendering, so it is left out. */
function rangesIn(source: SourceText, rendering: Rendering): (finding: RawFinding) => RawFinding {
  const places = sourcePlaces(source, rendering);
  const inSource = (range: Range): Range => {
    const first = places.start(range);
    const last = places.end({ file: source.file, line: range.endLine, column: range.endColumn });
    const isBefore = last.line < first.line || (last.line === first.line && last.column <= first.column);
    return isBefore ? rangeAt(first) : { ...first, endLine: last.line, endColumn: last.column };
  };
  return ({ fix: _, related, ...finding }) => ({
    ...finding,
    range: inSource(finding.range),
    ...(related && { related: related.map((place) => ({ ...place, range: inSource(place.range) })) }),
  });
}
