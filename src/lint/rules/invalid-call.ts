import { flowKey } from "../../model/keys.ts";
import type { Inventory } from "../../model/model.ts";
import { callProblem } from "../../resolve/call-problem.ts";
import type { CallFacts, FlowFacts } from "../facts.ts";
import type { RawFinding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

const CALLED = `id: load_region
namespace: company.team
inputs:
  - id: zone
    type: SELECT
    values: [emea, apac]
tasks:
  - id: load
    type: io.kestra.plugin.core.log.Log
    message: "{{ inputs.zone }}"
`;

const calling = (zone: string) => ({
  "load_region.yaml": CALLED,
  "nightly.yaml": `id: nightly
namespace: company.team
tasks:
  - id: load
    type: io.kestra.plugin.core.flow.Subflow
    namespace: company.team
    flowId: load_region
    inputs:
      zone: ${zone}
`,
});

export const invalidCall: RepositoryRule = {
  id: "invalid-call",
  scope: "repository",
  severity: "error",
  description: "Kestra rejects a call of another flow.",
  why: "A Subflow or ForEachItem task fails if a required input has no value, if a value has the wrong type or is not an option, or if the called flow is disabled. The call adds no case to the called flow. A flow that is not in the files is only a warning, because it may be in another repository.",
  remedy: "Pass a valid value for every required input, and enable the called flow or remove the call.",
  examples: [{ bad: calling("amer"), good: calling("apac") }],
  onInventory,
};

/** Source: Kestra's ExecutableUtils.subflowExecution. */
function* onInventory(_: Inventory, { files }: RepositoryRuleContext): Generator<RawFinding> {
  const flows = files.flatMap((file) => file.flows);
  if (!flows.some(({ calls }) => calls.length > 0)) return;
  const byName = groupBy(flows, flowKey);
  for (const { calls } of flows) {
    for (const call of calls) {
      const finding = findingOf(call, byName.get(flowKey(call.to)) ?? []);
      if (finding) yield finding;
    }
  }
}

/** Of several flows with one name, each may be the called one. */
function findingOf(
  { task, to, inputs, range }: CallFacts,
  called: readonly FlowFacts[],
): RawFinding | undefined {
  const name = `${to.namespace}/${to.flow}`;
  if (called.length === 0) {
    const message = `"${task}" calls ${name}, which is not in the files`;
    return { range, message, severity: "warning" };
  }
  const problems = called.map(({ signature }) => callProblem(inputs, signature));
  const [problem] = problems;
  if (problem === undefined || problems.includes(undefined)) return undefined;
  return { range, message: `"${task}" calls ${name}, which ${problem}` };
}
