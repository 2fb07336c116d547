import type { ChangeReport } from "../../changes/change-report.ts";
import type { Category } from "../../changes/compared.ts";
import { type Report, type ReportOptions, report } from "../report.ts";
import { diffText, limitChange } from "./diff-text.ts";
import { pullRequestMarkdown } from "./pull-request-markdown.ts";
import { sinceText } from "./since-text.ts";

/** From most to least severe. */
const CATEGORIES: readonly Category[] = ["breaking", "lineage", "additive", "metadata"];

export interface DiffOptions {
  /** `any` for each difference, a minimum category, or `never`. */
  readonly failOn?: Category | "any" | "never";
  /** Maximum entries of each list in text and JSON. */
  readonly limit?: number;
}

/**
 * A change in text, JSON or Markdown. Exit code 1 for a difference of at least `failOn` (default: any), and for
 * unreadable changed files and new duplicates of flows, which may hide one.
 */
export function diffReport(
  answer: ChangeReport,
  { failOn = "any", limit }: DiffOptions,
  options: ReportOptions,
): Report {
  const exitCode = fails(answer, failOn) ? 1 : 0;
  if (options.format === "markdown") return { output: pullRequestMarkdown(answer), exitCode };
  const shown = limitChange(answer, limit);
  return report("diff", shown, (text) => diffText(answer, text, shown), options, exitCode);
}

function fails(answer: ChangeReport, failOn: Category | "any" | "never"): boolean {
  if (failOn === "never") return false;
  const { assets, bundles, edges, flows, settings, unreadable, duplicates } = answer;
  // Both may hide a difference.
  if (unreadable.length > 0 || duplicates !== undefined) return true;
  if (failOn === "any")
    return assets.length + bundles.length + edges.length + flows.length + settings.length > 0;
  const limit = CATEGORIES.indexOf(failOn);
  return assets.some(({ category }) => CATEGORIES.indexOf(category) <= limit);
}

/** The impact of changed flow files in text, JSON or Markdown. */
export function sinceReport(
  answer: ChangeReport,
  { limit }: Pick<DiffOptions, "limit">,
  options: ReportOptions,
): Report {
  if (options.format === "markdown") return { output: pullRequestMarkdown(answer), exitCode: 0 };
  const shown = limitChange(answer, limit);
  return report("impact", shown, (text) => sinceText(shown, text), options);
}
