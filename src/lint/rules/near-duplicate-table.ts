import { hasFileExtension, tableName } from "../../model/id-keys.ts";
import type { Asset, Inventory } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { shortType } from "../../model/types.ts";
import { quotedList } from "../../util/text.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { knownDistinct } from "../known-distinct.ts";
import { at } from "../names.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const nearDuplicateTable: RepositoryRule = {
  id: "near-duplicate-table",
  scope: "repository",
  severity: "warning",
  description: "A table appears as `database.table` and as `database.schema.table`.",
  why: "The JDBC plugins emit `database.table`; dbt and Fivetran emit `database.schema.table`. If both mean one table, Kestra has two assets without an edge between them.",
  remedy: "Declare the table as `database.schema.table` everywhere.",
  examples: [
    {
      bad: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: warehouse.orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: warehouse.staging.orders`,
          "report_orders",
        ),
      },
      good: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: warehouse.staging.orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: warehouse.staging.orders`,
          "report_orders",
        ),
      },
    },
  ],
  onInventory,
};

function* onInventory(inventory: Inventory, { firstMention }: RepositoryRuleContext): Generator<RawFinding> {
  const tables = inventory.assets.filter(mayBeTable);
  const long = groupBy(tables, ({ id }) => (id.split(".").length === 3 ? tableName(id) : undefined));
  const pairs = tables.flatMap((asset) => {
    const others = asset.id.split(".").length === 2 ? long.get(asset.id.toLowerCase()) : undefined;
    return others === undefined ? [] : [{ asset, others }];
  });
  if (pairs.length === 0) return;
  const ids = pairs.flatMap(({ asset, others }) => [asset.id, ...others.map(({ id }) => id)]);
  const apart = knownDistinct(inventory, new Set(ids));
  for (const { asset, others: candidates } of pairs) {
    const { id } = asset;
    const range = firstMention(id);
    const others = candidates
      .filter((candidate) => areNamesOfOneTable(asset, candidate) && !apart(id, candidate.id))
      .map((candidate) => candidate.id);
    if (others.length === 0 || range === undefined) continue;
    const related = others.flatMap((similarId) => {
      const place = firstMention(similarId);
      return place === undefined ? [] : [{ range: place, message: `"${similarId}"` }];
    });
    const where = related.map(({ range: place }) => at(place)).join(", ");
    yield {
      range,
      message: `"${id}" may be the same table as ${quotedList(others, "or")} (${where}): in Kestra they are different assets`,
      subject: `"${id}" may be the same table as ${quotedList(others, "or")}`,
      related,
      symmetric: true,
    };
  }
}

/** Whether this rule reports the pair. */
export function areNamesOfOneTable(one: Asset, other: Asset): boolean {
  const table = tableName(one.id);
  return (
    table !== undefined &&
    table === tableName(other.id) &&
    one.id.split(".").length !== other.id.split(".").length &&
    [one, other].every(mayBeTable) &&
    [one, other].some(isTable)
  );
}

/** Two assets without a table type are probably not tables. */
function isTable({ type }: Asset): boolean {
  return type !== undefined && /table/i.test(shortType(type));
}

function mayBeTable({ id, type }: Asset): boolean {
  if (isPattern(id) || (type !== undefined && !/table|external/i.test(shortType(type)))) return false;
  return !hasFileExtension(id);
}
