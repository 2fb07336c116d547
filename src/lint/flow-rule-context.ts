import { type Flow, get, type KestraLine } from "../flows/flow.ts";
import type { Place } from "../flows/place.ts";
import type { Span, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { DeclaredEntry, ResolvedFlow, UndeclaredAccess } from "../model/declared.ts";
import { lineOf } from "../resolve/line.ts";
import {
  type Declaration,
  type DeclarationEntry,
  type DeclarationScalar,
  declarationEntries,
  declarationsOf,
  scalarsOf,
} from "./declarations.ts";
import { placeKey } from "./facts.ts";
import { groupBy } from "./group-by.ts";
import type { KestraVersion } from "./kestra-version.ts";
import { lazy } from "./lazy.ts";
import { type LocatedGap, locateGaps } from "./located-gaps.ts";
import { type Range, rangeAt, rangeInScalar, visibleRange } from "./range.ts";

/** The data available to a rule about one flow. */
export interface FlowRuleContext {
  readonly flow: Flow;
  /** The Kestra line of the flow's expressions. */
  readonly line: KestraLine;
  /** Absent: every version. */
  readonly kestra: KestraVersion | undefined;
  readonly declarations: readonly Declaration[];
  /** The entries of all declarations. */
  readonly entries: readonly DeclarationEntry[];
  /** The keys and values of all declarations. */
  readonly scalars: readonly DeclarationScalar[];
  readonly gaps: readonly LocatedGap[];
  /** Accesses missing in the declarations. */
  readonly undeclared: readonly UndeclaredAccess[];
  /** The entries of all bundles; outputs come first in each bundle. */
  readonly bundleEntries: () => Iterable<SidedEntry>;
  /** The range of a node, without trailing white space. */
  readonly rangeOf: (node: { readonly span: Span }) => Range;
  readonly rangeInScalar: (scalar: YamlScalar, offset: number, length: number) => Range;
  /** The entries with an id at a place. Several: from one text, or from `pluginDefaults`. */
  readonly entriesAt: (place: Place) => readonly DeclarationEntry[];
  /**
   * The range of a field of the entry with an id at a place. In a list from an expression, the fields have no separate
   * places, so it is the whole text.
   */
  readonly rangeOfField: (place: Place, field: "id" | "namespace" | "type") => Range;
}

/** An entry of a bundle, with its side. */
export interface SidedEntry {
  readonly side: "inputs" | "outputs";
  readonly entry: DeclaredEntry;
}

export interface FactOptions {
  /** Absent: by the syntax of each flow. */
  readonly line?: KestraLine;
  readonly kestra?: KestraVersion;
}

export function flowRuleContext(flow: Flow, resolved: ResolvedFlow, options: FactOptions): FlowRuleContext {
  const { source } = flow;
  const declarations = declarationsOf(flow, resolved);
  const entries = declarations.flatMap(declarationEntries);
  const startOf = (node: YamlNode | undefined) => node && placeKey(source.place(node.span.start));
  const byId = lazy(() => groupBy(entries, ({ node }) => startOf(get(node, "id"))));
  const texts = lazy(() => groupBy(declarations.flatMap(listsAsText), startOf));
  const context: FlowRuleContext = {
    flow,
    line: options.line ?? lineOf(flow),
    kestra: options.kestra,
    declarations,
    entries,
    scalars: declarations.flatMap(scalarsOf),
    gaps: locateGaps(flow, resolved.gaps, declarations),
    undeclared: resolved.undeclared ?? [],
    bundleEntries: () => sidedEntries(resolved),
    rangeOf: ({ span }) => visibleRange(source, span),
    rangeInScalar: (scalar, offset, length) => rangeInScalar(source, scalar, offset, length),
    entriesAt: (place) => byId().get(placeKey(place)) ?? [],
    rangeOfField: (place, field) => {
      const values = context.entriesAt(place).flatMap(({ node }) => get(node, field) ?? []);
      const [node] = [...values, ...(texts().get(placeKey(place)) ?? [])];
      return node === undefined ? rangeAt(place) : context.rangeOf(node);
    },
  };
  return context;
}

function listsAsText({ site }: Declaration): YamlNode[] {
  return ["inputs", "outputs"].flatMap((side) => {
    const list = get(site.assets, side);
    return list?.kind === "scalar" ? [list] : [];
  });
}

function* sidedEntries({ bundles }: ResolvedFlow): Generator<SidedEntry> {
  for (const bundle of bundles) {
    for (const side of ["outputs", "inputs"] as const) {
      for (const entry of bundle[side]) yield { side, entry };
    }
  }
}
