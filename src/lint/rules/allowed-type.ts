import { shortType } from "../../inventory/types.ts";
import { quotedList } from "../../util/text.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { firstMentions } from "../first-mentions.ts";
import { severityAndReason } from "../policy.ts";
import type { RepositoryLint, RepositoryRule } from "../rule.ts";

const POLICY = `policies:
  - select: "*"
    allowedTypes: [Table, File, AWS_BUCKET]
`;

export const allowedType: RepositoryRule = {
  id: "allowed-type",
  scope: "repository",
  severity: "warning",
  description: "An asset has a type that a policy does not allow.",
  why: "Types are free text to Kestra. A policy with `allowedTypes` keeps `S3_BUCKET` and `aws-bucket` from growing beside `AWS_BUCKET`. A type may be given whole or by its last part.",
  remedy: "Use one of the allowed types, or add this one to the policy.",
  examples: [
    {
      bad: {
        "assets.config.yaml": POLICY,
        ...declaring(`
outputs:
  - id: orders-bucket
    type: S3_BUCKET`),
      },
      good: {
        "assets.config.yaml": POLICY,
        ...declaring(`
outputs:
  - id: orders-bucket
    type: AWS_BUCKET`),
      },
    },
  ],
  check,
  looksEverywhere: (policies) => policies.some(({ allowedTypes }) => allowedTypes !== undefined),
};

function* check(context: RepositoryLint): Generator<Report> {
  const { policies, inventory, select, factsOf } = context;
  if (policies.every(({ allowedTypes }) => allowedTypes === undefined)) return;
  const mentions = firstMentions(context);
  for (const policy of policies) {
    if (policy.allowedTypes === undefined) continue;
    const allowed = new Set(policy.allowedTypes);
    const selected = select(policy.select);
    for (const { id, type } of inventory.assets) {
      const range = mentions.get(id);
      if (type === undefined || range === undefined || !selected.has(id)) continue;
      if (allowed.has(type) || allowed.has(shortType(type))) continue;
      const { severity, reason } = severityAndReason(policy);
      yield {
        range: factsOf({ place: range })?.type ?? range,
        message: `the asset "${id}" has the type "${type}", and allowed are ${quotedList(policy.allowedTypes)}${reason}`,
        severity,
      };
    }
  }
}
