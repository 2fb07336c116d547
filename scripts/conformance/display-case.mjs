import { render } from "../../dist/pebble/index.js";
import { unknown } from "../../dist/pebble/values/unknown.js";
import { variablesOf } from "./variables.mjs";

/**
 * A partial rendering: what is not known shows as the expression it comes from, secrets and environment variables as
 * a label. A template that fails shows as it is written. Variables of a run that the line does not give are unknown.
 */
export function displayCase(line) {
  const { template, expect_partial: expected } = JSON.parse(line);
  const { envs: _, ...given } = variablesOf(line);
  const inputs = unknown("inputs are given when the flow is started", { maybeUndefined: true });
  const result = render(template, { variables: { inputs, ...given }, dialect: "2.0" });
  const text = display(template, result);
  // The tags of raw blocks are the only part of a template that never shows.
  const wanted = expected.replaceAll(/\{% raw %\}(.*?)\{% endraw %\}/g, "$1");
  return text === wanted ? undefined : `expected ${JSON.stringify(wanted)}, gave ${JSON.stringify(text)}`;
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
