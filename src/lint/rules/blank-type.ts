import { get } from "../../flows/flow.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext, SidedEntry } from "../flow-rule-context.ts";
import { literalText } from "../literal-text.ts";
import type { Range } from "../range.ts";
import type { FlowRule } from "../rule.ts";

export const blankType: FlowRule = {
  id: "blank-type",
  scope: "flow",
  severity: "error",
  description: "The type of an output is blank.",
  why: "Kestra accepts any type except a blank one. It checks the type after the task has run and then fails the task; before 2.0 it dropped the declaration. Expressions are checked in every case with a known result.",
  remedy: "Set a type, or omit the key if all your Kestra releases accept this.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: orders
    type: ""`),
      good: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onField,
  onBundleEntry,
};

function onField(field: EntryField, { rangeOf }: FlowRuleContext): RawFinding | undefined {
  const { entry, map, key, value } = field;
  if (key.text !== "type" || entry.side !== "outputs" || literalText(field)?.trim() !== "") return undefined;
  const id = get(map, "id");
  return blank(id?.kind === "scalar" ? id.text : "", rangeOf(value));
}

/** Source: Kestra's Asset.type, `@NotBlank`; AssetIdentifier.type, which inputs have, is free. */
function onBundleEntry({ side, entry }: SidedEntry, { rangeOfField }: FlowRuleContext): RawFinding[] {
  const claims = side === "outputs" ? [entry, ...(entry.others ?? [])] : [];
  return claims
    .filter(({ claim }) => claim.type?.trim() === "")
    .map(({ place }) => blank(entry.expression ?? entry.id, rangeOfField(place, "type")));
}

function blank(id: string, range: Range): RawFinding {
  return { range, message: `the type of the output "${id}" is blank; Kestra rejects it` };
}
