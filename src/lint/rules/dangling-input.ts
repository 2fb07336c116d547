import { closeIds } from "../../model/close-ids.ts";
import { foldedId } from "../../model/id-keys.ts";
import type { Asset, Bundle, Inventory } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { EXTERNAL_TYPE } from "../../model/types.ts";
import { editDistance } from "../../util/edit-distance.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { knownDistinct } from "../known-distinct.ts";
import { at } from "../names.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";
import { areNamesOfOneTable } from "./near-duplicate-table.ts";

const WRITER = flowDeclaring(`
outputs:
  - id: raw_customers
    type: io.kestra.plugin.ee.assets.Table`);

export const danglingInput: RepositoryRule = {
  id: "dangling-input",
  scope: "repository",
  severity: "warning",
  description: "An input without a writer has an id similar to that of a written asset.",
  why: "Kestra accepts any id. A misspelled input becomes a separate external asset, which silently breaks the lineage. Ids that differ in a digit, a short word or more than a typo are considered different, and so are assets with different types.",
  remedy:
    "Use the id of the written asset. For two different assets, add `# assets-ignore dangling-input: …`.",
  examples: [
    {
      bad: {
        "load.yaml": WRITER,
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: raw_custmers`,
          "report_customers",
        ),
      },
      good: {
        "load.yaml": WRITER,
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: raw_customers`,
          "report_customers",
        ),
      },
    },
  ],
  onInventory,
};

function* onInventory(inventory: Inventory, context: RepositoryRuleContext): Generator<RawFinding> {
  const dangling = inventory.assets.filter(({ id, external }) => external && !isPattern(id));
  if (dangling.length === 0) return;
  const written = new Map(
    inventory.assets.flatMap((asset) => (asset.external || isPattern(asset.id) ? [] : [[asset.id, asset]])),
  );
  const pairs = closePairs(dangling, written);
  if (pairs.length === 0) return;
  const apart = knownDistinct(
    inventory,
    new Set(pairs.flatMap(({ asset, others }) => [asset.id, ...others])),
  );
  const writers = firstWriters(inventory);
  const readers = entriesThatRead(inventory, new Set(pairs.map(({ asset }) => asset.id)));
  for (const { asset, others } of pairs) {
    const meant = others
      .filter((candidate) => mayBeOne(asset, written.get(candidate)) && !apart(asset.id, candidate))
      .sort((one, other) => distance(asset.id, one) - distance(asset.id, other));
    const [nearest] = meant;
    const writer = nearest === undefined ? undefined : writers.get(nearest);
    if (nearest === undefined || writer === undefined) continue;
    const place = context.rangeOf(writer.entry);
    const { task, flow } = writer.bundle;
    for (const entry of readers.get(asset.id) ?? []) {
      const range = context.rangeOf(entry);
      yield {
        range,
        message: `no flow writes "${asset.id}"; did you mean "${nearest}", written by "${task}" in "${flow}" (${at(place)})?`,
        subject: `no flow writes "${asset.id}"; did you mean "${nearest}"?`,
        related: [{ range: place, message: `"${nearest}" is written here` }],
      };
    }
  }
}

/** Pairs covered by `similar-ids` are skipped. */
function closePairs(
  dangling: readonly Asset[],
  written: ReadonlyMap<string, Asset>,
): { readonly asset: Asset; readonly others: string[] }[] {
  const closeTo = closeIds(dangling.map(({ id }) => id));
  const others = new Map<string, string[]>();
  for (const id of written.keys()) {
    for (const near of closeTo(id)) {
      if (foldedId(id) === foldedId(near)) continue;
      const known = others.get(near);
      if (known) known.push(id);
      else others.set(near, [id]);
    }
  }
  return dangling.flatMap((asset) => {
    const near = others.get(asset.id);
    return near === undefined ? [] : [{ asset, others: near }];
  });
}

/** A file and the table loaded from it are two assets. Pairs covered by `near-duplicate-table` are skipped. */
function mayBeOne(one: Asset, other: Asset | undefined): boolean {
  if (other === undefined || areNamesOfOneTable(one, other)) return false;
  const types = [one.type, other.type].filter((type) => type !== undefined && type !== EXTERNAL_TYPE);
  return new Set(types).size < 2;
}

function distance(a: string, b: string): number {
  return editDistance(a, b, Math.max(a.length, b.length)) ?? 0;
}

interface Writer {
  readonly bundle: Bundle;
  readonly entry: Bundle["outputs"][number];
}

/** The first writer of each asset, by id. */
function firstWriters({ bundles }: Inventory): ReadonlyMap<string, Writer> {
  const writers = new Map<string, Writer>();
  for (const bundle of bundles) {
    for (const entry of bundle.outputs) {
      if (!writers.has(entry.id)) writers.set(entry.id, { bundle, entry });
    }
  }
  return writers;
}

/** The entries that read some assets, by id and place. */
function entriesThatRead(
  { bundles }: Inventory,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, readonly Entry[]> {
  const byPlace = new Map<string, Map<string, Entry>>();
  for (const entry of bundles.flatMap(({ inputs }) => inputs)) {
    if (!ids.has(entry.id)) continue;
    const places = byPlace.get(entry.id) ?? new Map<string, Entry>();
    byPlace.set(entry.id, places.set(JSON.stringify(entry.place), entry));
  }
  return new Map([...byPlace].map(([id, places]) => [id, [...places.values()]]));
}

type Entry = Bundle["inputs"][number];
