import type { SettingChange } from "../../changes/setting-change.ts";
import type { StoreDifference } from "../../store/differences.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { TextOptions } from "../options.ts";
import { type Report, type ReportOptions, report } from "../report.ts";
import { settingText } from "./setting-text.ts";

const MAX_DIFFERENCES = 30;
const SIGNS = { added: "+", removed: "-", changed: "~" } as const;

export interface CheckAnswer {
  /** Path for the user. */
  readonly store: string;
  readonly upToDate: boolean;
  readonly differences: readonly StoreDifference[];
  readonly settings: readonly SettingChange[];
}

/** The result of `scan --check`. Exit code 1 for an outdated store or unreadable files. */
export function checkReport(
  { unreadable, ...answer }: CheckAnswer & { readonly unreadable: number },
  options: ReportOptions,
): Report {
  const exitCode = answer.upToDate && unreadable === 0 ? 0 : 1;
  return report("scan --check", answer, (text) => checkText(answer, text), options, exitCode);
}

/** Whether the stored inventory is current, with the differences. */
function checkText(check: CheckAnswer, { style }: TextOptions): string {
  const store = escapeControlChars(check.store);
  const changed = check.settings.map(settingText);
  const settings =
    changed.length > 0
      ? ["Differing settings; those of the base apply", ...changed.map((setting) => `  ${setting}`)]
      : [];
  if (check.upToDate) return `${[style.good(`${store} is up to date`), ...settings].join("\n")}\n`;
  const { differences } = check;
  const paint = { added: style.good, removed: style.error, changed: style.warning };
  const lines = [style.error(`${store} is out of date: ${count(differences.length, "difference")}`)];
  if (differences.length === 0) lines.push("  same content, different formatting");
  for (const { change, what } of differences.slice(0, MAX_DIFFERENCES)) {
    lines.push(`  ${paint[change](`${SIGNS[change]} ${change}`)} ${escapeControlChars(what)}`);
  }
  if (differences.length > MAX_DIFFERENCES)
    lines.push(`  and ${count(differences.length - MAX_DIFFERENCES, "more", "more")}`);
  lines.push(
    ...settings,
    settings.length > 0
      ? "If the settings are meant to differ, check with `--settings now`."
      : "Run `assets scan` with the same paths and options, and commit the inventory.",
  );
  return `${lines.join("\n")}\n`;
}
