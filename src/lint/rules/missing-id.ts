import { type Flow, get } from "../../flows/flow.ts";
import type { DeclarationEntry } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const missingId: FlowRule = {
  id: "missing-id",
  scope: "flow",
  severity: "error",
  description: "An entry of `inputs` or `outputs` has no id.",
  why: "The id alone identifies an asset. Kestra rejects an entry without an id after the task has run: the task fails, or the declaration is dropped.",
  remedy: "Add an `id` to every entry.",
  examples: [
    {
      bad: declaring(`
outputs:
  - name: warehouse.staging.orders
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
outputs:
  - id: warehouse.staging.orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onEntry,
  onFlow,
};

function* onEntry(
  { declaration, side, node, inText }: DeclarationEntry,
  { rangeOf }: FlowRuleContext,
): Generator<RawFinding> {
  if (declaration.inert !== undefined || declaration.byProperties || node.kind !== "map") return;
  const id = get(node, "id");
  if (id?.kind === "scalar" && id.value !== null) return;
  if (inText) {
    yield { range: rangeOf(node), message: `an entry of "${side}" has no id; Kestra rejects it` };
    return;
  }
  const key = node.entries.find((entry) => entry.key.text === "id")?.key;
  const first = node.entries[0]?.key;
  const message =
    key === undefined
      ? `this entry of "${side}" has no "id"; Kestra rejects it`
      : id?.kind === "scalar"
        ? `the "id" of this entry of "${side}" is empty; Kestra rejects it`
        : `the "id" of this entry of "${side}" must be text, not a ${id?.kind === "map" ? "mapping" : "list"}`;
  yield { range: rangeOf(key ?? first ?? node), message };
}

/** The entries of a list from an expression. */
function* onFlow(_: Flow, { gaps, entries, rangeOf }: FlowRuleContext): Generator<RawFinding> {
  const refused = gaps.filter(({ about }) => about === "entry");
  if (refused.length === 0) return;
  const written = new Set(entries.map(({ node }) => rangeOf(node).line));
  for (const { range, message } of refused) if (!written.has(range.line)) yield { range, message };
}
