import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext, SidedEntry } from "../flow-rule-context.ts";
import { literalText } from "../literal-text.ts";
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
  onBundleEntry,
};

/** Source: Kestra's Asset.namespace, `@Pattern` and `@Size(min = 1, max = 150)`. */
const NAMESPACE = /^[a-z0-9][a-z0-9._-]*$/;
const MAX_LENGTH = 150;

function onField(field: EntryField, { rangeOf }: FlowRuleContext): RawFinding | undefined {
  const text = field.key.text === "namespace" ? literalText(field) : undefined;
  return text === undefined ? undefined : refusal(text, field.entry.side, () => rangeOf(field.value));
}

function onBundleEntry({ side, entry }: SidedEntry, { rangeOfField }: FlowRuleContext): RawFinding[] {
  return [entry, ...(entry.others ?? [])].flatMap(({ claim: { namespace }, place }) =>
    namespace === undefined ? [] : (refusal(namespace, side, () => rangeOfField(place, "namespace")) ?? []),
  );
}

function refusal(namespace: string, side: "inputs" | "outputs", range: () => Range): RawFinding | undefined {
  const problem = namespaceProblem(namespace);
  if (problem === undefined) return undefined;
  return {
    range: range(),
    message: `"${namespace}" is not a valid namespace: ${problem}`,
    ...(side === "inputs" && { severity: "warning" }),
  };
}

function namespaceProblem(namespace: string): string | undefined {
  if (namespace === "") return "a namespace must not be empty";
  if (namespace.length > MAX_LENGTH)
    return `a namespace has at most ${MAX_LENGTH} characters, but this one has ${namespace.length}`;
  if (NAMESPACE.test(namespace)) return undefined;
  return 'a namespace starts with a lower-case letter or digit and contains only those, ".", "_" and "-"';
}
