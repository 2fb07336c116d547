import type { Inventory } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import { PatternIndex } from "../model/pattern-index.ts";

/** Finds the assets of an inventory that an id of a run can be: at most one by its id, and those by their patterns. */
export type IdMatcher = (id: string) => MatchedIds;

export interface MatchedIds {
  /** The asset with this id, or with this as another of its names. */
  readonly exact?: string;
  readonly patterns: readonly string[];
}

/**
 * @param inventory with its tied ids united
 */
export function createIdMatcher({ assets }: Pick<Inventory, "assets">): IdMatcher {
  const names = new Map<string, string>();
  for (const { id, names: others = [] } of assets) for (const alias of others) names.set(alias.id, id);
  for (const { id } of assets) if (!isPattern(id)) names.set(id, id);
  const patterns = new PatternIndex(assets.filter(({ id }) => isPattern(id)).map(({ id }) => id));
  const known = new Map<string, MatchedIds>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const exact = names.get(id);
    // An id with a star is not an id of a run.
    const matching = isPattern(id) ? [] : patterns.matching(id).filter((match) => match !== exact);
    const found = { ...(exact !== undefined && { exact }), patterns: matching };
    known.set(id, found);
    return found;
  };
}
