import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { rangeOfField } from "../range-of-field.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const blankType: FlowRule = {
  id: "blank-type",
  scope: "flow",
  severity: "error",
  description: "The type of an output is there and blank.",
  why: "Kestra accepts any text for a type but a blank one. It checks that when the task has run, and then fails the task; before 2.0 it dropped the declaration. An expression is checked in every case it can be worked out for.",
  remedy: "Write a type, or leave the key out where every release that runs the flow accepts that.",
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
  check,
};

/** Source: Kestra's Asset.type, `@NotBlank`; AssetIdentifier.type, which inputs have, is free. */
function* check(context: FlowLint): Generator<Report> {
  for (const { outputs } of context.resolved.bundles) {
    for (const entry of outputs) {
      for (const { claim, place } of [entry, ...(entry.others ?? [])]) {
        if (claim.type === undefined || claim.type.trim() !== "") continue;
        yield {
          range: rangeOfField(context, place, "type"),
          message: `the type of the output "${entry.id}" is blank, and Kestra refuses it`,
        };
      }
    }
  }
}
