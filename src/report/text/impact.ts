import type { OwnedImpact } from "../../changes/owned-impact.ts";
import type { Hop, WalkEnd } from "../../graph/answer.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, firstOf } from "../../util/text.ts";
import { fullLength, type Omitted, omittedLines } from "../limit-lists.ts";
import { placeName, taskName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { casePieces } from "./case-pieces.ts";
import { type Segment, wrapSegments } from "./fill.ts";
import { headLines } from "./head-lines.ts";
import { impactedAssetLines, ownerSegments } from "./impacted-asset.ts";
import { matchLines } from "./match-lines.ts";
import { ownerLines } from "./owner-lines.ts";
import { startedSections } from "./started-lines.ts";
import { unknownLines } from "./unknown-lines.ts";

/** The impact of one asset: assets by distance, read-only tasks, known gaps. */
export function impactText(answer: OwnedImpact & Omitted, options: TextOptions): string {
  const { style } = options;
  const { assets, consumers, beyond } = answer;
  const downstream = fullLength(answer, "assets", assets);
  const sections = [
    [...headLines(answer.asset, answer.sameAs, options), ...ownerLines(answer.owners, "", options)],
    [
      style.strong(`${count(downstream, "asset")} downstream`),
      ...assets.flatMap((reached) => assetLines(reached, options)),
      ...omittedLines(answer, "assets", "asset", options, "  "),
    ],
    beyond > 0 ? [style.warning(`${count(beyond, "asset")} beyond --depth not shown`)] : [],
    consumers.length > 0
      ? [
          style.strong(consumerTitle(consumers, fullLength(answer, "consumers", consumers))),
          ...consumers.flatMap((consumer) => consumerLines(consumer, options)),
          ...omittedLines(answer, "consumers", "task", options, "  "),
        ]
      : [],
    ...startedSections(answer.activation, options),
    matchLines(answer.possibleMatches, "The impact may continue at:", options),
    unknownLines(answer.unknown, options),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function assetLines(reached: OwnedImpact["assets"][number], options: TextOptions): string[] {
  const { style } = options;
  const same = firstOf(reached.sameAs.map(escapeControlChars), 3);
  return impactedAssetLines(
    {
      ...reached,
      hops: [
        ...reached.hops.map((hop) => hopSegments(hop, reached, options)),
        ...(same === ""
          ? []
          : [[{ text: `≈ ${same}` }, { text: "possibly the same at run time", paint: style.faint }]]),
      ],
    },
    options,
  );
}

function hopSegments(hop: Hop, reached: OwnedImpact["assets"][number], options: TextOptions): Segment[] {
  const { faint } = options.style;
  const from = firstOf(hop.from.map(escapeControlChars), 3);
  const longer = hop.distance > reached.distance ? ` (distance ${hop.distance})` : "";
  return [
    { text: `← ${from}${longer}` },
    { text: taskName(hop), paint: faint },
    { text: placeName(hop.place), paint: faint },
    ...casePieces(hop, options),
  ];
}

function consumerTitle(consumers: readonly WalkEnd[], all: number): string {
  return consumers.every((consumer) => consumer.back.length === 0)
    ? count(all, "read-only task")
    : `${count(all, "task")} without further assets`;
}

function consumerLines(consumer: OwnedImpact["consumers"][number], options: TextOptions): string[] {
  const { style, width } = options;
  const { certainty } = consumer;
  const back =
    consumer.back.length > 0 ? ` and writes ${firstOf(consumer.back.map(escapeControlChars), 3)}` : "";
  const head: Segment[] = [
    { text: taskName(consumer), paint: style.id },
    ...(certainty === "exact" ? [] : [{ text: certainty, paint: () => style.certainty(certainty) }]),
    { text: placeName(consumer.place), paint: style.faint },
    ...ownerSegments(consumer.owners, style),
  ];
  const reads: Segment[] = [
    { text: `reads ${firstOf(consumer.from.map(escapeControlChars), 3)}${back}` },
    ...casePieces(consumer, options),
  ];
  return [...wrapSegments(head, width, "  "), ...wrapSegments(reads, width, "      ")];
}
