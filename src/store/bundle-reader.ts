import type { Bundle } from "../model/model.ts";
import { recordsIn } from "./lines.ts";
import type { RecordSpan } from "./merge-lists.ts";
import { lowerBound } from "./text-list.ts";

/** Maximum number of records per read. */
const MAX_AHEAD = 256;

/** Reads single bundles of a list in spans. Sequential reads grow. */
export function bundleReader(spans: readonly RecordSpan[]): (bundle: number) => Bundle {
  let firsts: readonly number[] | undefined;
  let read: readonly Bundle[] = [];
  let from = 0;
  let ahead = 1;
  return (bundle) => {
    const known = read[bundle - from];
    if (known !== undefined) return known;
    firsts ??= firstOfEach(spans);
    const at = lowerBound(firsts.length, (span) => (firsts?.[span] ?? 0) <= bundle) - 1;
    const span = spans[at];
    if (span === undefined) throw new RangeError(`no bundle ${bundle}`);
    const end = from + read.length;
    ahead = bundle >= end && bundle < end + ahead ? Math.min(ahead * 2, MAX_AHEAD) : 1;
    const line = span.from + bundle - (firsts[at] ?? 0);
    read = recordsIn<Bundle>(span.lines, line, Math.min(line + ahead, span.to));
    from = bundle;
    return read[0] as Bundle;
  };
}

function firstOfEach(spans: readonly RecordSpan[]): number[] {
  let next = 0;
  return spans.map(({ from, to }) => {
    next += to - from;
    return next - (to - from);
  });
}
