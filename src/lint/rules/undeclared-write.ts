import type { Flow } from "../../flows/flow.ts";
import { flowWith } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";
import { undeclaredFindings } from "../undeclared-access.ts";

export const undeclaredWrite: FlowRule = {
  id: "undeclared-write",
  scope: "flow",
  severity: "warning",
  description: "The SQL of a task writes a table that is missing in its `outputs`.",
  why: "The table does not become an asset, and no lineage leads to it. A list is compared only if each of its ids is recognized in the SQL, because an id can be any name for a table. A table with no operation other than `DELETE`, `DROP` or `TRUNCATE` does not count.",
  remedy: "Add the table to `outputs`; `--fix` does this.",
  fixable: true,
  examples: [
    {
      bad: {
        "flow.yaml": flowWith(`
- id: load
  type: io.kestra.plugin.jdbc.postgresql.Queries
  url: jdbc:postgresql://dwh:5432/shop
  sql: "INSERT INTO mart.orders SELECT * FROM raw.orders; INSERT INTO mart.audit SELECT now();"
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
  sql: "INSERT INTO mart.orders SELECT * FROM raw.orders; INSERT INTO mart.audit SELECT now();"
  assets:
    inputs:
      - id: shop.raw.orders
    outputs:
      - id: shop.mart.orders
        type: io.kestra.plugin.ee.assets.Table
      - id: shop.mart.audit
        type: io.kestra.plugin.ee.assets.Table`),
      },
    },
  ],
  onFlow: (_: Flow, context: FlowRuleContext): Generator<RawFinding> =>
    undeclaredFindings(context, "outputs", "writes"),
};
