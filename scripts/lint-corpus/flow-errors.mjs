/**
 * Errors in the third-party flows themselves, found once a declaration depends on the expression or the loop. Reviewed by
 * hand: each one fails when it is evaluated, and most are tests of this failure.
 */
export const FLOW_ERRORS = [
  {
    place: `Mattlk13+kestra/core/src/test/resources/flows/valids/flowable-with-parent-fail.yaml: broken-expression: condition: "{{item.parent.value == 'CUMULATIVE' and {% for entry in json(item.value) %}{{ entry.key }}{% endfor %}== 'NEW_MONTH'}}"`,
    reason: "a tag within an expression does not parse; the file is named after its failure",
  },
  {
    place: `kestra-io+kestra/core/src/test/resources/flows/valids/flowable-with-parent-fail.yaml: broken-expression: condition: "{{parents[0].taskrun.value == 'CUMULATIVE' and {% for entry in json(taskrun.value) %}{{ entry.key }}{% endfor %}== 'NEW_MONTH'}}"`,
    reason: "the same flow with the syntax of 1.x",
  },
  {
    place: `Mattlk13+kestra/core/src/test/resources/flows/valids/if-condition-fail.yaml: broken-expression: condition: "{{ inputs.run }}"`,
    reason: "the flow has no inputs; the file is named after its failure",
  },
  {
    place: `Mattlk13+kestra/core/src/test/resources/flows/valids/loop-null.yaml: loop-values: values: '[1, null, {"key": "my-key", "value": "my-value"}]'`,
    reason: "null among the items of a loop fails it: Kestra's FlowableUtils.resolveValues",
  },
  {
    place: `kestra-io+kestra/core/src/test/resources/flows/valids/each-null.yaml: loop-values: values: '[1, null, {"key": "my-key", "value": "my-value"}]'`,
    reason: "the same flow with the syntax of 1.x",
  },
  {
    place: `kestra-io+kestra/core/src/main/java/io/kestra/plugin/core/execution/Count-1.yaml: loop-values: values: "{{ jq outputs.counts.results '. | select(. != null) | .[]' }}"`,
    reason: "a call without parentheses does not parse",
  },
  {
    place: `kestra-io+kestra/core/src/test/resources/flows/valids/variables-invalid.yaml: broken-expression: value: "{{inputs.invalid}}"`,
    reason: "the flow has no input of that name; the file is named after its failure",
  },
];
