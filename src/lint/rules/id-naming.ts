import { JavaError } from "../../java/error.ts";
import { compileRegex, type JavaRegex, matchesWhole, type StepBudget } from "../../java/regex/regex.ts";
import { isPattern } from "../../model/pattern.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { type Policy, severityAndReason } from "../policy.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

const POLICY = `policies:
  - select: type:Table
    idPattern: "[a-z0-9_]+(\\\\.[a-z0-9_]+)*"
    reason: table names are snake_case
`;

export const idNaming: RepositoryRule = {
  id: "id-naming",
  scope: "repository",
  severity: "warning",
  description: "An id violates the naming policy.",
  why: "A policy with `idPattern` defines a regular expression for the complete ids of a selection. Ids with run-time values, such as `snapshot-*`, are not checked.",
  remedy: "Rename the asset in all flows, or change the policy.",
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
  onPolicy,
  needsWholeRepository: (policies) => policies.some(({ idPattern }) => idPattern !== undefined),
};

/** Undefined without steps left. */
function test(form: JavaRegex, id: string, budget: StepBudget): boolean | undefined {
  try {
    return matchesWhole(form, id, budget);
  } catch (error) {
    if (error instanceof JavaError && error.kind === "limit") return undefined;
    throw error;
  }
}

function* onPolicy(policy: Policy, { mentioned, regexSteps }: RepositoryRuleContext): Generator<RawFinding> {
  const { select, idPattern } = policy;
  if (idPattern === undefined) return;
  const { severity, reason } = severityAndReason(policy);
  const why = reason === "" ? `: ids of "${select}" match ${idPattern}` : reason;
  const form = compileRegex(idPattern);
  for (const { asset, range } of mentioned(select)) {
    const { id } = asset;
    if (isPattern(id)) continue;
    const matches = test(form, id, regexSteps);
    if (matches === undefined) {
      const message = `cannot check ids from here on: the pattern "${idPattern}" takes too many steps`;
      return yield { range, message, severity };
    }
    if (matches) continue;
    yield { range, message: `the id "${id}" violates the naming policy${why}`, severity };
  }
}
