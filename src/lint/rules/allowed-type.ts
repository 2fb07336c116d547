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
  description: "The type of an asset violates a policy.",
  why: "Kestra accepts any text as a type. A policy with `allowedTypes` prevents variants such as `S3_BUCKET` and `aws-bucket` beside `AWS_BUCKET`. The policy can list a type in full or by its last part, in upper or lower case.",
  remedy: "Use an allowed type, or add this type to the policy.",
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
  needsWholeRepository: (policies) => policies.some(({ allowedTypes }) => allowedTypes !== undefined),
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
      message: `the asset "${id}" has the type "${type}"; allowed types: ${quotedList(allowedTypes)}${reason}`,
      severity,
    };
  }
}
