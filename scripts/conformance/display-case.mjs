import { render } from "../../dist/pebble/index.js";
import { unknown } from "../../dist/pebble/values/unknown.js";
import { variablesOf } from "./variables.mjs";

/**
 * Checks the partial rendering of a corpus line. Unknown parts are shown as their expression, secrets and environment
 * variables as a label, and a failing template unchanged. Run variables missing in the line are unknown. Returns
 * the difference, or undefined.
 */
export function displayCase(line) {
  const { template, expect_partial: expected } = JSON.parse(line);
  const { envs: _, ...variables } = variablesOf(line);
  const inputs = unknown("inputs are set when an execution starts", { maybeUndefined: true });
  const result = render(template, { variables: { inputs, ...variables }, dialect: "2.0" });
  const text = display(template, result);
  // Only the tags of raw blocks are removed.
  const expectedText = expected.replaceAll(/\{% raw %\}(.*?)\{% endraw %\}/g, "$1");
  return text === expectedText
    ? undefined
    : `expected ${JSON.stringify(expectedText)}, gave ${JSON.stringify(text)}`;
}

function display(template, result) {
  if (result.kind === "known") return result.text;
  if (result.kind === "error") return template;
  return result.parts
    .map((part, index) => {
      if (typeof part === "string") return part;
      const span = result.spans[index];
      return part.label ?? (span === undefined ? template : template.slice(span.start, span.end));
    })
    .join("");
}
