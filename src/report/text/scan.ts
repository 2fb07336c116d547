import type { Problem } from "../../flows/problem.ts";
import { GAP_KINDS, type Gap, type GapKind } from "../../model/model.ts";
import type { Summary } from "../../model/summary.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, grouped } from "../../util/text.ts";
import { placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { type Report, type ReportOptions, report } from "../report.ts";
import { coverageLine } from "./coverage.ts";
import { type Cell, table } from "./table.ts";
import { gapLines } from "./unknown-lines.ts";

export interface ScanAnswer {
  readonly roots: readonly string[];
  readonly summary: Summary;
  readonly gaps: readonly Gap[];
  /** Path of the store for the user. */
  readonly store: string;
  readonly state: "new" | "changed" | "unchanged";
}

const GAP_NAMES: Readonly<Record<GapKind, readonly [one: string, many: string]>> = {
  file: ["file problem", "file problems"],
  loop: ["loop over unknown values", "loops over unknown values"],
  dynamic: ["unknown list of assets", "unknown lists of assets"],
  auto: ["task with enableAuto", "tasks with enableAuto"],
  error: ["failing expression", "failing expressions"],
  invalid: ["id rejected by Kestra", "ids rejected by Kestra"],
  bound: ["declaration with too many cases", "declarations with too many cases"],
  "run-time": ["id known only at run time", "ids known only at run time"],
  undeclared: ["task with unknown data access", "tasks with unknown data access"],
};

/** The result of a scan. Exit code 1 for unreadable files. */
export function scanReport(
  { roots, summary, gaps, store, state }: ScanAnswer,
  options: ReportOptions,
): Report {
  const answer = { roots, summary, gaps, store, state };
  const exitCode = summary.files.unreadable > 0 ? 1 : 0;
  return report("scan", answer, (text) => scanText(answer, text), options, exitCode);
}

const MAX_NOTES = 20;

/** Notes about text with an unexpected meaning, one per line. */
export function noteTexts(notes: readonly Problem[]): string[] {
  const shown = notes
    .slice(0, MAX_NOTES)
    .map(({ place, message }) => `note: ${placeName(place)}: ${message}`);
  const more = notes.length - shown.length;
  return more > 0 ? [...shown, `note: and ${count(more, "more", "more")}`] : shown;
}

/** Counts and known gaps of a scan. */
export function scanText(answer: ScanAnswer, options: TextOptions): string {
  const { style } = options;
  const { summary, gaps } = answer;
  const row = (name: string, number: number, ...notes: string[]): Cell[] => [
    { text: `  ${name}`, paint: style.heading },
    { text: grouped(number), align: "right" },
    { text: notes.filter((note) => note !== "").join(", "), paint: style.faint },
  ];
  const { files, assets } = summary;
  const others = Object.values(files.otherDocuments).reduce((sum, number) => sum + number, 0);
  const lines = [
    `Scanned ${answer.roots.map((root) => style.strong(escapeControlChars(root))).join(", ")}`,
    "",
    ...table([
      row(
        "files",
        files.found,
        `${grouped(files.withFlows)} with flows`,
        note(others, "other document"),
        files.unreadable > 0 ? `${grouped(files.unreadable)} unreadable` : "",
      ),
      row("flows", summary.flows),
      row("tasks", summary.tasks),
      row(
        "declarations",
        summary.declarations,
        summary.inert > 0 ? `${grouped(summary.inert)} ignored by Kestra` : "",
      ),
      row(
        "assets",
        assets.total,
        `${grouped(assets.written)} written`,
        assets.perhapsWritten > 0 ? `${grouped(assets.perhapsWritten)} possibly written` : "",
        `${grouped(assets.external)} external${patternsNote(assets.patterns)}`,
      ),
      row("edges", summary.edges),
      row("gaps", summary.gaps.total, ...gapNotes(summary)),
    ]),
    "",
  ];
  if (gaps.length > 0) lines.push(style.warning("Known gaps:"), ...gapLines(gaps, options), "");
  const { inferred, unknown } = summary.touching;
  if (inferred + unknown > 0) lines.push(coverageLine(summary.touching));
  const state = { new: "", changed: " (updated)", unchanged: " (unchanged)" }[answer.state];
  lines.push(`Inventory: ${style.strong(escapeControlChars(answer.store))}${state}`);
  return `${lines.join("\n")}\n`;
}

/** Patterns are included in the written and external assets, so their number is separate. */
function patternsNote(number: number): string {
  if (number === 0) return "";
  return number === 1 ? "; 1 is a pattern" : `; ${grouped(number)} are patterns`;
}

function note(number: number, one: string): string {
  return number === 0 ? "" : count(number, one);
}

function gapNotes({ gaps }: Summary): string[] {
  return GAP_KINDS.map((kind) => {
    const number = gaps.byKind[kind] ?? 0;
    return number === 0 ? "" : count(number, ...GAP_NAMES[kind]);
  });
}
