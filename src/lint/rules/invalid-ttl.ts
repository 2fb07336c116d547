import { scalarText } from "../../flows/scalar-text.ts";
import { isTemplate } from "../../pebble/index.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const invalidTtl: FlowRule = {
  id: "invalid-ttl",
  scope: "flow",
  severity: "error",
  description: "The `ttl` of an asset is not a UTC time with milliseconds.",
  why: "Kestra accepts an instant in UTC with milliseconds (`2027-01-31T00:00:00.000Z`), or no value for an asset without expiry. It rejects other offsets and formats, and the declaration is lost.",
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
};

/** Source: Kestra's documentation of lifecycle fields; `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`, or empty. */
function onField(
  { entry: { declaration, side }, key, value }: EntryField,
  { rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (key.text !== "ttl" || side !== "outputs" || declaration.inert !== undefined) return undefined;
  if (value.kind !== "scalar") return undefined;
  const text = scalarText(value);
  if (text === "" || isTemplate(text) || isInstant(text)) return undefined;
  return {
    range: rangeOf(value),
    message: `"${text}" is not a UTC time with milliseconds, such as "2027-01-31T00:00:00.000Z"`,
  };
}

function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}
