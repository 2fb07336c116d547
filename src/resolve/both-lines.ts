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
      ...[...bundles].map(([key, each]) => (otherBundles.has(key) ? each : onLine(each, line))),
      ...[...otherBundles].flatMap(([key, each]) => (bundles.has(key) ? [] : [onLine(each, otherLine)])),
    ],
    gaps: [
      ...[...gaps].map(([key, each]) => (otherGaps.has(key) ? each : gapOnLine(each, line))),
      ...[...otherGaps].flatMap(([key, each]) => (gaps.has(key) ? [] : [gapOnLine(each, otherLine)])),
    ],
  };
}

function keyed<T>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((each) => [JSON.stringify(each), each]));
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
