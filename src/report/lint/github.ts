import type { Finding } from "../../lint/finding.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { LintReport } from "./lint-report.ts";

/** GitHub Actions: one workflow command per finding, shown at its line. */
export function lintGithub({ findings }: LintReport): string {
  return findings.map((finding) => `${command(finding)}\n`).join("");
}

function command({ severity, range, rule, message }: Finding): string {
  const { file, line, column, endLine, endColumn } = range;
  // GitHub accepts columns only for findings on one line.
  const columns = endLine === line ? { col: column, endColumn } : {};
  const properties = { file, line, endLine, ...columns, title: `assets: ${rule}` };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${severity} ${list.join(",")}::${escapeData(message)}`;
}

/** Source: actions/toolkit, `core/src/command.ts`. Line breaks are kept; other control characters are escaped. */
function escapeData(text: string): string {
  const safe = text.replace(/[^\r\n]+/g, escapeControlChars);
  return safe.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
