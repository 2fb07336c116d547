import type { TextOptions } from "../options.ts";
import { lintFromRoot } from "./from-root.ts";
import { lintGithub } from "./github.ts";
import { lintGitlab } from "./gitlab.ts";
import { lintJson } from "./json.ts";
import { lintJunit } from "./junit.ts";
import type { LintReport } from "./lint-report.ts";
import { lintMarkdown } from "./markdown.ts";
import { lintSarif } from "./sarif.ts";
import { lintText } from "./text.ts";

export const LINT_FORMATS = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"] as const;
export type LintFormat = (typeof LINT_FORMATS)[number];

/**
 * Lint results in a format. `text` options affect the format `text` only. Text has paths relative to the configuration,
 * other formats relative to the root of the repository.
 */
export function formatLint(report: LintReport, format: LintFormat, text: TextOptions): string {
  switch (format) {
    case "text":
      return lintText(report, text);
    case "markdown":
      return lintMarkdown(report);
    case "json":
      return lintJson(lintFromRoot(report));
    case "sarif":
      return lintSarif(lintFromRoot(report));
    case "github":
      return lintGithub(lintFromRoot(report));
    case "gitlab":
      return lintGitlab(lintFromRoot(report));
    case "junit":
      return lintJunit(lintFromRoot(report));
  }
}
