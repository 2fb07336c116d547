import type { ChangeReport } from "../../changes/change-report.ts";
import type { Category } from "../../changes/compared.ts";
import { type Report, type ReportOptions, report } from "../report.ts";
import { diffText } from "./diff-text.ts";
import { pullRequestMarkdown } from "./pull-request-markdown.ts";
import { sinceText } from "./since-text.ts";

/** From most to least severe. */
const CATEGORIES: readonly Category[] = ["breaking", "lineage", "additive", "metadata"];

export interface DiffOptions {
  /** `any` for each difference, a minimum category, or `never`. */
  readonly failOn?: Category | "any" | "never";
}

/**
 * A change in text, JSON or Markdown. Exit code 1 for a difference of at least `failOn` (default: any), and for
 * unreadable changed files, which may hide one.
 */
export function diffReport(
  answer: ChangeReport,
  { failOn = "any" }: DiffOptions,
  options: ReportOptions,
): Report {
  const exitCode = fails(answer, failOn) ? 1 : 0;
  if (options.format === "markdown") return { output: pullRequestMarkdown(answer), exitCode };
  return report("diff", answer, (text) => diffText(answer, text), options, exitCode);
}

function fails(answer: ChangeReport, failOn: Category | "any" | "never"): boolean {
  if (failOn === "never") return false;
  const { assets, bundles, edges, flows, settings, unreadable } = answer;
  if (unreadable.length > 0) return true;
  if (failOn === "any")
    return assets.length + bundles.length + edges.length + flows.length + settings.length > 0;
  const limit = CATEGORIES.indexOf(failOn);
  return assets.some(({ category }) => CATEGORIES.indexOf(category) <= limit);
}

/** The impact of changed flow files in text, JSON or Markdown. */
export function sinceReport(answer: ChangeReport, options: ReportOptions): Report {
  if (options.format === "markdown") return { output: pullRequestMarkdown(answer), exitCode: 0 };
  return report("impact", answer, (text) => sinceText(answer, text), options);
}
