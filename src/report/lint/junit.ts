import type { Finding } from "../../lint/finding.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { LintReport } from "./lint-report.ts";

/** JUnit: a suite per file with findings, a failed case per finding. */
export function lintJunit(report: LintReport): string {
  const byFile = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const known = byFile.get(finding.range.file);
    if (known) known.push(finding);
    else byFile.set(finding.range.file, [finding]);
  }
  const total = report.findings.length;
  const suites = [...byFile].flatMap(([file, findings]) => suite(file, findings));
  // Most CI servers treat a report without cases as an error.
  if (total === 0) {
    suites.push(
      '  <testsuite name="assets lint" tests="1" failures="0">',
      '    <testcase name="no findings" classname="assets lint"/>',
      "  </testsuite>",
    );
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="assets lint" tests="${Math.max(total, 1)}" failures="${total}">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(file: string, findings: readonly Finding[]): string[] {
  return [
    `  <testsuite name="${escapeXml(file)}" tests="${findings.length}" failures="${findings.length}">`,
    ...findings.flatMap(({ rule, severity, message, range }) => {
      const place = `${file}:${range.line}:${range.column}`;
      return [
        `    <testcase name="${escapeXml(`${rule} (${range.line}:${range.column})`)}" classname="${escapeXml(file)}">`,
        `      <failure type="${severity}" message="${escapeXml(message)}">${escapeXml(`${place}: ${message}`)}</failure>`,
        "    </testcase>",
      ];
    }),
    "  </testsuite>",
  ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** XML cannot contain most control characters; they become visible escapes. */
function escapeXml(text: string): string {
  return escapeControlChars(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
