import type { KestraLine } from "../flows/flow.ts";
import { weaker } from "../model/assumption.ts";
import type { DeclaredBundle, DeclaredEntry, FlowGap } from "../model/declared.ts";

/** The results of a declaration on one Kestra line. */
export interface SiteResults {
  readonly bundles: readonly DeclaredBundle[];
  readonly gaps: readonly FlowGap[];
}

/**
 * The results of a declaration in a flow that runs on both lines: common results once, all others with the line as an
 * assumption.
 */
export function onBothLines(
  own: SiteResults,
  others: SiteResults,
  line: KestraLine,
  otherLine: KestraLine,
): SiteResults {
  const [bundles, otherBundles] = [keyed(own.bundles), keyed(others.bundles)];
  const [gaps, otherGaps] = [keyed(own.gaps), keyed(others.gaps)];
  return {
    bundles: [
      ...[...bundles].map(([key, bundle]) => (otherBundles.has(key) ? bundle : onLine(bundle, line))),
      ...[...otherBundles].flatMap(([key, bundle]) => (bundles.has(key) ? [] : [onLine(bundle, otherLine)])),
    ],
    gaps: [
      ...[...gaps].map(([key, gap]) => (otherGaps.has(key) ? gap : gapOnLine(gap, line))),
      ...[...otherGaps].flatMap(([key, gap]) => (gaps.has(key) ? [] : [gapOnLine(gap, otherLine)])),
    ],
  };
}

function keyed<T>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [JSON.stringify(item), item]));
}

function onLine(bundle: DeclaredBundle, line: KestraLine): DeclaredBundle {
  const weaken = (entry: DeclaredEntry): DeclaredEntry => ({
    ...entry,
    certainty: weaker(entry.certainty, "choice"),
  });
  return {
    ...bundle,
    inputs: bundle.inputs.map(weaken),
    outputs: bundle.outputs.map(weaken),
    assumptions: [...bundle.assumptions, { kind: "choice", variable: "Kestra", value: line }],
  };
}

function gapOnLine(gap: FlowGap, line: KestraLine): FlowGap {
  return { ...gap, message: `${gap.message} (in Kestra ${line})`, line };
}
