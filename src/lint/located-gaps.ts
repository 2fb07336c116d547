import { type Flow, get } from "../flows/flow.ts";
import { comparePlaces } from "../flows/place.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { FlowGap } from "../model/declared.ts";
import type { Declaration } from "./declarations.ts";
import { isLiteral } from "./literal-text.ts";
import { between, type Range, rangeAt, visibleRange } from "./range.ts";

/** A gap of the resolution, with its part of the file. */
export interface LocatedGap extends FlowGap {
  readonly range: Range;
  readonly role: GapRole;
  /** Whether its part is a key, or a field without expressions, which rules check without the resolution. */
  readonly isLiteral: boolean;
}

/**
 * The part at the place of a gap: a list of a declaration, one entry of it, a field of one, the values of an enclosing
 * loop, or another part.
 */
export type GapRole = NonNullable<FlowGap["about"]> | "loop" | "other";

interface Candidate {
  readonly node: YamlNode;
  readonly role: GapRole;
  readonly isLiteral?: boolean;
}

/** Finds the part of the file for each gap: the smallest known node at its place. */
export function locateGaps(
  flow: Flow,
  gaps: readonly FlowGap[],
  declarations: readonly Declaration[],
): LocatedGap[] {
  if (gaps.length === 0) return [];
  const candidates = candidatesOnLines(flow, gaps, declarations.flatMap(candidatesOf));
  return gaps.map((gap) => {
    const found = smallestAround(flow, gap, candidates.get(gap.place.line) ?? []);
    if (found === undefined) return { ...gap, range: rangeAt(gap.place), role: "other", isLiteral: false };
    const { node, isLiteral = false } = found;
    return { ...gap, range: rangeOfGap(flow, gap, node), role: roleOf(gap, found), isLiteral };
  });
}

/** The nodes on each line with a gap: a flow can have very many of both. */
function candidatesOnLines(
  { source }: Flow,
  gaps: readonly FlowGap[],
  candidates: readonly Candidate[],
): ReadonlyMap<number, readonly Candidate[]> {
  const onLine = new Map<number, Candidate[]>(gaps.map(({ place }) => [place.line, []]));
  for (const candidate of candidates) {
    const { span } = candidate.node;
    const last = source.place(span.end).line;
    for (let { line } = source.place(span.start); line <= last; line++) onLine.get(line)?.push(candidate);
  }
  return onLine;
}

/** The nodes of a declaration and of its loops, with the subject of a gap on them. */
function candidatesOf({ site, byProperties }: Declaration): Candidate[] {
  const found: Candidate[] = [{ node: site.assets, role: "other" }];
  for (const side of ["inputs", "outputs"] as const) {
    const list = get(site.assets, side);
    if (list === undefined) continue;
    found.push({ node: list, role: "list" });
    for (const entry of list.kind === "list" ? list.items : []) {
      found.push({ node: entry, role: "entry" });
      for (const { key, value } of entry.kind === "map" ? entry.entries : []) {
        found.push({ node: key, role: "other", isLiteral: !byProperties });
        const role = key.text === "id" ? "id" : "other";
        if (isLiteral(value)) found.push({ node: value, role, isLiteral: true });
        else found.push(...scalarsIn(value, role));
      }
    }
  }
  for (const { key, value } of site.assets.kind === "map" ? site.assets.entries : []) {
    if (key.text !== "inputs" && key.text !== "outputs") found.push(...scalarsIn(value, "other"));
  }
  for (const step of site.steps) {
    if (step.kind === "loop") found.push(...loopNodes(step.loop.values ?? step.loop.task.node));
    if (step.kind === "condition") found.push({ node: step.text, role: "other" });
    if (step.kind === "switch" && step.value) found.push({ node: step.value, role: "other" });
  }
  return found;
}

function loopNodes(values: YamlNode): Candidate[] {
  return [{ node: values, role: "loop" }, ...scalarsIn(values, "loop")];
}

function scalarsIn(node: YamlNode, role: GapRole): Candidate[] {
  switch (node.kind) {
    case "scalar":
      return [{ node, role }];
    case "list":
      return node.items.flatMap((item) => scalarsIn(item, role));
    case "map":
      return node.entries.flatMap(({ key, value }) => [{ node: key, role }, ...scalarsIn(value, role)]);
  }
}

function smallestAround(
  flow: Flow,
  { place }: FlowGap,
  candidates: readonly Candidate[],
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    const { span } = candidate.node;
    if (comparePlaces(flow.source.place(span.start), place) > 0) continue;
    if (comparePlaces(flow.source.place(span.end), place) < 0) continue;
    // Of nodes with the same text, the innermost applies, which comes last.
    if (best === undefined || sizeOf(candidate.node) <= sizeOf(best.node)) best = candidate;
  }
  return best;
}

function sizeOf({ span }: YamlNode): number {
  return span.end - span.start;
}

/** Entries of a list in text have no separate place. */
function roleOf({ about }: FlowGap, { role }: Candidate): GapRole {
  return about ?? role;
}

/** The whole node, or from an error in an expression to the end of that expression. */
function rangeOfGap(flow: Flow, { place }: FlowGap, node: YamlNode): Range {
  const { source } = flow;
  const start = source.place(node.span.start);
  if (start.line === place.line && start.column === place.column) {
    const whole = visibleRange(source, node.span);
    return node.kind === "scalar" ? whole : firstLineOf(flow, whole);
  }
  const offset = node.span.start + offsetWithin(source.text, node, place.line - start.line, place.column - 1);
  const rest = source.text.slice(offset, node.span.end);
  const end = /(?<!\s)\s*-?[}%]\}|\r?\n|['"]?$/.exec(rest)?.index ?? 1;
  return between(source, offset, offset + Math.max(end, 1));
}

/** Only the first line of a mapping or list is marked. */
function firstLineOf(flow: Flow, range: Range): Range {
  if (range.endLine === range.line) return range;
  const length = flow.source.line(range.line).trimEnd().length;
  return { ...range, endLine: range.line, endColumn: length + 1 };
}

function offsetWithin(text: string, node: YamlNode, lines: number, columns: number): number {
  let from = node.span.start;
  if (lines === 0) return columns - (from - (text.lastIndexOf("\n", from - 1) + 1));
  for (let line = 0; line < lines; line++) from = text.indexOf("\n", from) + 1;
  return from + columns - node.span.start;
}
