import type { Difference } from "../../store/differences.ts";
import { visible } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { TextOptions } from "../options.ts";
import { type Report, type ReportOptions, report } from "../report.ts";

const SHOWN = 30;
const SIGNS = { added: "+", removed: "-", changed: "~" } as const;

export interface CheckAnswer {
  /** As the user sees it. */
  readonly store: string;
  readonly upToDate: boolean;
  readonly differences: readonly Difference[];
}

/** The result of `scan --check`. Exit code 1 when the store is out of date, or files could not be read. */
export function checkReport(
  { unreadable, ...answer }: CheckAnswer & { readonly unreadable: number },
  options: ReportOptions,
): Report {
  const exitCode = answer.upToDate && unreadable === 0 ? 0 : 1;
  return report("scan --check", answer, (text) => checkText(answer, text), options, exitCode);
}

/** Whether the stored inventory is what the flows say, and what is different where it is not. */
function checkText(check: CheckAnswer, { style }: TextOptions): string {
  const store = visible(check.store);
  if (check.upToDate) return `${style.good(`${store} is up to date`)}\n`;
  const { differences } = check;
  const paint = { added: style.good, removed: style.error, changed: style.warning };
  const lines = [style.error(`${store} is out of date: ${count(differences.length, "difference")}`)];
  if (differences.length === 0) lines.push("  same content, different formatting");
  for (const { change, what } of differences.slice(0, SHOWN)) {
    lines.push(`  ${paint[change](`${SIGNS[change]} ${change}`)} ${visible(what)}`);
  }
  if (differences.length > SHOWN) lines.push(`  and ${count(differences.length - SHOWN, "more", "more")}`);
  lines.push("Run `assets scan` with the same paths and options, and commit the inventory.");
  return `${lines.join("\n")}\n`;
}
