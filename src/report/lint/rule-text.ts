import type { ExampleFiles, Rule } from "../../lint/rule.ts";
import { jsonReport } from "../json.ts";
import type { TextOptions } from "../options.ts";
import { paragraph, withoutMarkdown } from "./paragraph.ts";

/** The documentation of a rule. */
export function ruleText(rule: Rule, { style, width }: TextOptions): string {
  const wrapped = (text: string) => paragraph(withoutMarkdown(text), width);
  const lines = [
    `${style.strong(rule.id)} (${rule.severity}${rule.fixable ? ", --fix" : ""})`,
    "",
    ...wrapped(rule.description),
    "",
    ...wrapped(rule.why),
    "",
    ...wrapped(rule.remedy),
  ];
  for (const { bad, good } of rule.examples) {
    lines.push(
      "",
      style.heading("Found:"),
      ...fileLines(bad),
      "",
      style.heading("Fine:"),
      ...fileLines(good),
    );
  }
  return `${lines.join("\n")}\n`;
}

export function ruleJson(rule: Rule): string {
  const { id, severity, description, why, remedy, fixable = false, examples } = rule;
  return jsonReport("explain", { id, severity, fixable, description, why, remedy, examples });
}

function fileLines(files: ExampleFiles): string[] {
  const names = Object.keys(files);
  return Object.entries(files).flatMap(([name, text]) => [
    "",
    ...(names.length > 1 ? [`  # ${name}`] : []),
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => (line === "" ? "" : `  ${line}`)),
  ]);
}
