import type { DeclaredAsset, DeclaredBy, Drift, UndeclaredAsset } from "../../drift/answer.ts";
import { shortType } from "../../model/types.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import { type Omitted, omittedLines } from "../limit-lists.ts";
import { placeName, taskName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { type Segment, wrapSegments } from "../text/fill.ts";
import { driftTitle, fieldValue, GAP_WORDS, recordWords } from "./words.ts";

/** The differences between declarations and records, by category; those that depend on the run come last. */
export function driftText(answer: Drift & Omitted, options: TextOptions): string {
  const { style, width } = options;
  const lines = (pieces: readonly Segment[]) => wrapSegments(pieces, width, "  ");
  const id = (text: string): Segment => ({ text: escapeControlChars(text), paint: style.id });
  const faint = (text: string): Segment => ({ text, paint: style.faint });
  const typeOf = ({ type }: { readonly type?: string }): Segment[] =>
    type === undefined ? [] : [{ text: escapeControlChars(shortType(type)) }];
  const declared = (by: readonly DeclaredBy[], verb: string): Segment[] => {
    const [first] = by;
    if (first === undefined) return [];
    const more = by.length > 1 ? [faint(`and ${count(by.length - 1, "more task")}`)] : [];
    return [faint(`${verb} ${taskName(first)}`), faint(placeName(first.place)), ...more];
  };
  const missing = (asset: DeclaredAsset) => {
    return lines([
      id(asset.id),
      ...typeOf(asset),
      ...(asset.certainty === "exact"
        ? []
        : [{ text: asset.certainty, paint: () => style.certainty(asset.certainty) }]),
      ...declared(asset.by, asset.external ? "read by" : "written by"),
    ]);
  };
  const recordedBy = ({ by, gap }: Pick<UndeclaredAsset, "by" | "gap">): Segment[] => [
    ...(by === undefined ? [] : [faint(`recorded by ${taskName(by)}`)]),
    ...(gap === undefined ? [] : [{ text: GAP_WORDS[gap], paint: style.warning }]),
  ];
  const arrow = (edge: { readonly from: string; readonly to: string }): Segment =>
    id(`${edge.from} → ${edge.to}`);
  const edge = (declaredEdge: Drift["edgesNeverRecorded"][number]) =>
    lines([
      arrow(declaredEdge),
      ...(declaredEdge.certainty === "exact"
        ? []
        : [{ text: declaredEdge.certainty, paint: () => style.certainty(declaredEdge.certainty) }]),
      ...declared([declaredEdge.by], "declared by"),
    ]);
  const section = <Name extends keyof Drift["summary"]>(
    name: Name,
    show: (item: Drift[Name][number]) => string[],
  ): string[] => {
    const items: readonly Drift[Name][number][] = answer[name];
    if (answer.summary[name] === 0) return [];
    const one = name.startsWith("edges") ? "edge" : "asset";
    return [
      style.strong(driftTitle(name, answer.summary[name])),
      ...items.flatMap((item) => show(item)),
      ...omittedLines(answer, name, one, options, "  "),
    ];
  };
  const sections = [
    [recordWords(answer)],
    section("neverRecorded", missing),
    section("undeclared", (asset) => lines([id(asset.id), ...typeOf(asset), ...recordedBy(asset)])),
    section("different", ({ by, declaredAs, fields, ...asset }) => [
      ...lines([
        id(asset.id),
        ...(declaredAs === undefined ? [] : [{ text: `as ${escapeControlChars(declaredAs)}` }]),
        ...declared(by, "declared by"),
      ]),
      ...fields.map(
        ({ field, declared, recorded }) =>
          `      ${escapeControlChars(field)}: declared ${fieldValue(declared)}, recorded ${fieldValue(recorded)}`,
      ),
    ]),
    section("edgesNeverRecorded", edge),
    section("edgesUndeclared", (undeclared) =>
      lines([
        arrow(undeclared),
        ...(undeclared.inferred ? [{ text: "inferred" }] : []),
        ...recordedBy(undeclared),
      ]),
    ),
    section("choices", missing),
    section("patterns", missing),
    section("edgesOfChoices", edge),
    [verdict(answer, options)],
  ];
  const shown = sections.filter((rows) => rows.length > 0).map((rows) => rows.join("\n"));
  return `${shown.join("\n\n")}\n`;
}

function verdict({ summary, gaps }: Drift, { style }: TextOptions): string {
  const { neverRecorded, undeclared, different, edgesNeverRecorded, edgesUndeclared } = summary;
  const drift = neverRecorded + undeclared + different + edgesNeverRecorded + edgesUndeclared;
  const hidden = gaps === 0 ? "" : ` ${count(gaps, "known gap")}: see \`assets scan\`.`;
  return drift === 0
    ? `${style.good("No drift.")}${hidden}`
    : `${style.warning(`${count(drift, "difference")}.`)}${hidden}`;
}
