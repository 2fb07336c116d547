import { isPattern } from "../../inventory/pattern.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { firstMentions } from "../first-mentions.ts";
import { severityAndReason } from "../policy.ts";
import type { RepositoryLint, RepositoryRule } from "../rule.ts";

const POLICY = `policies:
  - select: type:Table
    idPattern: "[a-z0-9_]+(\\\\.[a-z0-9_]+)*"
    reason: tables are written in snake_case
`;

export const idNaming: RepositoryRule = {
  id: "id-naming",
  scope: "repository",
  severity: "warning",
  description: "An id does not have the form that a policy requires.",
  why: "A policy with `idPattern` says which form the ids of a selection have, as a regular expression for the whole id. Ids that a run completes are not looked at.",
  remedy: "Rename the asset in all flows that name it, or change the policy.",
  examples: [
    {
      bad: {
        "assets.config.yaml": POLICY,
        ...declaring(`
outputs:
  - id: Staging-Orders
    type: io.kestra.plugin.ee.assets.Table`),
      },
      good: {
        "assets.config.yaml": POLICY,
        ...declaring(`
outputs:
  - id: staging_orders
    type: io.kestra.plugin.ee.assets.Table`),
      },
    },
  ],
  check,
  looksEverywhere: (policies) => policies.some(({ idPattern }) => idPattern !== undefined),
};

function* check(context: RepositoryLint): Generator<Report> {
  const { policies, select } = context;
  if (policies.every(({ idPattern }) => idPattern === undefined)) return;
  const mentions = firstMentions(context);
  for (const policy of policies) {
    if (policy.idPattern === undefined) continue;
    const form = new RegExp(`^(?:${policy.idPattern})$`, "u");
    for (const id of select(policy.select)) {
      const range = mentions.get(id);
      if (range === undefined || isPattern(id) || form.test(id)) continue;
      const { severity, reason } = severityAndReason(policy);
      const why = reason === "" ? `: ids of "${policy.select}" match ${policy.idPattern}` : reason;
      yield { range, message: `the id "${id}" does not have the required form${why}`, severity };
    }
  }
}
