import type { Flow } from "../flows/flow.ts";
import type { FileContents } from "../flows/read-flow-file.ts";
import type { FileParts, ResolvedFlow } from "../model/declared.ts";
import type { Tie } from "../model/model.ts";
import { onBothLines } from "../resolve/both-lines.ts";
import { resolveInDetail } from "../resolve/index.ts";
import type { ResolveOptions } from "../resolve/options.ts";
import { resolveFile } from "../resolve/resolve-file.ts";
import type { FindEntry } from "./catalogue/index.ts";
import { type TracedFlow, traceFlow } from "./dataflow/trace-flow.ts";

export { CATALOGUE_GROUPS, type CatalogueEntry, type CatalogueGroup } from "./catalogue/entry.ts";
export { createCatalogue, type FindEntry } from "./catalogue/index.ts";

/** Resolves what a flow declares, and infers what its tasks touch where they declare nothing. */
export function inferFlow(flow: Flow, options: ResolveOptions, find: FindEntry): ResolvedFlow {
  const { resolved, lines } = resolveInDetail(flow, options);
  const [own, other] = lines.map((line) => ({ line: line.context.line, ...traceFlow(line, find) }));
  if (own === undefined) return resolved;
  const both: Pick<TracedFlow, "bundles" | "gaps"> = other
    ? onBothLines(own, other, own.line, other.line)
    : own;
  return {
    ...resolved,
    bundles: [...resolved.bundles, ...both.bundles],
    gaps: [...resolved.gaps, ...both.gaps],
    ties: distinctTies([...own.ties, ...(other?.ties ?? [])]),
  };
}

/** The same for all flows of a file. */
export function inferFile(contents: FileContents, options: ResolveOptions, find: FindEntry): FileParts {
  return resolveFile(contents, options, (flow) => inferFlow(flow, options, find));
}

function distinctTies(ties: readonly Tie[]): readonly Tie[] {
  if (ties.length < 2) return ties;
  return [...new Map(ties.map((each) => [each.ids.join("\n"), each])).values()];
}
