import { get } from "../../flows/flow.ts";
import { scalarText } from "../../flows/scalar-text.ts";
import { isTemplate } from "../../pebble/index.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const invalidTtl: FlowRule = {
  id: "invalid-ttl",
  scope: "flow",
  severity: "error",
  description: "The `ttl` of an asset is not an instant in UTC.",
  why: "Kestra takes an instant in UTC with milliseconds (`2027-01-31T00:00:00.000Z`), or nothing for an asset that does not expire. It refuses any other offset and any other form, and the declaration is lost.",
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
  check,
};

/** Source: Kestra's documentation of lifecycle fields; `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`, or empty. */
function* check({ declarations, rangeOf }: FlowLint): Generator<Report> {
  for (const { inert, entries } of declarations) {
    if (inert !== undefined) continue;
    for (const { side, node } of entries) {
      const ttl = get(node, "ttl");
      if (side !== "outputs" || ttl?.kind !== "scalar") continue;
      const text = scalarText(ttl);
      if (text === "" || isTemplate(text) || isInstant(text)) continue;
      yield {
        range: rangeOf(ttl),
        message: `"${text}" is not an instant in UTC: write it as "2027-01-31T00:00:00.000Z"`,
      };
    }
  }
}

function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}
