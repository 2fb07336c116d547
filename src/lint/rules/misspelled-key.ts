import { suggestWord } from "../../util/suggest.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { renameKey } from "../fix/rename-key.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const misspelledKey: FlowRule = {
  id: "misspelled-key",
  scope: "flow",
  severity: "warning",
  description: "A misspelled key of an output becomes metadata.",
  why: "Kestra moves every unknown key into the metadata of the asset without a message: `metdata: {owner: data}` becomes `metadata: {metdata: {owner: data}}`.",
  remedy: "Correct the key, or move it to `metadata`. `--fix` corrects it.",
  fixable: true,
  examples: [
    {
      bad: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table
    metdata:
      owner: data`),
      good: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table
    metadata:
      owner: data`),
    },
  ],
  onField,
};

/** Source: Kestra's Asset. Its other keys (`status`, `ttl`, `owner` ...) are too short for a reliable guess. */
const OWN = ["namespace", "displayName", "description", "metadata", "assetActions"];

/** Near misses of these differ only in case or one letter. */
const SHORT = ["type", "partOf", "related", "relatedTo"];

const KNOWN: ReadonlySet<string> = new Set([
  ...OWN,
  ...SHORT,
  ...["id", "tenantId", "created", "updated", "deleted", "metadataList", "name", "status", "ttl", "owner"],
]);

function onField(
  { entry: { declaration, side, inText }, map, key }: EntryField,
  { rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (declaration.inert !== undefined || side !== "outputs") return undefined;
  const meant = meantBy(key.text);
  if (meant === undefined) return undefined;
  return {
    range: rangeOf(key),
    message: `"${key.text}" becomes metadata of the asset: did you mean "${meant}"?`,
    ...(!inText && renameKey(map, key, meant, meantBy)),
  };
}

function meantBy(key: string): string | undefined {
  if (KNOWN.has(key)) return undefined;
  return (
    ["id", ...SHORT].find((known) => known.toLowerCase() === key.toLowerCase()) ??
    suggestWord(key, OWN) ??
    suggestWord(key, SHORT, 1)
  );
}
