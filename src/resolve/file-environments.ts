import { createHash } from "node:crypto";
import type { LinkedFlow } from "../model/links.ts";
import type { FlowEnvironment } from "./environment.ts";
import { linkFlows } from "./link-flows.ts";

/** What other flows say to the flows of a file. */
export interface FileEnvironments {
  /** Equal for equal environments; 16 hex digits. */
  readonly hash: string;
  /** By `flowKey`. */
  readonly byFlow: Readonly<Record<string, FlowEnvironment>>;
}

/**
 * The environments of files, by name. A file without an entry has none.
 *
 * @param linked all flows that say something
 * @param filesOf the files with a flow, by `flowKey`
 * @param maxCalls see `linkFlows`
 * @param usedUp see `linkFlows`
 */
export function fileEnvironments(
  linked: readonly LinkedFlow[],
  filesOf: (flow: string) => readonly string[],
  maxCalls: number,
  usedUp: ReadonlySet<string>,
): ReadonlyMap<string, FileEnvironments> {
  const byFile = new Map<string, Record<string, FlowEnvironment>>();
  for (const [flow, environment] of linkFlows(linked, maxCalls, usedUp)) {
    for (const file of filesOf(flow)) byFile.set(file, { ...byFile.get(file), [flow]: environment });
  }
  return new Map(
    [...byFile].map(([file, byFlow]) => {
      const hash = createHash("sha256").update(JSON.stringify(byFlow)).digest("hex").slice(0, 16);
      return [file, { hash, byFlow }];
    }),
  );
}
