import { suggestWord } from "../../util/suggest.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { renameKey } from "../fix/rename-key.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const unknownInputKey: FlowRule = {
  id: "unknown-input-key",
  scope: "flow",
  severity: "error",
  description: "An entry of `inputs` has a key other than `id`, `type` and `namespace`.",
  why: "An input only refers to an asset; it cannot describe it. Kestra reads the list strictly, so one key too many loses all declared inputs of the task.",
  remedy:
    "Move descriptions and metadata to the output that makes the asset. `--fix` corrects a misspelled key.",
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

/** Source: Kestra's AssetIdentifier; `type` since 1.3. `tenantId` is hidden, and accepted. */
const KNOWN = ["id", "type", "namespace"];

const meantBy = (key: string): string | undefined => suggestWord(key, KNOWN);

function onField(
  { entry: { declaration, side, inText }, map, key }: EntryField,
  { kestra, rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (declaration.inert !== undefined || side !== "inputs") return undefined;
  if (key.text === "type" && kestra === "1.2") {
    const message =
      'Kestra 1.2 does not know "type" in an entry of "inputs", and drops all inputs of the task';
    return { range: rangeOf(key), message, severity: "warning" };
  }
  if (KNOWN.includes(key.text) || key.text === "tenantId") return undefined;
  const near = meantBy(key.text);
  const advice =
    near === undefined ? 'it takes "id", "type" and "namespace" only' : `did you mean "${near}"?`;
  return {
    range: rangeOf(key),
    message: `unknown key "${key.text}" in an entry of "inputs", which loses all inputs of the task: ${advice}`,
    ...(near !== undefined && !inText && renameKey(map, key, near, meantBy)),
  };
}
