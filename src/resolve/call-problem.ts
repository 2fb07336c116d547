import { type Flow, get } from "../flows/flow.ts";
import type { PassedValues } from "../model/links.ts";
import { toData } from "../pebble/index.ts";
import { passedFor } from "./arguments.ts";
import { type Input, isListed } from "./input.ts";
import { convertGiven, valueText } from "./input-value.ts";
import { valueOfPassed } from "./passed-value.ts";
import { shorten } from "./shorten.ts";
import { isTrue } from "./site.ts";

/** The requirements of a flow on its calls. Plain data. */
export interface FlowSignature {
  readonly disabled: boolean;
  readonly inputs: readonly InputSignature[];
}

interface InputSignature
  extends Pick<Input, "id" | "type" | "required" | "secret" | "options" | "allowCustomValue" | "limits"> {
  readonly hasDefault: boolean;
  /** It exists only on conditions. */
  readonly isConditional: boolean;
}

export function signatureOf({ node }: Flow, inputs: readonly Input[]): FlowSignature {
  return {
    disabled: isTrue(get(node, "disabled")),
    inputs: inputs.map(
      ({
        id,
        type,
        required,
        secret,
        options,
        allowCustomValue,
        limits,
        defaults,
        dependsOn,
      }): InputSignature => ({
        ...{ id, type, required, secret, options, allowCustomValue, limits },
        hasDefault: defaults !== undefined,
        isConditional: dependsOn.length > 0,
      }),
    ),
  };
}

/**
 * The reason why Kestra refuses a call, or undefined; the flow is the subject of the sentence. Source: Kestra's
 * ExecutableUtils.subflowExecution and FlowInputOutput.
 */
export function callProblem(given: PassedValues, { disabled, inputs }: FlowSignature): string | undefined {
  if (disabled) return "is disabled";
  for (const input of inputs) {
    const passed = passedFor(input.id, given);
    if (passed === undefined) {
      if (input.required && !input.hasDefault && !input.isConditional)
        return `requires the input "${input.id}"`;
      continue;
    }
    const data = input.secret ? undefined : toData(valueOfPassed(passed, input.id));
    const problem = data === undefined ? undefined : valueProblem(data, input);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function valueProblem(data: unknown, input: InputSignature): string | undefined {
  const converted = convertGiven(input, data);
  if (converted.kind === "none" && converted.refused)
    return `refuses the input "${input.id}": ${converted.reason}`;
  if (converted.kind !== "known" || !isListed(input) || input.allowCustomValue || input.options.length === 0)
    return undefined;
  const { value } = converted;
  const values = value.kind === "list" ? value.items.map(valueText) : [valueText(value)];
  const unlisted = values.find((candidate) => !input.options.includes(candidate));
  return unlisted === undefined
    ? undefined
    : `does not offer "${shorten(unlisted)}" for the input "${input.id}"`;
}
