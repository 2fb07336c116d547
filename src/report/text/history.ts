import type { AssetHistory, HistoryEntry, HistoryEvent } from "../../changes/asset-history.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { Json } from "../../util/json.ts";
import { pushAll } from "../../util/push-all.ts";
import { count } from "../../util/text.ts";
import { fullLength, type Omitted, omittedLines } from "../limit-lists.ts";
import { placeName, taskName } from "../names.ts";
import type { TextOptions } from "../options.ts";

/** A history with at most so many entries: the last ones. */
export function limitHistory(history: AssetHistory, limit: number | undefined): AssetHistory & Omitted {
  const omitted = history.entries.length - (limit ?? Number.POSITIVE_INFINITY);
  return omitted > 0
    ? { ...history, entries: history.entries.slice(omitted), omitted: { entries: omitted } }
    : history;
}

/** The history of an asset, oldest first. */
export function historyText(history: AssetHistory & Omitted, options: TextOptions): string {
  const { style } = options;
  const { asset, entries, commits, shallow } = history;
  const declaring = fullLength(history, "entries", entries);
  const lines = [
    style.strong(`History of ${escapeControlChars(asset)}: ${declaring} of ${count(commits, "commit")}`),
    ...omittedLines(history, "entries", "commit", options),
    "",
  ];
  if (entries.length === 0) lines.push("No commit declares this asset.", "");
  else if (entries.every((entry) => entry.events.every(isOfPattern))) {
    lines.push("No commit declares this id. These patterns may match it.", "");
  }
  for (const entry of entries) pushAll(lines, [...entryLines(entry, options), ""]);
  lines.push(
    shallow
      ? style.warning("The clone is shallow, so earlier history is missing (`git fetch --unshallow`).")
      : style.faint("Covers all commits up to HEAD, without uncommitted changes."),
  );
  return `${lines.join("\n")}\n`;
}

function entryLines(entry: HistoryEntry, { style }: TextOptions): string[] {
  const { commit, author, date, subject, events } = entry;
  const since = entry.atLeastSince ? style.warning("  at least since this commit (end of the clone)") : "";
  return [
    `${style.id(commit.slice(0, 12))}  ${date.slice(0, 10)}  ${escapeControlChars(author)}  ${style.faint(escapeControlChars(subject))}${since}`,
    ...events.map((event) => `    ${eventText(event)}`),
  ];
}

/** A pattern of the task may match the asset at run time. */
function isOfPattern(event: HistoryEvent): boolean {
  return (
    (event.kind === "writer" || event.kind === "reader" || event.kind === "field") && event.as !== undefined
  );
}

function asText(as: string | undefined): string {
  return as === undefined ? "" : `  as ${escapeControlChars(as)} (certainty pattern)`;
}

const CHANGE_WORDS = { added: "now", removed: "no longer", moved: "moved:" } as const;

function eventText(event: HistoryEvent): string {
  switch (event.kind) {
    case "declared":
      return `first declared, as ${event.writes ? "an output" : "an input"} of ${taskName(event.by)}  ${placeName(event.place)}`;
    case "gone":
      return "no longer declared";
    case "field":
      return `${escapeControlChars(event.field)}: ${valueText(event.before)} → ${valueText(event.after)}  (${taskName(event.by)})${asText(event.as)}`;
    default: {
      const verb = event.kind === "writer" ? "written by" : "read by";
      const from = event.before === undefined ? "" : `  from ${escapeControlChars(event.before.file)}`;
      return `${CHANGE_WORDS[event.change]} ${verb} ${taskName(event.by)}${asText(event.as)}${from}  ${placeName(event.place)}`;
    }
  }
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return escapeControlChars(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
