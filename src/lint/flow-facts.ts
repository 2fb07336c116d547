import { type Flow, get, type KestraLine } from "../flows/flow.ts";
import type { YamlMap, YamlScalar } from "../flows/yaml-node.ts";
import type { ResolvedFlow } from "../inventory/declared.ts";
import { lineOf } from "../resolve/line.ts";
import { declarationsOf } from "./declarations.ts";
import type { EntryFacts, FlowFacts, TypeInsertion } from "./facts.ts";
import { locateGaps } from "./located-gaps.ts";
import { rangeInScalar, rangeOf } from "./range.ts";
import type { Declaration, FlowLint, FlowRule, KestraVersion } from "./rule.ts";
import { RULES } from "./rules/index.ts";

export interface FactOptions {
  /** Absent: each flow by the line whose syntax it uses. */
  readonly line?: KestraLine;
  readonly kestra?: KestraVersion;
}

const FLOW_RULES = RULES.filter((rule): rule is FlowRule => rule.scope === "flow");

/**
 * Everything lint has to know of one flow: what the rules about single flows say (of every rule: which of them count is
 * decided later), and where the parts of its entries stand. Depends on the flow and the options alone.
 */
export function flowFacts(flow: Flow, resolved: ResolvedFlow, options: FactOptions): FlowFacts {
  const { source } = flow;
  const declarations = declarationsOf(flow, resolved);
  const context: FlowLint = {
    flow,
    line: options.line ?? lineOf(flow),
    kestra: options.kestra,
    resolved,
    declarations,
    gaps: locateGaps(flow, resolved.gaps, declarations),
    rangeOf: ({ span }) => rangeOf(source, span),
    rangeInScalar: (scalar, offset, length) => rangeInScalar(source, scalar, offset, length),
  };
  return {
    namespace: flow.namespace.value,
    flow: flow.id.value,
    range: rangeOf(source, flow.id.span),
    reports: FLOW_RULES.flatMap((rule) =>
      [...rule.check(context)].map((report) => ({ rule: rule.id, ...report })),
    ),
    entries: declarations.flatMap((declaration) => entryFacts(flow, declaration)),
  };
}

function entryFacts({ source }: Flow, { entries, byProperties }: Declaration): EntryFacts[] {
  return entries.flatMap(({ side, node, inText }): EntryFacts[] => {
    const id = get(node, "id");
    if (node.kind !== "map" || id?.kind !== "scalar") return [];
    const type = get(node, "type");
    const namespace = get(node, "namespace");
    const typeless =
      !byProperties &&
      !inText &&
      side === "outputs" &&
      (type === undefined || (type.kind === "scalar" && type.value === null));
    return [
      {
        id: rangeOf(source, id.span),
        ...(type && { type: rangeOf(source, type.span) }),
        ...(namespace && { namespace: rangeOf(source, namespace.span) }),
        ...(typeless && { typeInsertion: typeInsertion(source.text, node, id, type !== undefined) }),
      },
    ];
  });
}

/** Where `type` can be written into an entry without touching anything else. */
function typeInsertion(text: string, entry: YamlMap, id: YamlScalar, hasKey: boolean): TypeInsertion {
  // An empty `type:` is left to the user; an insertion beside it would make two keys of it.
  if (hasKey) return { offset: -1, before: "" };
  if (text[entry.span.start] === "{") return { offset: id.span.end, before: ", " };
  const key = entry.entries.find((each) => each.key.text === "id")?.key ?? id;
  const lineStart = text.lastIndexOf("\n", key.span.start) + 1;
  const before = text.slice(lineStart, key.span.start);
  const lineEnd = text.indexOf("\n", id.span.end);
  const end = lineEnd === -1 ? text.length : text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
  const rest = text.slice(id.span.end, end);
  const isSimple = id.style !== "literal" && id.style !== "folded" && /^\s*(#.*)?$/.test(rest);
  if (!isSimple || !/^[ -]*$/.test(before)) return { offset: -1, before: "" };
  const lineBreak = text[end] === "\r" ? "\r\n" : "\n";
  return { offset: end, before: lineBreak + " ".repeat(before.length) };
}
