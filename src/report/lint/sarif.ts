import type { Finding } from "../../lint/finding.ts";
import type { Range } from "../../lint/range.ts";
import type { Rule } from "../../lint/rule.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, grouped } from "../../util/text.ts";
import { printedJson } from "../json.ts";
import { fingerprints } from "./fingerprint.ts";
import type { LintReport } from "./lint-report.ts";
import { withoutMarkdown } from "./paragraph.ts";
import { SEVERITY_NAMES } from "./severity-names.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const LEVELS = { error: "error", warning: "warning", notice: "note" } as const;

/** GitHub's limit of results per run. Source: GitHub's documentation "SARIF support for code scanning". */
const MAX_SARIF_RESULTS = 25_000;

/** A note about omitted findings; undefined without any. */
export function sarifOverflow({ findings }: Pick<LintReport, "findings">): string | undefined {
  const left = findings.length - MAX_SARIF_RESULTS;
  if (left <= 0) return undefined;
  return `SARIF contains the ${grouped(MAX_SARIF_RESULTS)} most severe findings (GitHub's limit); ${count(left, "finding")} left out`;
}

/** Code scanning: SARIF 2.1.0. Columns are UTF-16 units and ends are exclusive, as in places. */
export function lintSarif(report: LintReport): string {
  const { findings, rules, version } = report;
  const prints = fingerprints(findings);
  const overflow = sarifOverflow(report);
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "assets", semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: {
          SRCROOT: {
            description: {
              text: "The root of the git repository or, without one, the folder of the configuration.",
            },
          },
        },
        ...(overflow !== undefined && { invocations: [withNotification(overflow)] }),
        results: gravest(findings).map(([index, finding]) => ({
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

/** Findings with their positions: all, or the most severe ones within the limit. */
function gravest(findings: readonly Finding[]): [number, Finding][] {
  const numbered = [...findings.entries()];
  if (findings.length <= MAX_SARIF_RESULTS) return numbered;
  const rank = ({ severity }: Finding) => SEVERITY_NAMES.indexOf(severity);
  return numbered.sort(([, a], [, b]) => rank(a) - rank(b)).slice(0, MAX_SARIF_RESULTS);
}

function withNotification(text: string) {
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] };
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

/** Viewers convert `[text](target)` in a plain message to a link, and SARIF cannot mark it as text. */
function plainText(message: string): string {
  return escapeControlChars(message).replaceAll("](", "]\\u0028");
}

function physical({ file, line, column, endLine, endColumn }: Range) {
  return {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}
