import { closeIds } from "../../model/close-ids.ts";
import { foldedId, tableName } from "../../model/id-keys.ts";
import type { Asset, Bundle, Inventory } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { EXTERNAL_TYPE } from "../../model/types.ts";
import { editDistance } from "../../util/edit-distance.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { at } from "../names.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";
import { toldApart } from "../told-apart.ts";

const WRITER = flowDeclaring(`
outputs:
  - id: raw_customers
    type: io.kestra.plugin.ee.assets.Table`);

export const danglingInput: RepositoryRule = {
  id: "dangling-input",
  scope: "repository",
  severity: "warning",
  description: "An input that no flow writes is spelled almost like an asset that one does.",
  why: "Kestra takes any id for an asset. A misspelled input becomes an external asset of its own, and the lineage is cut there without a word. Names that differ in a digit, a short word or more than a slip are taken for two, and so are assets of different types.",
  remedy:
    "Write the id as its producer does. If the two are different assets, say so with `# assets-ignore dangling-input: …`.",
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
  const apart = toldApart(inventory, new Set(pairs.flatMap(({ asset, others }) => [asset.id, ...others])));
  for (const { asset, others } of pairs) {
    const meant = others
      .filter((other) => mayBeOne(asset, written.get(other)) && !apart(asset.id, other))
      .sort((one, other) => distance(asset.id, one) - distance(asset.id, other));
    const [nearest] = meant;
    const writer = nearest === undefined ? undefined : writerOf(inventory, nearest);
    if (nearest === undefined || writer === undefined) continue;
    const place = context.rangeOf(writer.entry);
    const { task, flow } = writer.bundle;
    for (const range of readingPlaces(inventory, asset.id, context)) {
      yield {
        range,
        message: `no flow writes "${asset.id}"; did you mean "${nearest}", which "${task}" in "${flow}" writes (${at(place)})?`,
        subject: `no flow writes "${asset.id}"; did you mean "${nearest}"?`,
        related: [{ range: place, message: `"${nearest}" is written here` }],
      };
    }
  }
}

/** What `similar-ids` and `near-duplicate-table` say is not said again. */
function closePairs(
  dangling: readonly Asset[],
  written: ReadonlyMap<string, Asset>,
): { readonly asset: Asset; readonly others: string[] }[] {
  const closeTo = closeIds(dangling.map(({ id }) => id));
  const others = new Map<string, string[]>();
  for (const id of written.keys()) {
    for (const near of closeTo(id)) {
      if (foldedId(id) === foldedId(near)) continue;
      const table = tableName(id);
      if (table !== undefined && table === tableName(near)) continue;
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

/** A file and the table that it is loaded into are two. */
function mayBeOne(one: Asset, other: Asset | undefined): boolean {
  const types = [one.type, other?.type].filter((type) => type !== undefined && type !== EXTERNAL_TYPE);
  return new Set(types).size < 2;
}

function distance(a: string, b: string): number {
  return editDistance(a, b, Math.max(a.length, b.length)) ?? 0;
}

function writerOf(
  { bundles }: Inventory,
  id: string,
): { readonly bundle: Bundle; readonly entry: Bundle["outputs"][number] } | undefined {
  for (const bundle of bundles) {
    const entry = bundle.outputs.find((each) => each.id === id);
    if (entry !== undefined) return { bundle, entry };
  }
  return undefined;
}

function readingPlaces({ bundles }: Inventory, id: string, { rangeOf }: RepositoryRuleContext) {
  const entries = bundles.flatMap(({ inputs }) => inputs.filter((entry) => entry.id === id));
  return new Map(entries.map((entry) => [JSON.stringify(entry.place), rangeOf(entry)])).values();
}
