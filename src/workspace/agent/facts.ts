import type { Hop, KnownGaps, Reached, Walk, WalkEnd } from "../../graph/answer.ts";
import type { StartedFlow } from "../../graph/started-flows.ts";
import type { Usage } from "../../graph/usages.ts";
import type { Finding } from "../../lint/finding.ts";
import { assumptionText } from "../../model/assumption.ts";
import type { Asset, Assumption, FlowId, Gap, Place } from "../../model/model.ts";

/* Parts of answers as flat data for agents. */

export function assetFacts({ id, type, namespace, description, certainty, origin, external, owner }: Asset) {
  return {
    ...{ id, certainty },
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    ...(description !== undefined && { description }),
    ...(owner !== undefined && { owner }),
    ...(origin !== undefined && { origin }),
    ...(external && { external }),
  };
}

export function usageFacts({ certainty, ...usage }: Usage) {
  return { ...taskFacts(usage), certainty, ...assumed(usage.assumptions) };
}

export function walkFacts({ assets, ends, beyond }: Walk) {
  return {
    assets: assets.map(reachedFacts),
    ends: ends.map(endFacts),
    ...(beyond > 0 && { assetsBeyondDepth: beyond }),
  };
}

export function reachedFacts({ asset, distance, certainty, hops, sameAs }: Reached) {
  return {
    ...{ id: asset.id, distance, certainty },
    ...(asset.type !== undefined && { type: asset.type }),
    ...(asset.origin !== undefined && { origin: asset.origin }),
    through: hops.map((hop: Hop) => ({ ...taskFacts(hop), from: hop.from, ...assumed(hop.assumptions) })),
    ...(sameAs.length > 0 && { mayBeTheSameAs: sameAs }),
  };
}

export function endFacts(end: WalkEnd) {
  return {
    ...taskFacts(end),
    ...{ distance: end.distance, certainty: end.certainty, from: end.from },
    ...assumed(end.assumptions),
  };
}

export function taskFacts(
  task: FlowId & {
    readonly task: string;
    readonly origin?: "inferred";
    readonly evidence?: string;
    place: Place;
  },
) {
  const { origin, evidence } = task;
  return {
    ...{ task: task.task, flow: slashedFlowName(task), at: fileAndLine(task.place) },
    ...(origin !== undefined && { origin }),
    ...(evidence !== undefined && { evidence }),
  };
}

function assumed(assumptions: readonly Assumption[]): { readonly if?: readonly string[] } {
  return assumptions.length === 0 ? {} : { if: assumptions.map(assumptionText) };
}

export function startedFacts({ starts, certainty, reasons, ...flow }: StartedFlow) {
  return {
    ...{ flow: slashedFlowName(flow), starts, certainty },
    because: reasons.map(({ how, by }) => ({ how, ...taskFacts(by) })),
  };
}

export function findingFacts({ rule, severity, message, range, related = [], fix }: Finding) {
  return {
    ...{ rule, severity, message, at: `${fileAndLine(range)}:${range.column}` },
    ...(fix && { fix: fix.title }),
    ...(related.length > 0 && {
      related: related.map((place) => ({ at: fileAndLine(place.range), message: place.message })),
    }),
  };
}

/** The gaps of an answer that depends on no flow. */
export const NO_GAPS = { here: [], elsewhere: 0 } as const;

/** Known gaps: those in the flows of the answer, and the number of those elsewhere that may affect it. */
export function gaps({ here, elsewhere }: KnownGaps) {
  return {
    here: here.map(({ kind, message, place }: Gap) => ({ kind, message, at: fileAndLine(place) })),
    elsewhere: elsewhere.length,
  };
}

export function slashedFlowName({ namespace, flow }: FlowId): string {
  return `${namespace}/${flow}`;
}

export function fileAndLine({ file, line }: Place): string {
  return `${file}:${line}`;
}
