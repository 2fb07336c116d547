import { createHash } from "node:crypto";
import type { FlowLinks } from "../model/links.ts";
import type { FlowId } from "../model/model.ts";
import { type FlowEnvironment, flowKey } from "./environment.ts";
import { linkFlows } from "./link-flows.ts";

/** What other flows say to the flows of a file. */
export interface FileEnvironments {
  /** Equal for equal environments; 16 hex digits. */
  readonly hash: string;
  /** By `flowKey`. */
  readonly byFlow: Readonly<Record<string, FlowEnvironment>>;
}

/** A flow of a file, with what it says to others. */
export interface LinkedFlow extends FlowId {
  readonly links?: FlowLinks;
}

/**
 * The environments of files, by their position, from the links of all. A file without an entry has none.
 *
 * @param maxCalls see `linkFlows`
 */
export function fileEnvironments(
  files: readonly (readonly LinkedFlow[])[],
  maxCalls: number,
): ReadonlyMap<number, FileEnvironments> {
  const environments = linkFlows(files.flat(), maxCalls);
  const found = new Map<number, FileEnvironments>();
  for (const [position, flows] of files.entries()) {
    const own = flows.flatMap((flow) => {
      const environment = environments.get(flowKey(flow));
      return environment === undefined ? [] : [[flowKey(flow), environment] as const];
    });
    if (own.length === 0) continue;
    const byFlow = Object.fromEntries(own);
    const hash = createHash("sha256").update(JSON.stringify(byFlow)).digest("hex").slice(0, 16);
    found.set(position, { hash, byFlow });
  }
  return found;
}
