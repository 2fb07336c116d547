import type { ListedAsset } from "../graph/list.ts";
import { layerName, typeName } from "./names.ts";
import type { TextOptions } from "./options.ts";
import { type Cell, table } from "./table.ts";
import { visible } from "./visible.ts";
import { count } from "./words.ts";

/** Assets as a table, one line each, and how many there are. */
export function listText(
  listed: readonly ListedAsset[],
  totals: { readonly assets: number; readonly gaps: number },
  { style }: TextOptions,
): string {
  const title = (text: string): Cell => ({ text, paint: style.heading });
  const number = (text: string, paint = style.heading): Cell => ({ text, paint, align: "right" });
  const plain = (text: string) => text;
  const rows = [
    [
      ...["ASSET", "TYPE", "NAMESPACE", "LAYER", "CERTAINTY"].map(title),
      number("PRODUCERS"),
      number("CONSUMERS"),
    ],
    ...listed.map(({ asset, writers, readers }): Cell[] => [
      { text: visible(asset.id), paint: style.id },
      { text: typeName(asset) },
      { text: visible(asset.namespace ?? "") },
      { text: layerName(asset) },
      { text: asset.certainty, paint: () => style.certainty(asset.certainty) },
      asset.external ? number("external", style.warning) : number(String(writers.length), plain),
      number(String(readers.length), plain),
    ]),
  ];
  const lines = listed.length > 0 ? [...table(rows), ""] : [];
  const all = listed.length === totals.assets ? "" : ` of ${totals.assets}`;
  lines.push(`${listed.length}${all} ${totals.assets === 1 ? "asset" : "assets"}`);
  if (totals.gaps > 0) {
    const gaps = count(totals.gaps, "gap");
    lines.push(style.warning(`${gaps}: there may be more assets than these (see \`assets scan\`)`));
  }
  return `${lines.join("\n")}\n`;
}
