import { isType } from "../../model/types.ts";
import { quotedList } from "../../util/text.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { type Policy, severityAndReason } from "../policy.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

const POLICY = `policies:
  - select: "*"
    allowedTypes: [Table, File, AWS_BUCKET]
`;

export const allowedType: RepositoryRule = {
  id: "allowed-type",
  scope: "repository",
  severity: "warning",
  description: "An asset has a type that a policy does not allow.",
  why: "Types are free text to Kestra. A policy with `allowedTypes` keeps `S3_BUCKET` and `aws-bucket` from growing beside `AWS_BUCKET`. A type may be given whole or by its last part, in upper or lower case.",
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
  onPolicy,
  looksEverywhere: (policies) => policies.some(({ allowedTypes }) => allowedTypes !== undefined),
};

function* onPolicy(policy: Policy, context: RepositoryRuleContext): Generator<RawFinding> {
  const { select, allowedTypes } = policy;
  if (allowedTypes === undefined) return;
  const { severity, reason } = severityAndReason(policy);
  for (const { asset, range } of context.mentioned(select)) {
    const { id, type } = asset;
    if (type === undefined || allowedTypes.some((allowed) => isType(type, allowed))) continue;
    yield {
      range: context.factsOf({ place: range })?.type ?? range,
      message: `the asset "${id}" has the type "${type}", and allowed are ${quotedList(allowedTypes)}${reason}`,
      severity,
    };
  }
}
