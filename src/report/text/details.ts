import type { AssetDetails } from "../../graph/details.ts";
import type { Usage } from "../../graph/usages.ts";
import type { Asset, Claim } from "../../model/model.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { Json } from "../../util/json.ts";
import { pushAll } from "../../util/push-all.ts";
import { count, firstOf } from "../../util/text.ts";
import type { AssetChains } from "../../workspace/why.ts";
import { type Omitted, omittedLines } from "../limit-lists.ts";
import { placeName, relationText, taskName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { casePieces } from "./case-pieces.ts";
import { chainLines } from "./chain-lines.ts";
import { wrapSegments } from "./fill.ts";
import { matchLines } from "./match-lines.ts";
import { table } from "./table.ts";
import { unknownLines } from "./unknown-lines.ts";

/**
 * One asset: its fields, writers, readers and known gaps.
 *
 * @param whole the answer before `--limit`
 * @param why the chain of each writer and reader in the answer
 */
export function detailsText(
  answer: AssetDetails & Omitted,
  options: TextOptions,
  whole: AssetDetails = answer,
  why?: AssetChains,
): string {
  const { style } = options;
  const { asset, writers, readers, sameAs } = answer;
  const lines = [style.id(escapeControlChars(asset.id)), ...fieldLines(asset, options), ""];
  if (sameAs.length > 0) {
    lines.push(`Possibly the same at run time: ${firstOf(sameAs.map(escapeControlChars), 10)}`, "");
  }
  if (answer.possibleMatches)
    pushAll(lines, [...matchLines(answer.possibleMatches, "Possibly the same table:", options), ""]);
  for (const field of ["type", "namespace"] as const) {
    const claims = (asset.claims ?? []).filter((claim) => claim.field === field);
    if (claims.length > 0) pushAll(lines, [...claimLines(field, claims, options), ""]);
  }
  const used = [
    usageTitle("Written", whole.writers, options),
    ...usageLines(writers, options, why?.writers),
    ...omittedLines(answer, "writers", "writer", options, "  "),
    "",
    usageTitle("Read", whole.readers, options),
    ...usageLines(readers, options, why?.readers),
    ...omittedLines(answer, "readers", "reader", options, "  "),
  ];
  return `${[...lines, ...used, "", ...unknownLines(answer.unknown, options)].join("\n")}\n`;
}

function fieldLines(asset: Asset, { style }: TextOptions): string[] {
  const metadata = Object.entries(asset.metadata);
  const fields: [name: string, value: string | undefined][] = [
    ["name", asset.displayName],
    ["description", asset.description?.trimEnd()],
    ["type", asset.type],
    ["namespace", asset.namespace],
    ["status", asset.status],
    ["ttl", asset.ttl],
    ["owner", asset.owner],
    ["part of", asset.partOf && relationText(asset.partOf)],
    ["related to", asset.relatedTo?.map(relationText).join(", ")],
    ...(asset.names ?? []).map(({ id, reason }): [string, string] => [
      "also",
      `${id} (${NAME_REASONS[reason]})`,
    ]),
    ["origin", asset.origin === undefined ? undefined : "inferred: no flow declares it"],
    ["certainty", asset.certainty],
    ["external", asset.external ? "yes (no flow writes it)" : undefined],
    ...metadata.map(([key, value]): [string, string] => [`metadata.${key}`, valueText(value)]),
  ];
  return table(
    fields.flatMap(([name, value]) =>
      value === undefined
        ? []
        : [
            [
              { text: "" },
              { text: escapeControlChars(name), paint: style.heading },
              { text: escapeControlChars(value) },
            ],
          ],
    ),
  );
}

const NAME_REASONS: Readonly<Record<NonNullable<Asset["names"]>[number]["reason"], string>> = {
  task: "both names in one task",
  case: "the system treats the names as equal",
  metadata: "from its metadata",
  alias: "from the configuration",
};

function valueText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function claimLines(field: string, claims: readonly Claim[], { style }: TextOptions): string[] {
  return [
    style.warning(`Conflicting values of ${field}; the first is used:`),
    ...claims.flatMap((claim) => [
      `  ${escapeControlChars(claim.value)}  ${style.faint(taskName(claim))}`,
      `    ${style.faint(placeName(claim.place))}`,
    ]),
  ];
}

function usageTitle(verb: string, usages: readonly Usage[], { style }: TextOptions): string {
  const tasks = new Set(usages.map(taskName)).size;
  return style.strong(`${verb} by ${tasks === 0 ? "no task" : count(tasks, "task")}`);
}

function usageLines(
  usages: readonly Usage[],
  options: TextOptions,
  why: AssetChains["writers"] = [],
): string[] {
  const { style } = options;
  return usages.flatMap((usage, at) => [
    `  ${taskName(usage)}  ${style.certainty(usage.certainty)}`,
    ...wrapSegments(
      [
        { text: placeName(usage.place), paint: style.faint },
        ...(usage.expression === undefined ? [] : [{ text: `as ${escapeControlChars(usage.expression)}` }]),
        ...casePieces(usage, options),
      ],
      options.width,
      "    ",
    ),
    ...chainLines(why[at], options),
  ]);
}
