import type { KestraLine } from "../../flows/flow.ts";
import { runsOnBothLines } from "../../resolve/line.ts";
import { suggestWord } from "../../util/suggest.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { renameKey } from "../fix/rename-key.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { KestraVersion } from "../kestra-version.ts";
import type { FlowRule } from "../rule.ts";

export const unknownInputKey: FlowRule = {
  id: "unknown-input-key",
  scope: "flow",
  severity: "error",
  description: "An entry of `inputs` has a key other than `id`, `type` and `namespace`.",
  why: "An input only references an asset; it cannot describe it. Up to 1.3, Kestra parses the list strictly, so one additional key drops all declared inputs of the task. 2.0 ignores the key, so it is only a warning there. Without `kestra` in the configuration, a flow that runs on both gets the error.",
  remedy:
    "Move descriptions and metadata to the output that writes the asset. `--fix` corrects a misspelled key.",
  fixable: true,
  examples: [
    {
      bad: declaring(`
inputs:
  - id: crm.public.orders
    metadata:
      system: postgres`),
      good: declaring(`
inputs:
  - id: crm.public.orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onField,
};

/** Source: Kestra's AssetIdentifier; `type` since 1.3. `tenantId` is hidden but accepted. */
const KNOWN = ["id", "type", "namespace"];

const NEAR_ONLY = '"id", "type" and "namespace"';

const meantBy = (key: string): string | undefined => suggestWord(key, KNOWN);

function onField(
  { entry: { declaration, side, inText }, map, key }: EntryField,
  { kestra, line, flow, rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  const release = kestra ?? (runsOnBothLines(flow) ? undefined : line);
  if (declaration.inert !== undefined || side !== "inputs") return undefined;
  if (key.text === "type" && kestra === "1.2") {
    const message =
      'Kestra 1.2 does not support "type" in an entry of "inputs" and drops all inputs of the task';
    return { range: rangeOf(key), message, severity: "warning" };
  }
  if (KNOWN.includes(key.text) || key.text === "tenantId") return undefined;
  const { effect, severity } = effectIn(release);
  const near = meantBy(key.text);
  const advice = near === undefined ? `only ${NEAR_ONLY} are allowed` : `did you mean "${near}"?`;
  return {
    range: rangeOf(key),
    message: `unknown key "${key.text}" in an entry of "inputs" (${effect}): ${advice}`,
    ...(severity && { severity }),
    ...(near !== undefined && !inText && renameKey(map, key, near, meantBy)),
  };
}

function effectIn(release: KestraVersion | KestraLine | undefined): {
  readonly effect: string;
  readonly severity?: "warning";
} {
  switch (release) {
    case "2.0":
      return { effect: "ignored by Kestra 2.0", severity: "warning" };
    case undefined:
      return { effect: "all inputs of the task are lost up to Kestra 1.3" };
    default:
      return { effect: "all inputs of the task are lost" };
  }
}
