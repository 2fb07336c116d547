import { isPattern } from "../../inventory/pattern.ts";
import { flowDeclaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { firstMentions } from "../first-mentions.ts";
import { foldedId } from "../kin.ts";
import { compareRanges } from "../range.ts";
import type { RepositoryLint, RepositoryRule } from "../rule.ts";
import { at, listed } from "../words.ts";

export const similarIds: RepositoryRule = {
  id: "similar-ids",
  scope: "repository",
  severity: "warning",
  description: "Ids differ only in case or in their separators.",
  why: "To Kestra `raw_orders` and `raw-orders` are two assets. If one was meant, the lineage is cut between them.",
  remedy:
    "Write the id the same way everywhere. If they are two assets, say so with `# assets-ignore similar-ids: …`.",
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
  check,
};

function* check(context: RepositoryLint): Generator<Report> {
  const first = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for (const { id } of context.inventory.assets) {
    if (isPattern(id)) continue;
    const key = foldedId(id);
    const other = first.get(key);
    if (other === undefined) first.set(key, id);
    else groups.set(key, [...(groups.get(key) ?? [other]), id]);
  }
  const clashes = [...groups.values()];
  if (clashes.length === 0) return;
  const mentions = firstMentions(context);
  for (const ids of clashes) {
    const places = ids
      .flatMap((id) => {
        const range = mentions.get(id);
        return range === undefined ? [] : [{ id, range }];
      })
      .sort((a, b) => compareRanges(a.range, b.range));
    const last = places.at(-1);
    if (last === undefined) continue;
    const all = listed(places.map(({ id, range }) => `"${id}" (${at(range)})`));
    yield {
      range: last.range,
      message: `these ids differ only in case or separators, and are ${ids.length} assets to Kestra: ${all}`,
      subject: `these ids differ only in case or separators: ${ids.join(", ")}`,
      related: places.slice(0, -1).map(({ id, range }) => ({ range, message: `"${id}"` })),
      symmetric: true,
    };
  }
}
