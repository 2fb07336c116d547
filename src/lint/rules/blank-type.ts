import { get } from "../../flows/flow.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { literalFields } from "../literal-fields.ts";
import type { Range } from "../range.ts";
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
  const blank = (id: string, range: Range): Report => ({
    range,
    message: `the type of the output "${id}" is blank, and Kestra refuses it`,
  });
  for (const { side, entry, value, range } of literalFields(context, "type")) {
    const id = get(entry, "id");
    if (side === "outputs" && value.trim() === "") yield blank(id?.kind === "scalar" ? id.text : "", range);
  }
  for (const { outputs } of context.resolved.bundles) {
    for (const entry of outputs) {
      for (const { claim, place } of [entry, ...(entry.others ?? [])]) {
        if (claim.type === undefined || claim.type.trim() !== "") continue;
        yield blank(entry.expression ?? entry.id, rangeOfField(context, place, "type"));
      }
    }
  }
}
