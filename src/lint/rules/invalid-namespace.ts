import { invalidNamespaceProblem } from "../../resolve/rejected-fields.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext, SidedEntry } from "../flow-rule-context.ts";
import { literalText } from "../literal-text.ts";
import type { LocatedGap } from "../located-gaps.ts";
import type { Range } from "../range.ts";
import type { FlowRule } from "../rule.ts";

export const invalidNamespace: FlowRule = {
  id: "invalid-namespace",
  scope: "flow",
  severity: "error",
  description: "Kestra rejects the namespace of an asset.",
  why: "A namespace starts with a lower-case letter or digit, contains only those, `.`, `_` and `-`, and has at most 150 characters. For an output, Kestra checks it after the task has run and then fails the task. For an input, Kestra does not check it, but no asset can have such a namespace; this is a warning.",
  remedy: "Use the namespace of the flows, or omit it.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: orders
    namespace: Company.Team
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
outputs:
  - id: orders
    namespace: "{{ flow.namespace }}"
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onField,
  onGap,
  onBundleEntry,
};

function onField(field: EntryField, { rangeOf }: FlowRuleContext): RawFinding | undefined {
  const text = field.key.text === "namespace" ? literalText(field) : undefined;
  return text === undefined ? undefined : refusal(text, field.entry.side, () => rangeOf(field.value));
}

/** The outputs: an invalid entry is a gap. */
function onGap({ about, isLiteral, range, message }: LocatedGap): RawFinding | undefined {
  return about === "namespace" && !isLiteral ? { range, message } : undefined;
}

/** The inputs. */
function onBundleEntry({ side, entry }: SidedEntry, { rangeOfField }: FlowRuleContext): RawFinding[] {
  if (side === "outputs") return [];
  return [entry, ...(entry.others ?? [])].flatMap(({ claim: { namespace }, place }) =>
    namespace === undefined ? [] : (refusal(namespace, side, () => rangeOfField(place, "namespace")) ?? []),
  );
}

function refusal(namespace: string, side: "inputs" | "outputs", range: () => Range): RawFinding | undefined {
  const message = invalidNamespaceProblem(namespace);
  if (message === undefined) return undefined;
  return { range: range(), message, ...(side === "inputs" && { severity: "warning" }) };
}
