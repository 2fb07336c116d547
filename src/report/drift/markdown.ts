import type { DeclaredAsset, DeclaredEdge, Drift, UndeclaredAsset } from "../../drift/answer.ts";
import type { TaskId } from "../../model/model.ts";
import { grouped } from "../../util/text.ts";
import type { Omitted } from "../limit-lists.ts";
import { mdCode, mdTable } from "../markdown.ts";
import { placeName, taskName } from "../names.ts";
import { driftTitle, fieldValue, GAP_WORDS, recordWords } from "./words.ts";

/** Rows of a table; `--format json` contains all entries. */
const MOST_ROWS = 50;

/** The differences between declarations and records as Markdown tables. */
export function driftMarkdown(answer: Drift & Omitted): string {
  const task = (by: TaskId | undefined) => (by === undefined ? "" : mdCode(taskName(by)));
  const place = (asset: Pick<DeclaredAsset, "by">) =>
    asset.by[0] === undefined ? "" : mdCode(placeName(asset.by[0].place));
  const missing = {
    header: ["asset", "certainty", "task", "place"],
    row: (asset: DeclaredAsset) => [mdCode(asset.id), asset.certainty, task(asset.by[0]), place(asset)],
  };
  const edges = {
    header: ["from", "to", "certainty", "task", "place"],
    row: ({ from, to, certainty, by }: DeclaredEdge) => [
      ...[mdCode(from), mdCode(to), certainty],
      ...[task(by), mdCode(placeName(by.place))],
    ],
  };
  const gap = (asset: Pick<UndeclaredAsset, "gap">) => (asset.gap === undefined ? "" : GAP_WORDS[asset.gap]);
  const section = <Name extends keyof Drift["summary"]>(
    name: Name,
    header: readonly string[],
    row: (item: Drift[Name][number]) => readonly string[],
  ): string[] => {
    const items: readonly Drift[Name][number][] = answer[name].slice(0, MOST_ROWS);
    const all = answer.summary[name];
    if (all === 0) return [];
    const more = all > items.length ? ["", `and ${grouped(all - items.length)} more`] : [];
    return [
      `**${driftTitle(name, all)}**`,
      "",
      ...mdTable(
        header,
        items.map((item) => row(item)),
      ),
      ...more,
      "",
    ];
  };
  return [
    recordWords(answer),
    "",
    ...section("neverRecorded", missing.header, missing.row),
    ...section("undeclared", ["asset", "recorded by", "gap"], (asset) => [
      ...[mdCode(asset.id), task(asset.by), gap(asset)],
    ]),
    ...section("different", ["asset", "field", "declared", "recorded", "place"], (asset) => [
      mdCode(asset.id),
      ...[asset.fields.map(({ field }) => mdCode(field)).join("<br>")],
      ...[asset.fields.map(({ declared }) => mdCode(fieldValue(declared))).join("<br>")],
      ...[asset.fields.map(({ recorded }) => mdCode(fieldValue(recorded))).join("<br>")],
      place(asset),
    ]),
    ...section("edgesNeverRecorded", edges.header, edges.row),
    ...section("edgesUndeclared", ["from", "to", "recorded by", "gap"], (edge) => [
      ...[mdCode(edge.from), mdCode(edge.to), task(edge.by), gap(edge)],
    ]),
    ...section("choices", missing.header, missing.row),
    ...section("patterns", missing.header, missing.row),
    ...section("edgesOfChoices", edges.header, edges.row),
  ].join("\n");
}
