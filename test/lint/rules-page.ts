import type { Example, Rule } from "../../src/lint/rule.ts";
import { RULES } from "../../src/lint/rules/index.ts";
import { formatLint } from "../../src/report/lint/formats.ts";
import { paragraph } from "../../src/report/lint/paragraph.ts";
import { plainStyle } from "../../src/report/style.ts";
import { lintExample } from "./lint-text.ts";
import { reportOf } from "./report-of.ts";

const CONFIG = "assets.config.yaml";

const GROUPS: readonly (readonly [title: string, takes: (rule: Rule) => boolean])[] = [
  ["Errors", ({ severity }) => severity === "error"],
  ["Warnings", (rule) => rule.severity === "warning" && !isPolicy(rule)],
  ["Notices", ({ severity }) => severity === "notice"],
  ["Policies", isPolicy],
];

function isPolicy({ examples }: Rule): boolean {
  return examples.some(({ bad }) => bad[CONFIG]?.startsWith("policies:"));
}

/** The content of `docs/rules.md`, generated from the rules. */
export async function rulesPage(): Promise<string> {
  const lines = [
    "# Rules",
    "",
    "<!-- Made from src/lint/rules by test/lint/rules-page.test.ts; a change belongs there. -->",
    "",
    ...wrapped(
      "These rules are checked by `assets lint`. Each example shows invalid code, its messages and valid code. [Lint](lint.md) describes the command, including fixes, suppressions and severities.",
    ),
  ];
  for (const [title, takes] of GROUPS) {
    lines.push("", `## ${title}`);
    for (const rule of RULES.filter(takes)) lines.push("", ...(await section(rule)));
  }
  return `${lines.join("\n")}\n`;
}

async function section(rule: Rule): Promise<string[]> {
  const lines = [`### ${rule.id}`, "", ...wrapped(rule.description), "", ...wrapped(rule.why), ""];
  lines.push(...wrapped(rule.remedy));
  for (const example of rule.examples) lines.push(...(await exampleLines(rule, example)));
  return lines;
}

async function exampleLines(rule: Rule, { bad, base, good }: Example): Promise<string[]> {
  const lines: string[] = [];
  if (base !== undefined)
    lines.push("", `\`${CONFIG}\` at the base:`, "", ...fence("yaml", base), "", "Now:");
  lines.push(...fileFences(Object.entries(bad)));
  lines.push("", ...fence("text", await output(rule, bad, base)));
  const changed = Object.entries(good).filter(([name, text]) => bad[name] !== text);
  lines.push("", "Valid:");
  return [...lines, ...fileFences(changed)];
}

function fileFences(files: readonly (readonly [name: string, text: string])[]): string[] {
  return files.flatMap(([name, text]) => [
    ...(files.length > 1 ? ["", `\`${name}\`:`] : []),
    "",
    ...fence("yaml", text),
  ]);
}

/** The findings in the format of the terminal. */
async function output(rule: Rule, bad: Example["bad"], base: Example["base"]): Promise<string> {
  const only = rule.severity === "notice" ? [rule.id] : undefined;
  const { findings } = await lintExample(bad, only, base);
  const text = formatLint(reportOf(findings, bad), "text", { style: plainStyle, width: 100 });
  // Removes the counts at the end.
  return text.slice(0, text.lastIndexOf("\n\n"));
}

function fence(info: string, text: string): string[] {
  return [`\`\`\`${info}`, text.trimEnd(), "```"];
}

function wrapped(text: string): string[] {
  return paragraph(text, 118);
}
