import type { Call, Passed, PassedValues } from "../model/links.ts";
import type { FlowId } from "../model/model.ts";
import type { FoundAssets } from "./found-assets.ts";

/*
 * The environment of a flow: the values from other flows that its result depends on. The hash of the environment is part of the cache key of a file.
 */

/** A way of being started by a call. */
export interface CalledBy extends FlowId, Pick<Call, "task" | "place" | "inputs" | "labels" | "depth"> {
  /** The number of further calls with the same arguments. */
  readonly others: number;
}

/** The values from other flows that the result of a flow depends on. */
export interface FlowEnvironment {
  readonly calls: readonly CalledBy[];
  /** The reason of an incomplete environment, as a sentence. */
  readonly cut?: string;
  /** Results of called flows: by flow and arguments, see `callKey`. */
  readonly answers: Readonly<Record<string, readonly PassedValues[]>>;
  /** Results of followed flows, by flow, see `flowKey`. */
  readonly followed: Readonly<Record<string, readonly PassedValues[]>>;
  /** Results of its queries for assets, by query. */
  readonly found: Readonly<Record<string, FoundAssets>>;
}

export const NO_ENVIRONMENT: FlowEnvironment = { calls: [], answers: {}, followed: {}, found: {} };

/** The same text for the same arguments. */
export function argumentsKey({ inputs, labels = {} }: Pick<Call, "inputs" | "labels">): string {
  return JSON.stringify([sorted(inputs), sorted(labels)]);
}

export function callKey(call: Pick<Call, "to" | "inputs" | "labels">): string {
  return JSON.stringify([call.to.namespace, call.to.flow, argumentsKey(call)]);
}

function sorted(values: PassedValues): readonly (readonly [string, Passed])[] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
