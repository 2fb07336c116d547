import { bundlesAt, type Graph, requireNode } from "../../graph/graph.ts";
import { flowKey } from "../../model/keys.ts";
import type { Asset, Bundle, BundleEntry } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { listed } from "../../util/text.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { at, dottedFlowName } from "../names.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

const WRITE = `
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`;

export const manyWriters: RepositoryRule = {
  id: "many-writers",
  scope: "repository",
  severity: "warning",
  description: "Several flows write one asset.",
  why: "Readers cannot determine which flow produced the current state, and each flow overwrites the metadata of the others. Often one flow is a copy with a forgotten id. `Set` tasks, which only update an asset, are not counted.",
  remedy:
    "Use a separate asset for each flow. For an intentionally shared asset, add `# assets-ignore many-writers: …`.",
  examples: [
    {
      bad: { "load.yaml": flowDeclaring(WRITE), "copy.yaml": flowDeclaring(WRITE, "load_customers") },
      good: {
        "load.yaml": flowDeclaring(WRITE),
        "copy.yaml": flowDeclaring(WRITE.replace("orders", "customers"), "load_customers"),
      },
    },
  ],
  onAsset,
};

function* onAsset({ id }: Asset, { explorer, rangeOf }: RepositoryRuleContext): Generator<RawFinding> {
  const writers = isPattern(id) ? [] : writersOf(explorer().graph, id);
  const [first, ...others] = writers;
  if (first === undefined || others.length === 0) return;
  const where = writers.map(({ flow, entry }) => `"${flow}" (${at(rangeOf(entry))})`);
  yield {
    range: rangeOf(first.entry),
    message: `the asset "${id}" is written by ${writers.length} flows: ${listed(where)}`,
    subject: `the asset "${id}" is written by ${listed(writers.map(({ flow }) => flow))}`,
    related: others.map(({ flow, entry }) => ({ range: rangeOf(entry), message: `written by "${flow}"` })),
    symmetric: true,
  };
}

/** The flows that write an asset, each with its first entry. */
function writersOf(graph: Graph, id: string): { readonly flow: string; readonly entry: BundleEntry }[] {
  const bundles = bundlesAt(graph, graph.writers, requireNode(graph, id)).filter(makes);
  return [...groupBy(bundles, flowKey).values()].flatMap(([first]) => {
    const entry = first?.outputs.find((output) => output.id === id);
    return first === undefined || entry === undefined ? [] : [{ flow: dottedFlowName(first), entry }];
  });
}

/** A `Set` task updates an existing asset, such as its status. */
function makes({ taskType }: Bundle): boolean {
  return !/\.ee\.assets\.Set$/.test(taskType);
}
