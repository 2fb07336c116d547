import type { Asset } from "../../inventory/model.ts";
import { isPattern } from "../../inventory/pattern.ts";
import { shortType } from "../../inventory/types.ts";
import { flowDeclaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { firstMentions } from "../first-mentions.ts";
import { tableName } from "../kin.ts";
import type { RepositoryLint, RepositoryRule } from "../rule.ts";
import { at, quotedList } from "../words.ts";

export const nearDuplicateTable: RepositoryRule = {
  id: "near-duplicate-table",
  scope: "repository",
  severity: "warning",
  description: "A table is named `database.table` in one place and `database.schema.table` in another.",
  why: "The JDBC plugins emit `database.table`, dbt and Fivetran `database.schema.table`. Where both mean one table, Kestra has two assets, and lineage ends between them.",
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
  check,
};

/** Last parts that are endings of files, where the same shape says nothing. */
const ENDINGS =
  /^(avro|csv|gz|html|ion|json|jsonl|log|md|orc|parquet|pdf|py|sql|tar|tgz|tsv|txt|xls|xlsx|xml|ya?ml|zip)$/i;

function* check(context: RepositoryLint): Generator<Report> {
  const tables = context.inventory.assets.filter(mayBeTable);
  const long = new Map<string, string[]>();
  for (const { id } of tables) {
    const key = id.split(".").length === 3 ? tableName(id) : undefined;
    if (key === undefined) continue;
    const known = long.get(key);
    if (known) known.push(id);
    else long.set(key, [id]);
  }
  if (long.size === 0) return;
  const mentions = firstMentions(context);
  for (const { id } of tables) {
    const others = id.split(".").length === 2 ? long.get(id.toLowerCase()) : undefined;
    const range = mentions.get(id);
    if (others === undefined || range === undefined) continue;
    const related = others.flatMap((other) => {
      const place = mentions.get(other);
      return place === undefined ? [] : [{ range: place, message: `"${other}"` }];
    });
    const where = related.map(({ range: place }) => at(place)).join(", ");
    yield {
      range,
      message: `"${id}" may be the same table as ${quotedList(others, "or")} (${where}): to Kestra they are different assets`,
      subject: `"${id}" may be the same table as ${quotedList(others, "or")}`,
      related,
      symmetric: true,
    };
  }
}

function mayBeTable({ id, type }: Asset): boolean {
  if (isPattern(id) || (type !== undefined && !/table|external/i.test(shortType(type)))) return false;
  return !ENDINGS.test(id.slice(id.lastIndexOf(".") + 1));
}
