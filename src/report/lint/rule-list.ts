import type { Rule } from "../../lint/rule.ts";
import { jsonReport } from "../json.ts";
import type { TextOptions } from "../options.ts";
import { table } from "../text/table.ts";
import type { LintOutput } from "./outputs.ts";
import { withoutMarkdown } from "./paragraph.ts";

/** Every rule with its severity, as a table or as JSON. */
export function ruleList(
  rules: readonly Rule[],
  outputs: readonly LintOutput[],
  { style }: TextOptions,
): string {
  if (outputs.some(({ format }) => format === "json")) {
    return jsonReport("lint-rules", {
      rules: rules.map(({ id, severity, fixable = false, description }) => ({
        id,
        severity,
        fixable,
        description,
      })),
    });
  }
  const rows = rules.map(({ id, severity, fixable, description }) => [
    { text: id, paint: style.strong },
    { text: severity },
    { text: fixable ? "--fix" : "" },
    { text: withoutMarkdown(description) },
  ]);
  const lines = [
    ...table(rows),
    "",
    "Notices are shown with --pedantic. `assets explain <rule>` explains a rule.",
  ];
  return `${lines.join("\n")}\n`;
}
