import type { Bundle } from "../model/model.ts";
import { recordAt } from "./lines.ts";
import type { RecordSpan } from "./merge-lists.ts";
import { lowerBound } from "./text-list.ts";

/** So many records are kept for the next look at them. */
const MOST_BUNDLES = 1000;

/** Reads single bundles of a list that is put together from spans. */
export function bundleReader(spans: readonly RecordSpan[]): (bundle: number) => Bundle {
  let firsts: number[] | undefined;
  const known = new Map<number, Bundle>();
  return (bundle) => {
    const found = known.get(bundle);
    if (found !== undefined) return found;
    if (firsts === undefined) {
      firsts = [];
      let first = 0;
      for (const { from, to } of spans) {
        firsts.push(first);
        first += to - from;
      }
    }
    const at = lowerBound(firsts.length, (span) => (firsts?.[span] ?? 0) <= bundle) - 1;
    const span = spans[at];
    if (span === undefined) throw new RangeError(`there is no bundle ${bundle}`);
    const record = recordAt<Bundle>(span.lines, span.from + bundle - (firsts[at] ?? 0));
    if (known.size >= MOST_BUNDLES) known.clear();
    known.set(bundle, record);
    return record;
  };
}
