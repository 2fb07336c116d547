import { get } from "../../flows/flow.ts";
import type { SourceText } from "../../flows/source-text.ts";
import type { DeclaredEntry } from "../../model/declared.ts";
import type { Assumption, Place } from "../../model/model.ts";
import { assumptionsOf, caseEntries } from "../../resolve/case-entries.ts";
import type { ResolvedLine } from "../../resolve/index.ts";
import type { DeclarationSite } from "../../resolve/site.ts";
import { type Element, type Picks, picksOf } from "./element.ts";

/** The declared sides of a task. */
export interface DeclaredSides {
  readonly sites: readonly DeclarationSite[];
  readonly inputs: boolean;
  readonly outputs: boolean;
}

/** One side of a declaration in a case. */
export interface DeclaredCase {
  readonly entries: readonly DeclaredEntry[];
  /** Of the declaration. */
  readonly place: Place;
  readonly picks: Picks;
  readonly assumptions: readonly Assumption[];
}

/** An explicit empty list declares an empty side. */
export function declaredSides(sites: readonly DeclarationSite[]): DeclaredSides {
  const declares = (side: string): boolean =>
    sites.some(({ assets }) => {
      const node = get(assets, side);
      return node !== undefined && !(node.kind === "scalar" && node.value === null);
    });
  return { sites, inputs: declares("inputs"), outputs: declares("outputs") };
}

/** The cases in which one side of a task's declarations has entries. */
export function declaredCases(
  { sites }: DeclaredSides,
  side: "inputs" | "outputs",
  casesOf: ResolvedLine["casesOf"],
  source: SourceText,
): readonly DeclaredCase[] {
  return sites.flatMap((site) =>
    casesOf(site).cases.flatMap((siteCase): DeclaredCase[] => {
      const entries = caseEntries(siteCase[side], siteCase);
      if (entries.length === 0) return [];
      const place = source.place(site.offset);
      return [{ entries, place, picks: picksOf(siteCase.assignment), assumptions: assumptionsOf(siteCase) }];
    }),
  );
}

/** @param path the tasks between the declared asset and its use */
export function declaredElements(
  declared: readonly DeclaredCase[],
  path: readonly string[],
): readonly Element[] {
  return declared.flatMap(({ entries, picks, assumptions }) =>
    entries.map((entry): Element => ({ entry: bare(entry), picks, assumptions, path })),
  );
}

/** From a declaration, which has its own gaps. */
export function bare({ id, certainty, expression, place }: DeclaredEntry): DeclaredEntry {
  return { id, certainty, ...(expression !== undefined && { expression }), place, claim: {} };
}
