import type { Inventory } from "../../model/model.ts";
import { quote } from "../../util/text.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { compareRanges, type Range } from "../range.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const lineageCycle: RepositoryRule = {
  id: "lineage-cycle",
  scope: "repository",
  severity: "warning",
  description: "Assets feed each other in a cycle.",
  why: "Each asset in the cycle is upstream and downstream of all others, so a run always reads an outdated state of one of them.",
  remedy: "Remove the unintended edge, often an input copied from another task.",
  examples: [
    {
      bad: {
        "load.yaml": flowDeclaring(`
inputs:
  - id: orders_report
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: orders
outputs:
  - id: orders_report
    type: io.kestra.plugin.ee.assets.Table`,
          "report_orders",
        ),
      },
      good: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: orders
outputs:
  - id: orders_report
    type: io.kestra.plugin.ee.assets.Table`,
          "report_orders",
        ),
      },
    },
  ],
  onInventory,
};

function* onInventory(_: Inventory, { explorer, rangeOf }: RepositoryRuleContext): Generator<RawFinding> {
  for (const { steps, assets } of explorer().cycles()) {
    const placed = steps.map(({ bundle, input }) => ({
      task: bundle.task,
      id: input.id,
      range: rangeOf(input),
    }));
    const ordered = fromFirstPlace(placed);
    const [first, ...others] = ordered;
    if (first === undefined) continue;
    const names = [...ordered, first].map(({ id }) => quote(id)).join(" -> ");
    const more = assets > steps.length ? ` (the shortest cycle among ${assets} assets)` : "";
    yield {
      range: first.range,
      message: `these assets feed each other: ${names}${more}`,
      related: others.map(({ task, id, range }) => ({
        range,
        message: `"${id}" is read by task "${task}"`,
      })),
      symmetric: true,
    };
  }
}

/** The cycle, rotated to its first place in the files. */
function fromFirstPlace<Step extends { readonly range: Range }>(steps: readonly Step[]): readonly Step[] {
  const [first] = [...steps].sort((a, b) => compareRanges(a.range, b.range));
  const start = first === undefined ? 0 : steps.indexOf(first);
  return [...steps.slice(start), ...steps.slice(0, start)];
}
