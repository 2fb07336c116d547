import type { FileResult, FlowGap, ResolvedFlow } from "./declared.ts";
import type { Gap, Inventory } from "./model.ts";

/** The declarations of a file, without inferred parts. */
export function declaredParts(parts: FileResult): FileResult {
  return parts.flows.some(hasInferred) ? { ...parts, flows: parts.flows.map(declaredFlow) } : parts;
}

function hasInferred({ bundles, gaps, ties }: ResolvedFlow): boolean {
  return ties !== undefined || bundles.some(({ origin }) => origin !== undefined) || gaps.some(isOfInference);
}

function declaredFlow({ ties: _, ...flow }: ResolvedFlow): ResolvedFlow {
  return {
    ...flow,
    bundles: flow.bundles.filter(({ origin }) => origin === undefined),
    gaps: flow.gaps.filter((gap: FlowGap) => !isOfInference(gap)),
  };
}

/** The same for an inventory. */
export function declaredInventory({ ties: _, ...inventory }: Inventory): Inventory {
  return {
    ...inventory,
    assets: inventory.assets.filter(({ origin }) => origin === undefined),
    bundles: inventory.bundles.filter(({ origin }) => origin === undefined),
    gaps: inventory.gaps.filter((gap) => !isOfInference(gap)),
  };
}

/** Whether a gap concerns the data access of a task without a declaration. */
function isOfInference({ kind }: Gap): boolean {
  return kind === "undeclared";
}
