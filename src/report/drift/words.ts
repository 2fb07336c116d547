import type { Drift } from "../../drift/answer.ts";
import type { GapKind } from "../../model/model.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { shortened } from "../../util/shortened.ts";
import { count } from "../../util/text.ts";

/** Why a task may have assets beyond its declaration. */
export const GAP_WORDS: Readonly<Record<GapKind, string>> = {
  file: "unreadable file",
  loop: "unknown loop",
  dynamic: "dynamic declaration",
  auto: "enableAuto",
  error: "failing expression",
  invalid: "rejected id",
  bound: "too many cases",
  "run-time": "run-time id",
  undeclared: "unknown data access",
};

/** The title of a list. */
export function driftTitle(name: keyof Drift["summary"], number: number): string {
  const assets = count(number, "asset");
  const edges = count(number, "edge");
  switch (name) {
    case "neverRecorded":
      return `${assets} declared and never recorded`;
    case "undeclared":
      return `${assets} recorded and not declared`;
    case "different":
      return `${assets} recorded with other fields`;
    case "edgesNeverRecorded":
      return `${edges} declared and never recorded`;
    case "edgesUndeclared":
      return `${edges} recorded and not declared`;
    case "choices":
      return `${assets} not recorded, declared only for a choice of an input`;
    case "patterns":
      return `${count(number, "pattern")} without a recorded id`;
    case "edgesOfChoices":
      return `${edges} not recorded, with a choice or a pattern at one end`;
  }
}

/** The extent of the export. */
export function recordWords({ records }: Drift): string {
  const { assets, edges, period, runs, stored } = records;
  const kinds = [
    ...(runs > 0 ? [count(runs, "task run")] : []),
    ...(stored > 0 ? [count(stored, "stored asset")] : []),
  ];
  const when = period === undefined ? "" : `, from ${period.from} to ${period.to}`;
  const lineage = runs === 0 ? "no edges, because no task run is recorded" : count(edges, "edge");
  return `Recorded: ${count(assets, "asset")} and ${lineage}, in ${kinds.join(" and ")}${when}.`;
}

const MAX_VALUE = 80;

/** A value of a field on one line. */
export function fieldValue(value: unknown): string {
  if (value === undefined) return "(none)";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return shortened(escapeControlChars(text), MAX_VALUE);
}
