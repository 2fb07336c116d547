import { type Flow, get } from "../../flows/flow.ts";
import type { DeclaredEntry } from "../../model/declared.ts";
import { declaring } from "../example.ts";
import { placeKey } from "../facts.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { LocatedGap } from "../located-gaps.ts";
import type { FlowRule } from "../rule.ts";

export const unresolvedId: FlowRule = {
  id: "unresolved-id",
  scope: "flow",
  severity: "notice",
  description: "An id contains run-time values.",
  why: "Such an id is a pattern (`snapshot-*`) with edges to all matching ids. An id without known characters has no edges.",
  remedy:
    "No action is required. To resolve the id, add a default or options to the input, or write the id as text.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: "orders-{{ execution.id }}"
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
inputs:
  - id: orders
outputs:
  - id: "orders-{{ flow.id }}"
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onGap,
  onFlow,
};

const KINDS: ReadonlySet<string> = new Set(["run-time", "dynamic", "bound"]);

function onGap({ kind, range, message }: LocatedGap): RawFinding | undefined {
  return KINDS.has(kind) ? { range, message } : undefined;
}

function* onFlow(_: Flow, { bundleEntries, entriesAt, rangeOf }: FlowRuleContext): Generator<RawFinding> {
  const patterns = new Map<string, DeclaredEntry>();
  for (const { entry } of bundleEntries()) {
    if (entry.certainty === "pattern") patterns.set(placeKey(entry.place), entry);
  }
  for (const { id: pattern, place } of patterns.values()) {
    const id = get(entriesAt(place)[0]?.node, "id");
    if (id)
      yield { range: rangeOf(id), message: `this id is only known as the pattern "${pattern}" before a run` };
  }
}
