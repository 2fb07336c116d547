import { type Flow, get } from "../flows/flow.ts";
import type { Passed, PassedValues } from "../model/links.ts";
import { textWithHoles, toData, unknown, type Value } from "../pebble/index.ts";
import type { CalledBy } from "./environment.ts";
import { type Input, isListed } from "./input.ts";
import { convertGiven, valueText } from "./input-value.ts";
import { valueOfPassed } from "./passed-value.ts";
import { shorten } from "./shorten.ts";
import { isTrue } from "./site.ts";

/** Values of inputs by their ids. */
export type Arguments = ReadonlyMap<string, Value>;

/** The given values of the inputs of a flow, converted to their types. */
export function argumentsFor(inputs: readonly Input[], given: PassedValues): Arguments {
  const found = new Map<string, Value>();
  for (const input of inputs) {
    const passed = passedFor(input.id, given);
    if (passed !== undefined) found.set(input.id, argumentValue(input, passed));
  }
  return found;
}

/** `a.b` is given under that name, or as `b` in a mapping `a`. */
function passedFor(id: string, given: PassedValues): Passed | undefined {
  if (Object.hasOwn(given, id)) return given[id];
  for (let dot = id.indexOf("."); dot > 0; dot = id.indexOf(".", dot + 1)) {
    const outer = Object.hasOwn(given, id.slice(0, dot)) ? given[id.slice(0, dot)] : undefined;
    if (outer === undefined) continue;
    if (!("value" in outer)) return outer;
    const inner = outer.value;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return undefined;
    const values = Object.entries(inner).map(([key, value]) => [key, { value }] as const);
    return passedFor(id.slice(dot + 1), Object.fromEntries(values));
  }
  return undefined;
}

function argumentValue(input: Input, passed: Passed): Value {
  const name = `inputs.${input.id}`;
  const value = valueOfPassed(passed, name);
  if (value.kind === "unknown") return value;
  // Text with holes is text for certain; another type is known once the whole text is.
  if (value.kind === "text")
    return AS_TEXT.has(input.type) ? value : unknown(`${name} is known only at run time`);
  const converted = convertGiven(input, toData(value));
  if (converted.kind === "known") return converted.value;
  return converted.kind === "holes" ? textWithHoles(converted.parts) : unknown(converted.reason);
}

const AS_TEXT: ReadonlySet<string> = new Set(["STRING", "SELECT", "ENUM", "EMAIL", "URI"]);

/**
 * The reason why Kestra refuses a call, or undefined. Source: Kestra's ExecutableUtils.subflowExecution and
 * FlowInputOutput.
 */
export function callProblem(
  { inputs: given }: Pick<CalledBy, "inputs">,
  flow: Flow,
  inputs: readonly Input[],
): string | undefined {
  const name = `${flow.namespace.value}/${flow.id.value}`;
  if (isTrue(get(flow.node, "disabled"))) return `the flow ${name} is disabled`;
  for (const input of inputs) {
    const passed = passedFor(input.id, given);
    if (passed === undefined) {
      if (input.required && input.defaults === undefined && input.dependsOn.length === 0)
        return `the flow ${name} requires the input "${input.id}"`;
      continue;
    }
    const value = valueOfPassed(passed, input.id);
    const data = input.secret ? undefined : toData(value);
    if (data === undefined) continue;
    const converted = convertGiven(input, data);
    if (converted.kind === "none" && converted.refused)
      return `the input "${input.id}" of ${name}: ${converted.reason}`;
    if (converted.kind !== "known" || !isListed(input) || input.allowCustomValue) continue;
    if (input.options.length === 0) continue;
    const values =
      converted.value.kind === "list" ? converted.value.items.map(valueText) : [valueText(converted.value)];
    const other = values.find((each) => !input.options.includes(each));
    if (other !== undefined) return `the input "${input.id}" of ${name} does not offer "${shorten(other)}"`;
  }
  return undefined;
}
