import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext, SidedEntry } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const colonInId: FlowRule = {
  id: "colon-in-id",
  scope: "flow",
  severity: "warning",
  description: "An id contains `:`, and the configured Kestra release rejects it.",
  why: 'Ids can contain `:` since 2.0. 1.2 and the first releases of 1.3 reject such an id after the task has run and drop the declaration. This rule applies only if the configuration sets `kestra` to one of these releases; with `kestra: "1.2"` it is an error for an output.',
  remedy: "Use `.` or `-` instead, or update Kestra.",
  examples: [
    {
      bad: {
        "assets.config.yaml": 'kestra: "1.2"\n',
        ...declaring(`
outputs:
  - id: crn:s3:orders
    type: io.kestra.plugin.ee.assets.File`),
      },
      good: {
        "assets.config.yaml": 'kestra: "2.0"\n',
        ...declaring(`
outputs:
  - id: crn:s3:orders
    type: io.kestra.plugin.ee.assets.File`),
      },
    },
  ],
  onBundleEntry,
};

function onBundleEntry(
  { side, entry: { id, place } }: SidedEntry,
  { kestra, rangeOfField }: FlowRuleContext,
): RawFinding | undefined {
  if ((kestra !== "1.2" && kestra !== "1.3") || !id.includes(":")) return undefined;
  const which = kestra === "1.2" ? "Kestra 1.2" : "the first releases of Kestra 1.3";
  return {
    range: rangeOfField(place, "id"),
    message: `"${id}" is rejected by ${which}: ":" is allowed since 2.0`,
    ...(kestra === "1.2" && side === "outputs" && { severity: "error" }),
  };
}
