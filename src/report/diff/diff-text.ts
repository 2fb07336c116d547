import type { ImpactedAsset, ImpactedFlow } from "../../changes/change-impact.ts";
import type { ChangeReport, OwnedChange } from "../../changes/change-report.ts";
import type { EdgeChange, FieldChange } from "../../changes/compared.ts";
import type { DuplicateFlow } from "../../changes/new-duplicates.ts";
import { assumptionText } from "../../model/assumption.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { Json } from "../../util/json.ts";
import { pushAll } from "../../util/push-all.ts";
import { count, firstOf, listed } from "../../util/text.ts";
import { fullLength, limitLists, type Omitted, omittedLines } from "../limit-lists.ts";
import { flowName, kindName, placeName, taskName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { type Segment, wrapSegments } from "../text/fill.ts";
import { impactedAssetLines, ownerSegments } from "../text/impacted-asset.ts";
import { settingText } from "../text/setting-text.ts";
import { unknownLines } from "../text/unknown-lines.ts";
import { bundleIds, unexplainedBundleChanges } from "./unexplained-bundles.ts";

/**
 * The changes between two states, with impact and owners.
 *
 * @param shown the lists to show, for a limit
 */
export function diffText(answer: ChangeReport, options: TextOptions, shown: LimitedChange = answer): string {
  const { style } = options;
  const lines = [
    `${style.faint("from")} ${escapeControlChars(answer.before.words)}`,
    `${style.faint("to")}   ${escapeControlChars(answer.after.words)}`,
    "",
    style.strong(headline(answer)),
    ...unreadableLines(answer, options),
    ...duplicateLines(answer, options),
    "",
  ];
  section(lines, "Differing settings; both sides use the same ones", answer.settings.map(settingText));
  section(lines, "", [
    ...shown.assets.flatMap((change) => assetLines(change, options)),
    ...omittedLines(shown, "assets", "asset", options),
  ]);
  section(lines, edgesTitle(answer.edges), [
    ...shown.edges.flatMap((edge) => edgeLines(edge, options)),
    ...omittedLines(shown, "edges", "edge", options, "  "),
  ]);
  section(lines, "Flows", [
    ...shown.flows.map((flow) => flowLine(flow, options)),
    ...omittedLines(shown, "flows", "flow", options, "  "),
  ]);
  section(lines, "Declarations", [
    ...bundleLines(shown, options),
    ...omittedLines(shown, "bundles", "declaration", options, "  "),
  ]);
  pushAll(lines, followsLines(shown.impact, answer.counts, options));
  pushAll(lines, ownerChangeLines(answer, options));
  pushAll(lines, unknownLines(answer.impact.unknown, options));
  return `${lines.join("\n")}\n`;
}

/** The lists of a change, cut to a limit. */
export type LimitedChange = ChangeReport & Omitted & { readonly impact: ChangeReport["impact"] & Omitted };

export function limitChange(answer: ChangeReport, limit: number | undefined): LimitedChange {
  const impact = limitLists(answer.impact, ["assets", "flows"], limit);
  return { ...limitLists(answer, ["assets", "edges", "flows", "bundles"], limit), impact };
}

/** `2 breaking, 1 additive; 3 assets downstream, 2 flows, 1 of them broken` */
function headline({ counts, assets, flows, edges, bundles, changedFiles, unreadable }: ChangeReport): string {
  if (assets.length + flows.length + edges.length + bundles.length === 0) {
    if (unreadable.length > 0) return `${count(changedFiles.length, "flow file")} changed.`;
    return changedFiles.length === 0
      ? "No flow files changed."
      : `${count(changedFiles.length, "flow file")} changed; no asset changes.`;
  }
  const words: [number, string][] = [
    [counts.breaking, "breaking"],
    [counts.lineage, "lineage"],
    [counts.additive, "additive"],
    [counts.metadata, "metadata"],
  ];
  const changes = words.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const changed = changes.length === 0 ? "No asset changes" : changes.join(", ");
  return `${changed}; ${downstreamCounts(counts)}.`;
}

/** Unreadable files, whose changes are unknown. */
export function unreadableLines({ unreadable }: ChangeReport, { style }: TextOptions): string[] {
  if (unreadable.length === 0) return [];
  return [
    style.warning(`${unreadableWords(unreadable)}: ${firstOf(unreadable.map(escapeControlChars), 10)}`),
  ];
}

const MAX_DUPLICATES = 10;

/** Flows in several files, of which one can hide what another lost. */
export function duplicateLines({ duplicates = [] }: ChangeReport, { style }: TextOptions): string[] {
  const lines = duplicates
    .slice(0, MAX_DUPLICATES)
    .map((flow) => style.warning(escapeControlChars(duplicateWords(flow))));
  const more = duplicates.length - lines.length;
  return more > 0 ? [...lines, `and ${count(more, "more flow")}`] : lines;
}

/** `the flow company.team/load is in 2 files: a.yaml and b.yaml` */
export function duplicateWords({ namespace, flow, files }: DuplicateFlow): string {
  const name = `the flow ${namespace}/${flow}`;
  return `${name} is now in ${files.length} files, of which Kestra keeps one: ${firstOf(files, 5)}`;
}

/** `1 changed file cannot be read: its changes are unknown` */
export function unreadableWords({ length }: readonly string[]): string {
  return `${count(length, "changed file")} cannot be read: ${length === 1 ? "its" : "their"} changes are unknown`;
}

export function downstreamCounts(counts: ChangeReport["counts"]): string {
  const broken = counts.brokenFlows === 0 ? "" : `, ${counts.brokenFlows} of them broken`;
  return `${count(counts.impactedAssets, "asset")} downstream, ${count(counts.impactedFlows, "flow")} affected${broken}`;
}

function section(lines: string[], title: string, content: readonly string[]): void {
  if (content.length === 0) return;
  if (title !== "") lines.push(title);
  pushAll(lines, [...content, ""]);
}

const SIGNS = { added: "+", removed: "-", changed: "~" } as const;

function assetLines(change: OwnedChange, { style, width }: TextOptions): string[] {
  const asset = change.after ?? change.before;
  const kind = asset === undefined ? "" : kindName(asset);
  const paint =
    change.category === "breaking"
      ? style.error
      : change.category === "metadata"
        ? style.faint
        : style.strong;
  const renamed =
    change.renamedFrom === undefined
      ? []
      : [`possibly renamed from ${escapeControlChars(change.renamedFrom)} (a guess)`];
  const reasons = [...change.reasons.map(escapeControlChars), ...renamed];
  const owners = change.owners.map((owner) => escapeControlChars(owner.name));
  return [
    ...wrapSegments(
      [
        { text: `${SIGNS[change.change]} ${escapeControlChars(change.id)}`, paint: style.id },
        ...(kind === "" ? [] : [{ text: kind, paint: style.faint }]),
        { text: change.category, paint },
      ],
      width,
      "",
    ),
    ...reasons.map((reason) => `    ${reason}`),
    ...change.fields.filter(isShown).map((field) => `    ${fieldText(field)}`),
    ...(owners.length === 0 ? [] : [style.faint(`    owners: ${firstOf(owners, 5)}`)]),
  ];
}

/** Fields covered by the reasons. */
function isShown({ field }: FieldChange): boolean {
  return !["external", "type", "certainty"].includes(field);
}

function fieldText({ field, before, after }: FieldChange): string {
  return `${escapeControlChars(field)}: ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return escapeControlChars(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

function edgesTitle(edges: readonly EdgeChange[]): string {
  const number = (change: EdgeChange["change"]) => edges.filter((edge) => edge.change === change).length;
  return `Edges: ${number("added")} added, ${number("removed")} removed`;
}

function edgeLines({ from, to, change, by }: EdgeChange, { style, width }: TextOptions): string[] {
  const [first] = by;
  return wrapSegments(
    [
      {
        text: `${SIGNS[change]} ${escapeControlChars(from)} → ${escapeControlChars(to)}`,
        paint: change === "removed" ? style.error : style.good,
      },
      ...(first === undefined
        ? []
        : [{ text: taskName(first) }, { text: placeName(first.place), paint: style.faint }]),
      ...(by.length > 1 ? [{ text: `and ${count(by.length - 1, "more task")}`, paint: style.faint }] : []),
    ],
    width,
    "  ",
  );
}

function flowLine(flow: ChangeReport["flows"][number], { style }: TextOptions): string {
  const { before, after } = flow;
  if (flow.change === "moved" && before && after) {
    return `  ~ ${flowName(flow)}  moved from ${escapeControlChars(before.file)} to ${escapeControlChars(after.file)}`;
  }
  const place = after ?? before;
  const sign = flow.change === "added" ? "+" : "-";
  return `  ${sign} ${flowName(flow)}${place === undefined ? "" : `  ${style.faint(placeName(place))}`}`;
}

function bundleLines(report: ChangeReport, { style }: TextOptions): string[] {
  return unexplainedBundleChanges(report).flatMap((bundle) => {
    const place = bundle.after?.place ?? bundle.before?.place;
    const where = place === undefined ? "" : `  ${style.faint(placeName(place))}`;
    const ids = bundleIds(bundle).map(escapeControlChars);
    return [
      `  ${SIGNS[bundle.change]} ${taskName(bundle)}${where}  ${firstOf(ids, 3)}`,
      ...bundle.fields.map(
        (field) => `      ${field.field === "assumptions" ? assumptionsText(bundle) : fieldText(field)}`,
      ),
    ];
  });
}

function assumptionsText({ before, after }: ChangeReport["bundles"][number]): string {
  const words = (bundle: typeof before) => {
    const all = (bundle?.assumptions ?? []).map((assumption) =>
      escapeControlChars(assumptionText(assumption)),
    );
    return all.length === 0 ? "none" : firstOf(all, 5);
  };
  return `assumptions: ${words(before)} → ${words(after)}`;
}

const EDGE_WORDS = { added: " (new edge)", removed: " (removed edge)", kept: "" } as const;

/** The impact: assets by distance, then reading flows. */
export function followsLines(
  impact: Pick<ChangeReport["impact"], "assets" | "flows"> & Omitted,
  counts: Pick<ChangeReport["counts"], "impactedAssets" | "impactedFlows" | "brokenFlows">,
  options: TextOptions,
): string[] {
  const { style } = options;
  const { assets, flows } = impact;
  const lines: string[] = [];
  section(lines, style.strong(`${count(counts.impactedAssets, "asset")} downstream`), [
    ...assets.flatMap((reached) => impactedAssetLines({ ...reached, hops: hopsOf(reached, style) }, options)),
    ...omittedLines(impact, "assets", "asset", options, "  "),
  ]);
  section(lines, style.strong(count(fullLength(impact, "flows", flows), "affected flow")), [
    ...flows.flatMap((flow) => impactedFlowLines(flow, options)),
    ...omittedLines(impact, "flows", "flow", options, "  "),
  ]);
  return lines;
}

function hopsOf({ hops }: ImpactedAsset, style: TextOptions["style"]): Segment[][] {
  return hops.map(({ from, edge, task }) => [
    {
      text: `← ${escapeControlChars(from)}${EDGE_WORDS[edge]}`,
      ...(edge === "removed" && { paint: style.error }),
    },
    { text: taskName(task), paint: style.faint },
    { text: placeName(task.place), paint: style.faint },
  ]);
}

function impactedFlowLines(flow: ImpactedFlow, { style, width }: TextOptions): string[] {
  const isBroken = flow.reads.some((read) => read.broken !== undefined);
  const state = flow.removed ? "removed" : isBroken ? "broken" : "";
  return [
    ...wrapSegments(
      [
        { text: flowName(flow), paint: style.id },
        ...(state === "" ? [] : [{ text: state, paint: state === "broken" ? style.error : style.faint }]),
        { text: placeName(flow.place), paint: style.faint },
        ...ownerSegments(flow.owners, style),
      ],
      width,
      "  ",
    ),
    ...flow.reads.flatMap((read) =>
      wrapSegments(
        [
          {
            text: `reads ${escapeControlChars(read.asset)}${read.edge === "removed" ? " (no longer)" : read.edge === "added" ? " (new)" : ""}`,
            ...(read.edge === "removed" && { paint: style.error }),
          },
          ...(read.broken === undefined
            ? []
            : [{ text: escapeControlChars(read.broken), paint: style.error }]),
          { text: escapeControlChars(read.task.task), paint: style.faint },
          { text: placeName(read.task.place), paint: style.faint },
        ],
        width,
        "      ",
      ),
    ),
  ];
}

export function ownerChangeLines({ owners }: Pick<ChangeReport, "owners">, { style }: TextOptions): string[] {
  const lines: string[] = [];
  const named = owners.filter((owner) => owner.name !== "");
  section(
    lines,
    style.strong("Owners"),
    named.map((owner) => {
      const parts = [
        ...(owner.changed.length > 0 ? [count(owner.changed.length, "changed asset")] : []),
        ...(owner.impacted.length > 0 ? [count(owner.impacted.length, "asset")] : []),
        ...(owner.flows.length > 0 ? [count(owner.flows.length, "flow")] : []),
      ];
      return `  ${escapeControlChars(owner.name)}  ${listed(parts)}  ${style.faint(`(${owner.from.join(", ")})`)}`;
    }),
  );
  return lines;
}
