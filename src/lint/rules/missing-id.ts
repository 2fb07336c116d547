import { get } from "../../flows/flow.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const missingId: FlowRule = {
  id: "missing-id",
  scope: "flow",
  severity: "error",
  description: "An entry of `inputs` or `outputs` has no id.",
  why: "The id is all that says which asset is meant. Kestra refuses an entry without one when the task has run: the task fails, or the declaration is dropped.",
  remedy: "Give every entry an `id`.",
  examples: [
    {
      bad: declaring(`
outputs:
  - name: warehouse.staging.orders
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
outputs:
  - id: warehouse.staging.orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  check,
};

function* check({ declarations, gaps, rangeOf }: FlowLint): Generator<Report> {
  for (const { inert, entries, byProperties } of declarations) {
    if (inert !== undefined || byProperties) continue;
    for (const { side, node, inText } of entries) {
      if (node.kind !== "map") continue;
      const id = get(node, "id");
      if (id?.kind === "scalar" && id.value !== null) continue;
      if (inText) {
        yield { range: rangeOf(node), message: `an entry of "${side}" has no id; Kestra refuses it` };
        continue;
      }
      const key = node.entries.find((entry) => entry.key.text === "id")?.key;
      const first = node.entries[0]?.key;
      const message =
        key === undefined
          ? `this entry of "${side}" has no "id", and Kestra refuses it`
          : id?.kind === "scalar"
            ? `the "id" of this entry of "${side}" is empty, and Kestra refuses it`
            : `the "id" of this entry of "${side}" must be text, not a ${id?.kind === "map" ? "mapping" : "list"}`;
      yield { range: rangeOf(key ?? first ?? node), message };
    }
  }
  // The entries of a list that an expression gives.
  for (const { about, range, message } of gaps) {
    if (about === "entry" && !covered(range.line)) {
      yield { range, message };
    }
  }
  function covered(line: number): boolean {
    return declarations.some(({ entries }) => entries.some(({ node }) => rangeOf(node).line === line));
  }
}
