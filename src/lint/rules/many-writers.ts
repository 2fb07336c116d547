import type { Bundle, BundleEntry, Inventory } from "../../inventory/model.ts";
import { isPattern } from "../../inventory/pattern.ts";
import { listed } from "../../util/text.ts";
import { flowDeclaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { at, flowName } from "../names.ts";
import type { RepositoryLint, RepositoryRule } from "../rule.ts";

const WRITE = `
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`;

export const manyWriters: RepositoryRule = {
  id: "many-writers",
  scope: "repository",
  severity: "warning",
  description: "One id is written by several flows.",
  why: "Whoever reads the asset cannot tell whose state it sees, and each run overwrites what the other said about it. Often one of the two was copied and its id forgotten. `Set` tasks, which change what is said about an asset, are not counted.",
  remedy:
    "Give each flow an asset of its own. If several flows do feed one asset, say so with `# assets-ignore many-writers: …`.",
  examples: [
    {
      bad: { "load.yaml": flowDeclaring(WRITE), "copy.yaml": flowDeclaring(WRITE, "load_customers") },
      good: {
        "load.yaml": flowDeclaring(WRITE),
        "copy.yaml": flowDeclaring(WRITE.replace("orders", "customers"), "load_customers"),
      },
    },
  ],
  check,
};

interface Writer {
  readonly bundle: Bundle;
  readonly entry: BundleEntry;
}

function* check({ inventory, rangeOf }: RepositoryLint): Generator<Report> {
  const shared = writtenBySeveral(inventory);
  if (shared.size === 0) return;
  const writers = new Map<string, Map<string, Writer>>();
  for (const bundle of inventory.bundles.filter(makes)) {
    for (const entry of bundle.outputs) {
      if (!shared.has(entry.id)) continue;
      const flows = writers.get(entry.id) ?? new Map<string, Writer>();
      writers.set(entry.id, flows);
      const name = flowName(bundle);
      if (!flows.has(name)) flows.set(name, { bundle, entry });
    }
  }
  for (const [id, flows] of writers) {
    const [first, ...others] = [...flows.values()];
    if (first === undefined) continue;
    const where = [...flows].map(([name, { entry }]) => `"${name}" (${at(rangeOf(entry))})`);
    yield {
      range: rangeOf(first.entry),
      message: `the asset "${id}" is written by ${flows.size} flows: ${listed(where)}`,
      subject: `the asset "${id}" is written by ${listed([...flows.keys()])}`,
      related: others.map(({ bundle, entry }) => ({
        range: rangeOf(entry),
        message: `written by "${flowName(bundle)}"`,
      })),
      symmetric: true,
    };
  }
}

/** The ids that more than one flow writes. */
function writtenBySeveral({ bundles }: Inventory): Set<string> {
  const first = new Map<string, Bundle>();
  const several = new Set<string>();
  for (const bundle of bundles.filter(makes)) {
    for (const { id } of bundle.outputs) {
      const known = first.get(id);
      if (known === undefined) first.set(id, bundle);
      else if (!isPattern(id) && flowName(known) !== flowName(bundle)) several.add(id);
    }
  }
  return several;
}

/** A `Set` task changes what is said about an asset, such as its state; whoever has one knows of the flow that makes it. */
function makes({ taskType }: Bundle): boolean {
  return !/\.ee\.assets\.Set$/.test(taskType);
}
