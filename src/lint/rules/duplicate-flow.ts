import { flowKey } from "../../model/keys.ts";
import type { Inventory } from "../../model/model.ts";
import { listed } from "../../util/text.ts";
import { flowWith } from "../example.ts";
import type { FlowFacts } from "../facts.ts";
import type { RawFinding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { at, dottedFlowName } from "../names.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

const MESSAGE = `
- id: say
  type: io.kestra.plugin.core.log.Log
  message: hello`;

export const duplicateFlow: RepositoryRule = {
  id: "duplicate-flow",
  scope: "repository",
  severity: "error",
  description: "Two flows have the same namespace and id.",
  why: "Kestra identifies a flow by its namespace and id, so the last deployed flow replaces the other.",
  remedy: "Rename or remove one. If folders are deployed to different servers, check them separately.",
  examples: [
    {
      bad: { "one.yaml": flowWith(MESSAGE), "two.yaml": flowWith(MESSAGE) },
      good: { "one.yaml": flowWith(MESSAGE), "two.yaml": flowWith(MESSAGE, "load_customers") },
    },
  ],
  onInventory,
};

function* onInventory(_: Inventory, { files }: RepositoryRuleContext): Generator<RawFinding> {
  const byFlow = groupBy(
    files.flatMap(({ flows }) => flows),
    flowKey,
  );
  for (const flows of byFlow.values()) {
    const [first, ...others] = flows;
    if (first === undefined || others.length === 0) continue;
    const name = dottedFlowName(first);
    const also = (where: string) =>
      `the flow "${name}" is also defined at ${where}; namespace and id must be unique`;
    const messageHere = also(placesOf(others));
    for (const duplicate of others) {
      yield {
        range: duplicate.range,
        message: also(at(first.range)),
        subject: `the flow "${name}" is defined more than once`,
        related: [{ range: first.range, message: "the other definition", messageHere }],
        symmetric: true,
      };
    }
  }
}

/** The related message at the first definition. */
function placesOf(flows: readonly FlowFacts[]): string {
  const named = flows.slice(0, 3).map(({ range }) => at(range));
  return listed(flows.length > named.length ? [...named, `${flows.length - named.length} more`] : named);
}
