import { assumptionCertainty, stronger, weaker } from "../model/assumption.ts";
import type { DeclaredEntry } from "../model/declared.ts";
import type { Assumption, Certainty } from "../model/model.ts";
import { distinct } from "../util/distinct.ts";
import type { Case } from "./case.ts";
import { partOf, type ResolvedEntry } from "./emission.ts";

/** The entries of one case. Each is as weak as the weakest value assumption of its id. */
export function caseEntries(entries: readonly ResolvedEntry[], resolvedCase: Case): DeclaredEntry[] {
  if (resolvedCase.dependsOn.size === 0 && resolvedCase.pathConditions.length === 0)
    return entries.map(({ declared }) => declared);
  return entries.map((entry) => {
    const { declared } = entry;
    const certainty = certaintyIn(resolvedCase, entry);
    return certainty === declared.certainty ? declared : { ...declared, certainty };
  });
}

function certaintyIn(resolvedCase: Case, entry: ResolvedEntry): Certainty {
  let { certainty } = entry.declared;
  for (const part of ["path", entry.side, partOf(entry)]) {
    for (const key of resolvedCase.dependsOn.get(part) ?? []) {
      const assumption = resolvedCase.pickedAssumptions.get(key);
      if (!assumption) continue;
      // A condition of the task does not weaken its ids; a choice within an id makes it one of several.
      const decidesId = (assumption.kind === "branch" || assumption.kind === "start") && part !== "path";
      certainty = weaker(certainty, decidesId ? "choice" : assumptionCertainty(assumption));
    }
  }
  for (const assumption of resolvedCase.pathConditions)
    certainty = weaker(certainty, assumptionCertainty(assumption));
  return certainty;
}

/** One entry per id: a repeated id has the stronger certainty and the fields of both entries. */
export function distinctEntries(entries: readonly DeclaredEntry[]): readonly DeclaredEntry[] {
  if (entries.length < 2 || allDiffer(entries)) return entries;
  const byId = new Map<string, DeclaredEntry>();
  for (const entry of entries) {
    const first = byId.get(entry.id);
    const certainty = first ? stronger(first.certainty, entry.certainty) : entry.certainty;
    const others =
      first === undefined ? [] : [...(first.others ?? []), { claim: entry.claim, place: entry.place }];
    byId.set(entry.id, { ...(first ?? entry), certainty, ...(others.length > 0 && { others }) });
  }
  return [...byId.values()];
}

/** Most lists are short. */
function allDiffer(entries: readonly DeclaredEntry[]): boolean {
  if (entries.length > 8) return false;
  return entries.every(({ id }, index) => entries.findIndex((other) => other.id === id) === index);
}

export function assumptionsOf({
  pickedAssumptions,
  pathConditions,
  descriptiveAssumptions,
}: Case): readonly Assumption[] {
  return distinct([...pickedAssumptions.values(), ...pathConditions, ...descriptiveAssumptions]);
}
