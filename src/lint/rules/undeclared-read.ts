import type { Flow } from "../../flows/flow.ts";
import { flowWith } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";
import { undeclaredFindings } from "../undeclared-access.ts";

export const undeclaredRead: FlowRule = {
  id: "undeclared-read",
  scope: "flow",
  severity: "warning",
  description: "The SQL of a task reads a table that is missing in its `inputs`.",
  why: "Kestra does not compare a declaration with SQL, so the lineage lacks this edge. A list is compared only if each of its ids is recognized in the SQL, because an id can be any name for a table.",
  remedy: "Add the table to `inputs`; `--fix` does this.",
  fixable: true,
  examples: [
    {
      bad: {
        "flow.yaml": flowWith(`
- id: load
  type: io.kestra.plugin.jdbc.postgresql.Queries
  url: jdbc:postgresql://dwh:5432/shop
  sql: "INSERT INTO mart.orders SELECT * FROM raw.orders JOIN raw.rates USING (day)"
  assets:
    inputs:
      - id: shop.raw.orders
    outputs:
      - id: shop.mart.orders
        type: io.kestra.plugin.ee.assets.Table`),
      },
      good: {
        "flow.yaml": flowWith(`
- id: load
  type: io.kestra.plugin.jdbc.postgresql.Queries
  url: jdbc:postgresql://dwh:5432/shop
  sql: "INSERT INTO mart.orders SELECT * FROM raw.orders JOIN raw.rates USING (day)"
  assets:
    inputs:
      - id: shop.raw.orders
      - id: shop.raw.rates
    outputs:
      - id: shop.mart.orders
        type: io.kestra.plugin.ee.assets.Table`),
      },
    },
  ],
  onFlow: (_: Flow, context: FlowRuleContext): Generator<RawFinding> =>
    undeclaredFindings(context, "inputs", "reads"),
};
