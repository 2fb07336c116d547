import type { OwnedImpact } from "../../changes/owned-impact.ts";
import type { Hop, WalkEnd } from "../../graph/answer.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, firstOf } from "../../util/text.ts";
import { layerName, placeName, taskName, typeName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { casePieces } from "./case-pieces.ts";
import { wrapSegments } from "./fill.ts";
import { headLines } from "./head-lines.ts";
import { matchLines } from "./match-lines.ts";
import { ownerLines } from "./owner-lines.ts";
import { startedSections } from "./started-lines.ts";
import { type Cell, table } from "./table.ts";
import { unknownLines } from "./unknown-lines.ts";

/** The impact of one asset: assets by distance, read-only tasks, known gaps. */
export function impactText(answer: OwnedImpact, options: TextOptions): string {
  const { style } = options;
  const { assets, consumers, beyond } = answer;
  const sections = [
    [...headLines(answer.asset, answer.sameAs, options), ...ownerLines(answer.owners, "", options)],
    [style.strong(`${count(assets.length, "asset")} downstream`)],
    assets.length > 0 ? assetLines(assets, options) : [],
    beyond > 0 ? [style.warning(`${count(beyond, "asset")} beyond --depth not shown`)] : [],
    consumers.length > 0 ? [style.strong(consumerTitle(consumers))] : [],
    consumers.flatMap((consumer) => consumerLines(consumer, options)),
    ...startedSections(answer.activation, options),
    matchLines(answer.possibleMatches, "The impact may continue at:", options),
    unknownLines(answer.unknown, options),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function assetLines(assets: OwnedImpact["assets"], options: TextOptions): string[] {
  const { style } = options;
  const title = (text: string): Cell => ({ text, paint: style.heading });
  const [header = "", ...rows] = table([
    ["ASSET", "DISTANCE", "TYPE", "LAYER", "CERTAINTY"].map(title),
    ...assets.map(({ asset, distance, certainty }): Cell[] => [
      { text: escapeControlChars(asset.id), paint: style.id },
      { text: String(distance) },
      { text: typeName(asset) },
      { text: layerName(asset) },
      { text: certainty, paint: () => style.certainty(certainty) },
    ]),
  ]);
  return [
    header,
    ...assets.flatMap((reached, at) => [
      rows[at] ?? "",
      ...reached.hops.flatMap((hop) => hopLines(hop, reached, options)),
      ...sameLines(reached, options),
      ...ownerLines(reached.owners, "    ", options),
    ]),
  ];
}

function hopLines(hop: Hop, reached: OwnedImpact["assets"][number], options: TextOptions): string[] {
  const { faint } = options.style;
  const from = firstOf(hop.from.map(escapeControlChars), 3);
  const longer = hop.distance > reached.distance ? ` (distance ${hop.distance})` : "";
  return wrapSegments(
    [
      { text: `← ${from}${longer}` },
      { text: taskName(hop), paint: faint },
      { text: placeName(hop.place), paint: faint },
      ...casePieces(hop, options),
    ],
    options.width,
    "    ",
  );
}

function sameLines(reached: OwnedImpact["assets"][number], { style }: TextOptions): string[] {
  if (reached.sameAs.length === 0) return [];
  return [
    `    ≈ ${firstOf(reached.sameAs.map(escapeControlChars), 3)} ${style.faint("possibly the same at run time")}`,
  ];
}

function consumerTitle(consumers: readonly WalkEnd[]): string {
  return consumers.every((consumer) => consumer.back.length === 0)
    ? count(consumers.length, "read-only task")
    : `${count(consumers.length, "task")} without further assets`;
}

function consumerLines(consumer: OwnedImpact["consumers"][number], options: TextOptions): string[] {
  const { style } = options;
  const back =
    consumer.back.length > 0 ? ` and writes ${firstOf(consumer.back.map(escapeControlChars), 3)}` : "";
  return [
    `${style.id(taskName(consumer))}  ${style.certainty(consumer.certainty)}`,
    ...wrapSegments(
      [
        { text: `← ${firstOf(consumer.from.map(escapeControlChars), 3)}${back}` },
        { text: placeName(consumer.place), paint: style.faint },
        ...casePieces(consumer, options),
      ],
      options.width,
      "    ",
    ),
    ...ownerLines(consumer.owners, "    ", options),
  ];
}
