import { createHash } from "node:crypto";
import type { LinkedFlow } from "../model/links.ts";
import type { FlowEnvironment } from "./environment.ts";
import { linkFlows, openEnvironment } from "./link-flows.ts";

/** The environments of the flows of a file. */
export interface FileEnvironments {
  /** Equal for equal environments; 16 hex digits. */
  readonly hash: string;
  /** By `flowKey`. */
  readonly byFlow: Readonly<Record<string, FlowEnvironment>>;
}

/**
 * The environments of files, by name. A file without an entry has none.
 *
 * @param linked all flows with links
 * @param found see `linkFlows`
 * @param filesOf the files with a flow, by `flowKey`
 * @param maxCalls see `linkFlows`
 */
export function fileEnvironments(
  linked: readonly LinkedFlow[],
  found: FlowEnvironment["found"],
  filesOf: (flow: string) => readonly string[],
  maxCalls: number,
): ReadonlyMap<string, FileEnvironments> {
  const byFile = new Map<string, Record<string, FlowEnvironment>>();
  for (const [flow, environment] of linkFlows(linked, found, maxCalls)) {
    for (const file of filesOf(flow)) byFile.set(file, { ...byFile.get(file), [flow]: environment });
  }
  return new Map([...byFile].map(([file, byFlow]) => [file, hashed(byFlow)]));
}

/** The environments of a file, of which the flows are not all known. */
export function withCut({ byFlow }: FileEnvironments, cut: string): FileEnvironments {
  return hashed(
    Object.fromEntries(Object.entries(byFlow).map(([flow, own]) => [flow, openEnvironment(own, cut)])),
  );
}

function hashed(byFlow: FileEnvironments["byFlow"]): FileEnvironments {
  const hash = createHash("sha256").update(JSON.stringify(byFlow)).digest("hex").slice(0, 16);
  return { hash, byFlow };
}
