import { render, renderTyped, toData } from "../../dist/pebble/index.js";
import { variablesOf } from "./variables.mjs";

/** Compares the rendering of a template with the engine's result. Returns the difference, or undefined. */
export function templateCase(line, dialect, equal) {
  const data = JSON.parse(line);
  const scope = {
    variables: variablesOf(line),
    dialect,
    timeZone: "UTC",
    locale: "en-US",
    ...(data.recursive === true ? { recursive: true } : {}),
  };
  const typed = data.mode === "typed";
  const result = typed ? typedResult(data.template, scope) : textResult(data.template, scope);
  const expected = expectation(data, dialect);
  if (expected.error)
    return "error" in result ? undefined : `expected an error, gave ${JSON.stringify(result.value)}`;
  if ("error" in result) return `expected ${JSON.stringify(expected.value)}, failed: ${result.error}`;
  if (equal(result.value, expected.value)) return undefined;
  if (!typed && data.template.includes("{'") && sameJson(result.value, expected.value, equal))
    return undefined;
  return `expected ${JSON.stringify(expected.value)}, gave ${JSON.stringify(result.value)}`;
}

function expectation(data, dialect) {
  if (dialect === "1.x") {
    if (data.error_1x === true) return { error: true };
    if ("expect_1x" in data) return { value: data.expect_1x };
  }
  return data.error === true ? { error: true } : { value: data.expect };
}

function textResult(template, scope) {
  const result = render(template, scope);
  if (result.kind === "error") return { error: result.error.message };
  if (result.kind === "known") return { value: result.text };
  return {
    value: result.parts.map((part) => (typeof part === "string" ? part : `<unknown: ${part.reason}>`)),
  };
}

function typedResult(template, scope) {
  const result = renderTyped(template, scope);
  if (result.kind === "error") return { error: result.error.message };
  return { value: toData(result.value) };
}

/** Printed map literals are compared as JSON: the order of colliding keys varies between runs of the engine. */
function sameJson(a, b, equal) {
  try {
    return equal(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}
