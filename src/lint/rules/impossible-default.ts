import type { Flow } from "../../flows/flow.ts";
import { flowInputs } from "../../resolve/input.ts";
import { defaultProblem } from "../../resolve/input-value.ts";
import { flowWith } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

const TASK = flowWith(`
- id: load
  type: io.kestra.plugin.core.log.Log
  message: "{{ inputs.stage }}"`);

const withStage = (stage: string) => ({
  "flow.yaml": TASK.replace("tasks:", `inputs:\n  - id: stage\n${stage}\ntasks:`),
});

export const impossibleDefault: FlowRule = {
  id: "impossible-default",
  scope: "flow",
  severity: "error",
  description: "The default of an input is invalid.",
  why: "If a default is not one of the `values` of a SELECT or MULTISELECT, not of the input's type, or outside its bounds (`min`, `max`, `after`, `before`, `validator`), no execution starts without a value for this input.",
  remedy: "Correct the default, add it to the `values`, or set `allowCustomValue: true`.",
  examples: [
    {
      bad: withStage(`    type: SELECT
    values: [dev, prod]
    defaults: test
`),
      good: withStage(`    type: SELECT
    values: [dev, test, prod]
    defaults: test
`),
    },
  ],
  onFlow,
};

/** Source: Kestra's FlowInputOutput, which checks a default as it checks a given value. */
function* onFlow(flow: Flow, { rangeOf }: FlowRuleContext): Generator<RawFinding> {
  for (const input of flowInputs(flow)) {
    const problem = defaultProblem(input);
    if (problem === undefined || !input.defaults) continue;
    yield {
      range: rangeOf(input.defaults),
      message: `the input "${input.id}" has an invalid default: ${problem}`,
    };
  }
}
