import type { Bundle, Place } from "../model/model.ts";
import type { Proof } from "./task-ref.ts";

/** One bundle in a walk. Assets are nodes of the graph, the certainty is its index in CERTAINTIES. */
export interface WalkStep {
  readonly bundle: Bundle;
  readonly distance: number;
  readonly certainty: number;
  readonly place: Place;
  readonly proof: Proof;
  readonly from: readonly number[];
  /** Number of assets omitted from `from`. */
  readonly moreFrom?: number;
  readonly back: readonly number[];
}

/**
 * Merges adjacent steps of the cases of one declaration, because readers think in tasks. The nearest and then strongest
 * case represents all; the assets of all cases are kept.
 */
export function mergeCases(steps: readonly WalkStep[]): (WalkStep & { readonly cases: number })[] {
  const groups: WalkStep[][] = [];
  for (const step of steps) {
    const group = groups.at(-1);
    if (group?.[0] && sameDeclaration(group[0].bundle, step.bundle)) group.push(step);
    else groups.push([step]);
  }
  return groups.map((group) =>
    group.length === 1 && group[0]
      ? { ...group[0], cases: 1 }
      : {
          ...group.reduce((best, step) => (isBetter(step, best) ? step : best)),
          from: [...new Set(group.flatMap((step) => step.from))],
          back: [...new Set(group.flatMap((step) => step.back))],
          cases: group.length,
        },
  );
}

function isBetter(a: WalkStep, b: WalkStep): boolean {
  return a.distance < b.distance || (a.distance === b.distance && a.certainty < b.certainty);
}

/** Whether two bundles are cases of one declaration. */
export function sameDeclaration(a: Bundle, b: Bundle): boolean {
  return (
    a.task === b.task &&
    a.flow === b.flow &&
    a.namespace === b.namespace &&
    a.place.line === b.place.line &&
    a.place.column === b.place.column &&
    a.place.file === b.place.file
  );
}
