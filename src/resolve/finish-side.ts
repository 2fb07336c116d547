import { scalarText } from "../flows/scalar-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { DeclaredEntry, EntryClaim } from "../model/declared.ts";
import type { Side } from "../model/model.ts";
import { isPattern, literalLength } from "../model/pattern.ts";
import { isTemplate, type PebbleError, type Unknown } from "../pebble/index.ts";
import { type CaseInProgress, dropEntry } from "./case-in-progress.ts";
import { renderWithDefaults } from "./describe.ts";
import { partOf, type ResolvedEntry } from "./emission.ts";
import { claimsNothing, type Describe, EMPTY_CLAIM, entryClaim } from "./entry-claim.ts";
import { UNRESOLVED } from "./evaluation.ts";
import type { CaseGap } from "./gaps.ts";
import { rejectedFields } from "./rejected-fields.ts";
import type { RenderedEntry } from "./render-side.ts";
import { shorten } from "./shorten.ts";
import type { DeclarationSite } from "./site.ts";

/** The entries of one side with their descriptive fields. Empty if one of these fails, as for ids. */
export function finishSide(
  inCase: CaseInProgress,
  side: Side,
  entries: readonly RenderedEntry[],
): readonly ResolvedEntry[] {
  const { site, evaluation, gaps, waiting } = inCase;
  const finished: ResolvedEntry[] = [];
  let failed = false;
  for (const entry of entries) {
    const { node, index, idNode, id, problem } = entry;
    const holed = isPattern(id);
    if (holed || problem !== undefined) gaps.push(...idGaps(site, side, entry));
    if (problem !== undefined || (holed && literalLength(id) === 0)) continue;
    const { claim, failures, unknowns } = describeEntry(inCase, side, node);
    for (const { node: failing, error } of failures) {
      dropEntry(inCase, { side, index }, failing, error);
      failed = true;
    }
    if (failed) continue;
    if (unknowns.length > 0) {
      const part = partOf({ side, index });
      waiting.set(part, [...(waiting.get(part) ?? []), ...unknowns]);
    }
    const rejected = side === "outputs" ? rejectedFields(node, claim) : [];
    gaps.push(...rejected.map(({ gap }) => gap));
    // A value that depends on a default rejects only some executions.
    const isCertain = ({ value }: { readonly value: YamlScalar }) =>
      evaluation.render(scalarText(value), site.level).result.kind === "known";
    if (rejected.some((field) => field.always && isCertain(field))) continue;
    const place = evaluation.context.flow.source.place(idNode.span.start);
    const expression = idNode.text;
    const certainty = holed ? "pattern" : "exact";
    const declared: DeclaredEntry =
      expression === id ? { id, place, claim, certainty } : { id, place, expression, claim, certainty };
    finished.push({ declared, side, index });
  }
  return failed ? [] : finished;
}

function idGaps(
  site: DeclarationSite,
  side: Side,
  { idNode: node, id, problem, dependencies }: RenderedEntry,
): CaseGap[] {
  if (problem !== undefined) {
    const message = `"${shorten(id, 160)}" is not a valid asset id: ${problem}`;
    return [{ kind: "invalid", about: "id", node, message }];
  }
  const hides = isPattern(id) && literalLength(id) === 0 ? [side] : undefined;
  const unresolved = dependencies.filter((dependency) => dependency.origin?.startsWith(UNRESOLVED));
  if (unresolved.length > 0) {
    return [...new Set(unresolved)].map((dependency) => ({
      kind: "loop",
      node: loopValues(site, dependency.origin?.slice(UNRESOLVED.length)) ?? node,
      message: dependency.reason,
      ...(hides && { hides }),
    }));
  }
  if (hides === undefined) return [];
  const reason = dependencies.map((dependency) => dependency.reason)[0] ?? "it is known only at run time";
  const message = `the id "${shorten(node.text, 160)}" can be anything: ${reason}`;
  return [{ kind: "run-time", node, message, hides }];
}

function loopValues(site: DeclarationSite, key: string | undefined): YamlNode | undefined {
  for (const step of site.steps) if (step.kind === "loop" && step.loop.key === key) return step.loop.values;
  return undefined;
}

/** The descriptive fields of an entry. */
interface Description {
  readonly claim: EntryClaim;
  readonly failures: readonly { readonly error: PebbleError; readonly node: YamlScalar }[];
  /** In fields that stay as written. */
  readonly unknowns: readonly Unknown[];
}

const NO_DESCRIPTION: Description = { claim: EMPTY_CLAIM, failures: [], unknowns: [] };

/**
 * Descriptive fields open no cases: values not decided by the ids come from defaults (as an assumption of the case), or
 * otherwise stay as written. Kestra renders all texts of an entry, so each of them can fail.
 */
function describeEntry(
  { site, evaluation, mode, descriptiveAssumptions }: CaseInProgress,
  side: Side,
  node: YamlMap,
): Description {
  if (claimsNothing(node)) return NO_DESCRIPTION;
  const failures: { readonly error: PebbleError; readonly node: YamlScalar }[] = [];
  const unknowns: Unknown[] = [];
  const described = new Set<YamlScalar>();
  const describe: Describe = (scalar) => {
    const text = scalarText(scalar);
    if (!isTemplate(text)) return text;
    described.add(scalar);
    const { rendered, assumptions, dependencies } = renderWithDefaults(text, site.level, evaluation, mode);
    if (rendered.kind === "error") failures.push({ error: rendered.error, node: scalar });
    if (rendered.kind === "holes") unknowns.push(...dependencies);
    else descriptiveAssumptions.push(...assumptions);
    return rendered.kind === "known" ? rendered.text : undefined;
  };
  const claim = entryClaim(node, side, describe);
  for (const scalar of templatesIn(node)) if (!described.has(scalar)) describe(scalar);
  return { claim, failures, unknowns };
}

/** The templates in the keys and values of an entry, except in its id. */
function templatesIn(entry: YamlMap): YamlScalar[] {
  const found: YamlScalar[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === "scalar") {
      if (isTemplate(node.text)) found.push(node);
    } else if (node.kind === "list") node.items.forEach(visit);
    else
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
  };
  for (const { key, value } of entry.entries) {
    visit(key);
    if (key.text !== "id") visit(value);
  }
  return found;
}
