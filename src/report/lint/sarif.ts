import type { Finding } from "../../lint/finding.ts";
import type { Range } from "../../lint/range.ts";
import type { Rule } from "../../lint/rule.ts";
import { visible } from "../../util/escape-control-chars.ts";
import { printedJson } from "../json.ts";
import { fingerprints } from "./fingerprint.ts";
import type { LintReport } from "./lint-report.ts";
import { withoutMarkdown } from "./paragraph.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const LEVELS = { error: "error", warning: "warning", notice: "note" } as const;

/** For code scanning: SARIF 2.1.0. Columns are UTF-16 units and ends are exclusive, as everywhere here. */
export function lintSarif(report: LintReport): string {
  const { findings, rules, version } = report;
  const prints = fingerprints(findings);
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "assets", semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The folder of the configuration." } } },
        results: findings.map((finding, index) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
          level: LEVELS[finding.severity],
          message: { text: plainText(finding.message) },
          locations: [{ physicalLocation: physical(finding.range) }],
          ...related(finding),
          partialFingerprints: { "findingHash/v1": prints[index] },
        })),
      },
    ],
  };
  return printedJson(log);
}

function ruleOf({ id, description, why, remedy, severity }: Rule) {
  return {
    id,
    shortDescription: { text: withoutMarkdown(description) },
    fullDescription: { text: withoutMarkdown(why) },
    help: { text: withoutMarkdown(`${why} ${remedy}`), markdown: `${why}\n\n${remedy}` },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function related({ related: places = [] }: Finding) {
  if (places.length === 0) return {};
  return {
    relatedLocations: places.map(({ range, message }, id) => ({
      id,
      physicalLocation: physical(range),
      message: { text: plainText(message) },
    })),
  };
}

/** Viewers make a link of `[text](target)` in a plain message, and SARIF has no way to say that none is meant. */
function plainText(message: string): string {
  return visible(message).replaceAll("](", "]\\u0028");
}

function physical({ file, line, column, endLine, endColumn }: Range) {
  return {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}
