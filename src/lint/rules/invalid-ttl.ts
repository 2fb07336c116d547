import { ttlProblem } from "../../resolve/rejected-fields.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import { literalText } from "../literal-text.ts";
import type { LocatedGap } from "../located-gaps.ts";
import type { FlowRule } from "../rule.ts";

export const invalidTtl: FlowRule = {
  id: "invalid-ttl",
  scope: "flow",
  severity: "error",
  description: "The `ttl` of an asset is not a UTC time with milliseconds.",
  why: "Kestra accepts an instant in UTC with milliseconds (`2027-01-31T00:00:00.000Z`), or no value for an asset without expiry. It rejects other offsets and formats; the declaration is then lost.",
  remedy: "Write the instant in UTC, with milliseconds and `Z`.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table
    ttl: "2027-01-31T00:00:00.000+01:00"`),
      good: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table
    ttl: "2027-01-30T23:00:00.000Z"`),
    },
  ],
  onField,
  onGap,
};

function onField(field: EntryField, { rangeOf }: FlowRuleContext): RawFinding | undefined {
  const { entry, key, value } = field;
  const text = key.text === "ttl" && entry.side === "outputs" ? literalText(field) : undefined;
  const message = text && ttlProblem(text);
  return message ? { range: rangeOf(value), message } : undefined;
}

function onGap({ about, isLiteral, range, message }: LocatedGap): RawFinding | undefined {
  return about === "ttl" && !isLiteral ? { range, message } : undefined;
}
