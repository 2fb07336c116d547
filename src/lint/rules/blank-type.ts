import { get } from "../../flows/flow.ts";
import { blankTypeProblem } from "../../resolve/rejected-fields.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import { literalText } from "../literal-text.ts";
import type { LocatedGap } from "../located-gaps.ts";
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
  onGap,
};

function onField(field: EntryField, { rangeOf }: FlowRuleContext): RawFinding | undefined {
  const { entry, map, key, value } = field;
  const type = key.text === "type" && entry.side === "outputs" ? literalText(field) : undefined;
  if (type === undefined) return undefined;
  const id = get(map, "id");
  const message = blankTypeProblem(type, id?.kind === "scalar" ? id.text : "");
  return message === undefined ? undefined : { range: rangeOf(value), message };
}

function onGap({ about, isLiteral, range, message }: LocatedGap): RawFinding | undefined {
  return about === "type" && !isLiteral ? { range, message } : undefined;
}
