import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { type Policy, severityAndReason } from "../policy.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

const POLICY = `policies:
  - select: meta.model_layer:mart
    mustNotRead: meta.model_layer:raw
    reason: marts read from staging only
`;

const RAW = flowDeclaring(`
outputs:
  - id: raw_orders
    type: io.kestra.plugin.ee.assets.Table
    metadata:
      model_layer: raw`);

export const forbiddenEdge: RepositoryRule = {
  id: "forbidden-edge",
  scope: "repository",
  severity: "warning",
  description: "A policy forbids an edge between two assets.",
  why: "A policy with `mustNotRead` separates layers: no task may read an asset of the second selection to write an asset of the first.",
  remedy: "Use the layer in between, or change the policy.",
  examples: [
    {
      bad: {
        "assets.config.yaml": POLICY,
        "load.yaml": RAW,
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: raw_orders
outputs:
  - id: mart_orders
    type: io.kestra.plugin.ee.assets.Table
    metadata:
      model_layer: mart`,
          "report_orders",
        ),
      },
      good: {
        "assets.config.yaml": POLICY,
        "load.yaml": RAW,
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: raw_orders
outputs:
  - id: stg_orders
    type: io.kestra.plugin.ee.assets.Table
    metadata:
      model_layer: staging`,
          "stage_orders",
        ),
      },
    },
  ],
  onPolicy,
  needsWholeRepository: (policies) => policies.some(({ mustNotRead }) => mustNotRead !== undefined),
};

/** Approximate limit of findings per task and policy; more give no further information. */
const MOST_OF_TASK = 1_000;

function* onPolicy(
  policy: Policy,
  { select, inventory, rangeOf }: RepositoryRuleContext,
): Generator<RawFinding> {
  if (policy.mustNotRead === undefined) return;
  const readers = select(policy.select);
  const forbidden = select(policy.mustNotRead);
  const { severity, reason } = severityAndReason(policy);
  for (const bundle of inventory.bundles) {
    const inputs = bundle.inputs.filter(({ id }) => forbidden.has(id)).slice(0, MOST_OF_TASK);
    const most = Math.ceil(MOST_OF_TASK / Math.max(inputs.length, 1));
    for (const output of bundle.outputs.filter(({ id }) => readers.has(id)).slice(0, most)) {
      for (const input of inputs) {
        yield {
          range: rangeOf(input),
          message: `"${output.id}" must not read "${input.id}"${reason}`,
          severity,
          related: [{ range: rangeOf(output), message: `"${output.id}" is written here` }],
        };
      }
    }
  }
}
