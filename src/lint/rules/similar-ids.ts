import { foldedId } from "../../model/id-keys.ts";
import type { Asset, Inventory } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { EXTERNAL_TYPE } from "../../model/types.ts";
import { listed } from "../../util/text.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { knownDistinct } from "../known-distinct.ts";
import { at } from "../names.ts";
import { compareRanges } from "../range.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const similarIds: RepositoryRule = {
  id: "similar-ids",
  scope: "repository",
  severity: "warning",
  description: "Ids differ only in case or in their separators.",
  why: "In Kestra, `raw_orders` and `raw-orders` are two assets. If one asset was intended, the lineage is broken between them. Assets with different types, and an input and an output of one task, are considered different.",
  remedy: "Use the same id everywhere. For two intended assets, add `# assets-ignore similar-ids: …`.",
  examples: [
    {
      bad: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: raw_orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: raw-orders`,
          "report_orders",
        ),
      },
      good: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: raw_orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: raw_orders`,
          "report_orders",
        ),
      },
    },
  ],
  onInventory,
};

function* onInventory(inventory: Inventory, { firstMention }: RepositoryRuleContext): Generator<RawFinding> {
  const byFolded = groupBy(inventory.assets, ({ id }) => (isPattern(id) ? undefined : foldedId(id)));
  const clashes = [...byFolded.values()].filter(({ length }) => length > 1);
  if (clashes.length === 0) return;
  const apart = knownDistinct(inventory, new Set(clashes.flat().map(({ id }) => id)));
  for (const group of clashes) {
    const ids = group
      .filter((asset) => group.some((other) => other !== asset && mayBeOne(asset, other, apart)))
      .map(({ id }) => id);
    const places = ids
      .flatMap((id) => {
        const range = firstMention(id);
        return range === undefined ? [] : [{ id, range }];
      })
      .sort((a, b) => compareRanges(a.range, b.range));
    const last = places.at(-1);
    if (last === undefined) continue;
    const all = listed(places.map(({ id, range }) => `"${id}" (${at(range)})`));
    yield {
      range: last.range,
      message: `these ids differ only in case or separators but are ${ids.length} assets in Kestra: ${all}`,
      subject: `these ids differ only in case or separators: ${ids.join(", ")}`,
      related: places.slice(0, -1).map(({ id, range }) => ({ range, message: `"${id}"` })),
      symmetric: true,
    };
  }
}

/** A file and the table loaded from it are two assets, and so are known distinct assets. */
function mayBeOne(one: Asset, other: Asset, apart: (one: string, other: string) => boolean): boolean {
  const types = [one.type, other.type].filter((type) => type !== undefined && type !== EXTERNAL_TYPE);
  return new Set(types).size < 2 && !apart(one.id, other.id);
}
