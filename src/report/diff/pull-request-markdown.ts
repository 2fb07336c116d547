import type { ImpactedFlow } from "../../changes/change-impact.ts";
import type { ChangeReport, OwnerChanges } from "../../changes/change-report.ts";
import type { BundleChange, FieldChange } from "../../changes/compared.ts";
import type { StartedFlow, StartReason } from "../../graph/started-flows.ts";
import { assumptionText } from "../../model/assumption.ts";
import type { Bundle, FlowId, Place } from "../../model/model.ts";
import type { Json } from "../../util/json.ts";
import { count, grouped } from "../../util/text.ts";
import { hiddenSteps } from "../hidden-steps.ts";
import { MAX_SENTENCE, mdCode, mdDetails, mdFirst, mdTable } from "../markdown.ts";
import { startReason } from "../start-reason.ts";
import { settingText } from "../text/setting-text.ts";
import { downstreamCounts, duplicateWords, unreadableWords } from "./diff-text.ts";
import { type ChangePicture, changePicture } from "./pull-request-picture.ts";
import { reasonsMarkdown } from "./reasons-markdown.ts";
import { bundleIds, unexplainedBundleChanges } from "./unexplained-bundles.ts";

/** The first line of the report, which identifies the comment to update. */
const COMMENT_MARKER = "<!-- flow-assets: change report -->";

/** GitHub limits comments to 65,536 characters; the rest is reserved for additional lines. */
const MAX_COMMENT = 64_000;
/** GitHub limits Mermaid to 50,000 characters. */
const MAX_PICTURE = 49_000;
/** Row limits of a list, tried in order. With one row the report always fits, because its texts are cut. */
const ROWS = [50, 20, 5];
const FEWEST_ROWS = 1;

/**
 * The report for a pull request, in one comment: breaking changes, owners, folded details, a diagram within the limits,
 * and known gaps. `--format json` contains everything.
 */
export function pullRequestMarkdown(report: ChangeReport): string {
  const rows = ROWS.find((number) => lengthOf(partsOf(report, number)) <= MAX_COMMENT) ?? FEWEST_ROWS;
  const parts = partsOf(report, rows);
  const rest = MAX_COMMENT - lengthOf(parts);
  const picture = changePicture(report, Math.min(MAX_PICTURE, Math.max(0, rest - 300)));
  const lines = [...parts.head, ...pictureLines(report, picture), ...parts.tail];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The lines before and after the diagram. */
interface Parts {
  readonly head: readonly string[];
  readonly tail: readonly string[];
}

function lengthOf({ head, tail }: Parts): number {
  return [...head, ...tail].join("\n").length;
}

function partsOf(report: ChangeReport, rows: number): Parts {
  return {
    head: [
      COMMENT_MARKER,
      `### Assets: ${title(report)}`,
      "",
      `From ${mdCode(report.before.words)} to ${mdCode(report.after.words)}, ${count(report.changedFiles.length, "flow file")} changed.`,
      "",
      ...settingLines(report, rows),
      ...unreadableMarkdown(report, rows),
      ...duplicatesMarkdown(report, rows),
      ...breakingLines(report, rows),
      ...ownerLines(report.owners, rows),
    ],
    tail: [...detailLines(report, rows), ...unknownLines(report, rows)],
  };
}

function title({ counts, assets, edges, flows, bundles, unreadable }: ChangeReport): string {
  if (assets.length + edges.length + flows.length + bundles.length === 0) {
    return unreadable.length > 0 ? unreadableWords(unreadable) : "no asset changes";
  }
  const parts = [
    `${counts.breaking} breaking`,
    ...(counts.lineage > 0 ? [`${counts.lineage} lineage`] : []),
    `${counts.additive} additive`,
    `${counts.metadata} metadata`,
  ];
  return `${parts.join(", ")} · ${downstreamCounts(counts)}`;
}

function unreadableMarkdown({ unreadable }: ChangeReport, rows: number): string[] {
  if (unreadable.length === 0) return [];
  return [
    `**${unreadableWords(unreadable)}**`,
    "",
    ...mdFirst(unreadable, rows, (file) => `- ${mdCode(file)}`),
    "",
  ];
}

function duplicatesMarkdown({ duplicates = [] }: ChangeReport, rows: number): string[] {
  if (duplicates.length === 0) return [];
  return [
    `**${count(duplicates.length, "flow")} in several files**; the changes of all but one have no effect`,
    "",
    ...mdFirst(duplicates, rows, (flow) => `- ${mdCode(duplicateWords(flow), MAX_SENTENCE)}`),
    "",
  ];
}

function settingLines({ settings }: ChangeReport, rows: number): string[] {
  if (settings.length === 0) return [];
  return [
    "**Differing settings**; both sides use the same ones",
    "",
    ...mdFirst(settings, rows, (setting) => `- ${mdCode(settingText(setting), MAX_SENTENCE)}`),
    "",
  ];
}

function breakingLines(report: ChangeReport, rows: number): string[] {
  const breaking = report.assets.filter((change) => change.category === "breaking");
  const broken = report.impact.flows.filter((flow) => flow.reads.some((read) => read.broken !== undefined));
  if (breaking.length === 0) return [];
  return [
    "**Breaking**",
    "",
    ...mdFirst(breaking, rows, (change) => `- ${mdCode(change.id)}: ${reasonsMarkdown(change)}`),
    ...mdFirst(broken, rows, brokenLine),
    "",
  ];
}

function brokenLine(flow: ImpactedFlow): string {
  const reads = flow.reads.filter((read) => read.broken !== undefined);
  const named = mdFirst(
    reads,
    5,
    (read) => `${mdCode(read.asset)} in ${mdCode(read.task.task)} (${placeText(read.task.place)})`,
  );
  return `- flow ${flowText(flow)} is broken: it reads ${named.join(", ")}`;
}

function ownerLines(owners: readonly OwnerChanges[], rows: number): string[] {
  if (owners.length === 0) return [];
  const names = (ids: readonly string[]) => mdFirst(ids, 5, mdCode).join("<br>");
  const flows = (changes: OwnerChanges) => {
    const broken = new Set(changes.brokenFlows.map(flowText));
    return mdFirst(
      changes.flows,
      5,
      (flow) => `${flowText(flow)}${broken.has(flowText(flow)) ? " **broken**" : ""}`,
    ).join("<br>");
  };
  const row = (changes: OwnerChanges) => [
    changes.name === "" ? "*no owner*" : mdCode(changes.name),
    names(changes.changed),
    names(changes.impacted),
    flows(changes),
  ];
  return [
    "**Owners**",
    "",
    ...mdTable(["owner", "changed", "downstream", "flows"], owners.slice(0, rows).map(row)),
    ...(owners.length > rows ? ["", `and ${count(owners.length - rows, "more owner")}`] : []),
    "",
  ];
}

function pictureLines(report: ChangeReport, { text, depth, leftOut }: ChangePicture): string[] {
  const drawable = report.assets.some((change) => change.category !== "metadata");
  if (!drawable) return [];
  if (text === undefined) {
    return [`No diagram: ${count(leftOut, "asset")} exceed GitHub's limit.`, ""];
  }
  const cut =
    leftOut === 0
      ? []
      : [
          `The diagram is cut at distance ${depth} because of GitHub's limit; ${count(leftOut, "asset")} not drawn.`,
          "",
        ];
  return ["```mermaid", text.trimEnd(), "```", "", ...cut];
}

function detailLines(report: ChangeReport, rows: number): string[] {
  const { assets, edges, flows, impact } = report;
  const bundles = unexplainedBundleChanges(report);
  const { flows: started, byHand } = impact.activation;
  return [
    ...details(
      `${count(assets.length, "changed asset")}`,
      assets,
      rows,
      ["asset", "change", "category", "why", "fields"],
      (change) => [
        mdCode(change.id),
        change.change,
        change.category,
        reasonsMarkdown(change),
        mdFirst(
          change.fields.filter(({ field }) => field !== "external"),
          5,
          fieldText,
        ).join("<br>"),
      ],
    ),
    ...details(
      `${count(edges.length, "edge")} added or removed`,
      edges,
      rows,
      ["", "from", "to", "task"],
      (edge) => [
        edge.change === "added" ? "+" : "−",
        mdCode(edge.from),
        mdCode(edge.to),
        mdFirst(
          edge.by,
          3,
          (by) =>
            `${by.trigger ? "trigger " : ""}${mdCode(by.task)} in ${flowText(by)} (${placeText(by.place)})`,
        ).join("<br>"),
      ],
    ),
    ...details(
      `${count(impact.assets.length, "asset")} downstream`,
      impact.assets,
      rows,
      ["asset", "distance", "by"],
      (asset) => [
        mdCode(asset.asset.id),
        String(asset.distance),
        mdFirst(
          asset.hops,
          3,
          (hop) =>
            `${mdCode(hop.from)} by ${mdCode(hop.task.task)} in ${flowText(hop.task)}${hop.edge === "kept" ? "" : ` (edge ${hop.edge})`}`,
        ).join("<br>"),
      ],
    ),
    ...details(
      count(impact.flows.length, "affected flow"),
      impact.flows,
      rows,
      ["flow", "place", "reads"],
      (flow) => [
        `${flowText(flow)}${flow.removed ? " (removed)" : ""}`,
        placeText(flow.place),
        mdFirst(
          flow.reads,
          5,
          (read) => `${mdCode(read.asset)}${read.edge === "kept" ? "" : ` (${read.edge})`}`,
        ).join("<br>"),
      ],
    ),
    ...startedDetails(`${count(started.length, "flow")} would be started`, started, rows),
    ...startedDetails(`${count(byHand.length, "flow")} can be started by hand`, byHand, rows),
    ...details(
      `${count(flows.length, "flow")} added, removed or moved`,
      flows,
      rows,
      ["flow", "change", "place"],
      (flow) => [
        flowText(flow),
        flow.change,
        [flow.before, flow.after]
          .filter((place) => place !== undefined)
          .map(placeText)
          .join(" → "),
      ],
    ),
    ...details(
      `${count(bundles.length, "declaration")} added, removed or changed`,
      bundles,
      rows,
      ["task", "change", "assets", "fields"],
      (bundle) => [
        `${mdCode(bundle.task)} in ${flowText(bundle)}`,
        bundle.change,
        mdFirst(bundleIds(bundle), 5, mdCode).join("<br>"),
        mdFirst(bundle.fields, 5, (field) => bundleField(field, bundle)).join("<br>"),
      ],
    ),
  ];
}

function startedDetails(summary: string, started: readonly StartedFlow[], rows: number): string[] {
  return details(summary, started, rows, ["flow", "started", "place"], (flow) => [
    flowText(flow),
    mdFirst(flow.reasons, 3, reasonMarkdown).join("<br>"),
    mdFirst(flow.reasons, 3, ({ by }) => placeText(by.place)).join("<br>"),
  ]);
}

function reasonMarkdown({ how, by, from }: StartReason): string {
  const cause = "asset" in from ? mdCode(from.asset) : flowText(from.flow);
  return startReason(how, mdCode(by.task), cause);
}

function bundleField(field: FieldChange, { before, after }: BundleChange): string {
  if (field.field !== "assumptions") return fieldText(field);
  const words = (bundle: Bundle | undefined) =>
    mdFirst(bundle?.assumptions ?? [], 5, (assumption) => mdCode(assumptionText(assumption))).join(", ") ||
    "none";
  return `assumptions: ${words(before)} → ${words(after)}`;
}

function details<T>(
  summary: string,
  items: readonly T[],
  rows: number,
  header: readonly string[],
  row: (item: T) => readonly string[],
): string[] {
  if (items.length === 0) return [];
  const more =
    items.length > rows
      ? ["", `and ${grouped(items.length - rows)} more; see \`--format json\` for all`]
      : [];
  return [...mdDetails(summary, [...mdTable(header, items.slice(0, rows).map(row)), ...more]), ""];
}

function unknownLines({ impact }: ChangeReport, rows: number): string[] {
  const { here, elsewhere } = impact.unknown;
  if (here.length + elsewhere.length === 0) return ["No known gaps."];
  const lines = ["**Known gaps**", ""];
  lines.push(
    ...mdFirst(
      here,
      Math.min(rows, 20),
      (gap) => `- ${placeText(gap.place)}: ${mdCode(gap.message, MAX_SENTENCE)}`,
    ),
  );
  if (here.length > Math.min(rows, 20)) lines.push("");
  for (const { title, who } of hiddenSteps(elsewhere)) {
    const names = mdFirst(who, 5, ({ name, place }) => mdCode(name === "" ? place : `${name} (${place})`));
    lines.push(`- elsewhere, ${title}: ${names.join(", ")}`);
  }
  return lines;
}

function fieldText({ field, before, after }: FieldChange): string {
  return `${mdCode(field)}: ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return "none";
  return mdCode(typeof value === "string" ? value : JSON.stringify(value));
}

function flowText({ namespace, flow }: FlowId): string {
  return mdCode(`${namespace}/${flow}`);
}

function placeText({ file, line }: Place): string {
  return mdCode(`${file}:${line}`);
}
