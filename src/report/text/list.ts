import type { CountedAsset } from "../../graph/list.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, listed as words } from "../../util/text.ts";
import { fullLength, type Omitted, omittedLines } from "../limit-lists.ts";
import { layerName, typeName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { type Cell, columnWidths, table } from "./table.ts";

/** Assets as a table, one line each, with the total. */
export function listText(
  answer: {
    readonly assets: readonly CountedAsset[];
    readonly totals: { readonly assets: number; readonly gaps: number };
  } & Omitted,
  { style, width, isTerminal }: TextOptions,
): string {
  const { assets: listed, totals } = answer;
  const title = (text: string): Cell => ({ text, paint: style.heading });
  const number = (text: string, paint = style.heading): Cell => ({ text, paint, align: "right" });
  const plain = (text: string) => text;
  const rows = [
    [
      ...["ASSET", "TYPE", "NAMESPACE", "LAYER", "CERTAINTY"].map(title),
      number("WRITERS"),
      number("READERS"),
    ],
    ...listed.map(({ asset, writers, readers }): Cell[] => [
      { text: escapeControlChars(asset.id), paint: style.id },
      { text: typeName(asset) },
      { text: escapeControlChars(asset.namespace ?? "") },
      { text: layerName(asset) },
      { text: asset.certainty, paint: () => style.certainty(asset.certainty) },
      asset.external ? number("external", style.warning) : number(String(writers.length), plain),
      number(String(readers.length), plain),
    ]),
  ];
  const { kept, dropped } = isTerminal ? withinWidth(rows, width) : { kept: rows, dropped: [] };
  const lines = listed.length > 0 ? [...table(kept), ""] : [];
  const found = fullLength(answer, "assets", listed);
  const all = found === totals.assets ? "" : ` of ${totals.assets}`;
  lines.push(
    ...omittedLines(answer, "assets", "asset", { style }),
    `${found}${all} ${totals.assets === 1 ? "asset" : "assets"}`,
  );
  if (listed.length > 0 && dropped.length > 0) {
    lines.push(style.faint(`${words(dropped)} hidden to fit the terminal (see --format json)`));
  }
  if (totals.gaps > 0) {
    const gaps = count(totals.gaps, "gap");
    lines.push(style.warning(`${gaps}: there may be more assets; see \`assets scan\``));
  }
  return `${lines.join("\n")}\n`;
}

/** Optional columns, in the order of removal. */
const OPTIONAL = ["NAMESPACE", "LAYER", "TYPE"];

/** A table without as many optional columns as necessary for the width. */
function withinWidth(rows: readonly (readonly Cell[])[], width: number) {
  let kept = rows;
  const dropped: string[] = [];
  for (const name of OPTIONAL) {
    const widths = columnWidths(kept);
    if (widths.reduce((sum, columnWidth) => sum + columnWidth + 2, -2) <= width) break;
    const column = kept[0]?.findIndex(({ text }) => text === name) ?? -1;
    kept = kept.map((row) => row.filter((_, at) => at !== column));
    dropped.push(name);
  }
  return { kept, dropped };
}
