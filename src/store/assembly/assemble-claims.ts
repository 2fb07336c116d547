import type { PackedFiles } from "../packed/packed-files.ts";
import type { Fresh } from "./fresh-flows.ts";
import type { Run } from "./interleave.ts";
import { spliceTexts } from "./splice.ts";
import type { StoreState } from "./store-state.ts";
import type { TextList } from "./text-list.ts";

/** What entries say now. */
export interface Claims {
  readonly texts: TextList;
  /** For each older claim its position now; nothing is said of those that nobody makes any more. */
  readonly oldToNow: Uint32Array;
  /** The positions now of the claims in files which were read. */
  readonly ofFresh: (from: PackedFiles) => Uint32Array;
}

/**
 * Of the older claims those that entries make which stay, then the fresh ones: a text that is among both stands there
 * twice, because to look for it takes longer than to merge it with itself.
 */
export function assembleClaims(old: StoreState, fresh: Fresh, runs: readonly Run[]): Claims {
  const made = claimsMade(old, runs);
  const oldRuns: Run[] = [];
  const oldToNow = new Uint32Array(made.length);
  let count = 0;
  for (let claim = 0; claim < made.length; claim++) {
    if (made[claim] === 0) continue;
    const from = claim;
    while (made[claim] === 1) oldToNow[claim++] = count++;
    oldRuns.push({ fresh: false, from, to: claim });
  }
  const added: string[] = count === 0 ? [""] : [];
  const known = new Map<string, number>([["", 0]]);
  const numberOf = (text: string): number => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, count + added.length);
    return count + added.push(text) - 1;
  };
  const positions = new Map<PackedFiles, Uint32Array>();
  for (const { flows } of fresh.groups)
    for (const { from } of flows)
      if (!positions.has(from)) positions.set(from, Uint32Array.from(from.claims, numberOf));
  return {
    texts: spliceTexts(
      old.claims,
      [...oldRuns, { fresh: true, from: 0, to: added.length }],
      (at) => added[at] ?? "",
    ),
    oldToNow,
    ofFresh: (from) => positions.get(from) ?? new Uint32Array(),
  };
}

/** A one for each older claim that an entry makes which stays, and for the first, which is nothing. */
function claimsMade({ claims, groups, inputs, outputs }: StoreState, runs: readonly Run[]): Uint8Array {
  const made = new Uint8Array(claims.starts.length - 1);
  made.fill(1, 0, 1);
  for (const { fresh, from, to } of runs) {
    if (fresh) continue;
    for (const side of [inputs, outputs]) {
      const first = side.offsets[groups.bundles[from] ?? 0];
      const end = side.offsets[groups.bundles[to] ?? 0];
      for (const claim of side.claims.subarray(first, end)) made[claim] = 1;
    }
  }
  return made;
}
