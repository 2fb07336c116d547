import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { weaker } from "../model/assumption.ts";
import type { Certainty, FlowMatch } from "../model/model.ts";
import { matchesPattern, patternsOverlap } from "../model/pattern.ts";

/** A text with `*` for each part decided at run time. */
export interface RenderedText {
  readonly text: string;
  readonly certainty: Certainty;
}

/** Evaluates a text in the scope of the flow. Text without an expression is returned unchanged and exact. */
export type RenderText = (template: string) => RenderedText;

/** The text of a non-empty scalar; undefined for all other nodes. */
export function textOf(node: YamlNode | undefined, render: RenderText): RenderedText | undefined {
  const text = node?.kind === "scalar" ? scalarText(node) : "";
  return text === "" ? undefined : render(text);
}

/** A match on the given parts; a missing part matches anything. */
export function flowMatch(namespace: RenderedText | undefined, flow: RenderedText | undefined): FlowMatch {
  return {
    ...(namespace !== undefined && { namespace: namespace.text }),
    ...(flow !== undefined && { flow: flow.text }),
    certainty: weaker(certaintyOf(namespace), certaintyOf(flow)),
  };
}

function certaintyOf(text: RenderedText | undefined): Certainty {
  return text === undefined || text.text.includes("*") ? "pattern" : text.certainty;
}

/**
 * The intersection of two matches; undefined if it is empty. If the intersection of two patterns is not a pattern, the
 * longer one.
 */
export function both(a: FlowMatch, b: FlowMatch): FlowMatch | undefined {
  const namespace = narrower(a.namespace, b.namespace);
  const flow = narrower(a.flow, b.flow);
  if (namespace === null || flow === null) return undefined;
  const certain = (match: FlowMatch) =>
    match.namespace === namespace && match.flow === flow ? match.certainty : undefined;
  return {
    ...(namespace !== undefined && { namespace }),
    ...(flow !== undefined && { flow }),
    certainty: certain(a) ?? certain(b) ?? combinedCertainty(a, b, namespace, flow),
  };
}

/** If each match names one half, the certainty is that of the kept texts. */
function combinedCertainty(
  a: FlowMatch,
  b: FlowMatch,
  namespace: string | undefined,
  flow: string | undefined,
): Certainty {
  if (namespace === undefined || flow === undefined || `${namespace}${flow}`.includes("*")) return "pattern";
  const known = [a, b].filter((match) => match.certainty !== "pattern").map((match) => match.certainty);
  return known.reduce(weaker, "exact");
}

/** null: the intersection is empty. */
function narrower(a: string | undefined, b: string | undefined): string | undefined | null {
  if (a === undefined || b === undefined) return a ?? b;
  if (!b.includes("*")) return matchesPattern(a, b) ? b : null;
  if (!a.includes("*")) return matchesPattern(b, a) ? a : null;
  if (!patternsOverlap(a, b)) return null;
  return a.length >= b.length ? a : b;
}
