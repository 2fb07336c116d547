import type { LintInput } from "./facts.ts";
import { compareFindings, type Finding, type Report } from "./finding.ts";
import { reportedIn } from "./reported-in.ts";
import { repositoryLint } from "./repository-lint.ts";
import type { RepositoryRule, Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { suppression } from "./rules/suppression.ts";
import { isShown, type LintSettings, levelFor } from "./settings.ts";
import { suppress } from "./suppress.ts";

export interface LintResult {
  readonly findings: readonly Finding[];
  /** How many more a comment suppresses. */
  readonly suppressed: number;
}

/**
 * Everything the rules have to say. Pure: the result depends on the arguments alone.
 *
 * @param reported the files whose findings are wanted, when not all are; the others give the context
 */
export function lint(
  input: LintInput,
  settings: LintSettings,
  reported?: (file: string) => boolean,
): LintResult {
  const { only, ...others } = settings;
  if (only?.has(suppression.id)) {
    // Whether a suppression is needed shows only when every rule is asked.
    const all = lint(input, { ...others, pedantic: true }, reported);
    return { ...all, findings: all.findings.filter(({ rule }) => only.has(rule)) };
  }
  const found = new Map<string, Finding>();
  const add = (rule: Rule, report: Report): void => {
    const finding = findingOf(rule, report, settings);
    const placed = finding && (reported ? reportedIn(finding, reported) : finding);
    if (!placed) return;
    // Several declarations can share what stands on the way to them.
    const key = JSON.stringify([placed.rule, placed.range, placed.message]);
    if (!found.has(key)) found.set(key, placed);
  };
  const rules = new Map(RULES.map((rule) => [rule.id, rule]));
  for (const { flows } of input.files) {
    for (const { rule, ...report } of flows.flatMap(({ reports }) => reports)) {
      const known = rules.get(rule);
      if (known) add(known, report);
    }
  }
  const context = repositoryLint(input, settings);
  for (const rule of RULES.filter((each): each is RepositoryRule => each.scope === "repository")) {
    if (mayReport(rule, settings)) for (const report of rule.check(context)) add(rule, report);
  }
  const { kept, suppressed, about } = suppress([...found.values()], input.files, settings, reported);
  return { findings: [...kept, ...about].sort(compareFindings), suppressed };
}

function findingOf(rule: Rule, report: Report, settings: LintSettings): Finding | undefined {
  const said = levelFor(settings, rule.id, report.range.file);
  const own = report.severity ?? rule.severity;
  const level = said ?? own;
  if (!isShown(settings, rule.id, level)) return undefined;
  const severity = level === "off" ? own : level;
  return { ...report, rule: rule.id, severity, subject: report.subject ?? report.message };
}

/** Whether some rule needs all files, even where the findings of a few are wanted. */
export function looksEverywhere({ only, ...others }: LintSettings): boolean {
  if (only?.has(suppression.id)) return looksEverywhere({ ...others, pedantic: true });
  const settings = { ...others, ...(only && { only }) };
  return RULES.some(
    (rule) =>
      rule.scope === "repository" &&
      rule.looksEverywhere?.(settings.policies) === true &&
      mayReport(rule, settings),
  );
}

/** Whether the rule could say anything that would be shown; spares the work of those that could not. */
function mayReport({ id, severity }: Rule, settings: LintSettings): boolean {
  const said = [settings.rules, ...settings.overrides.map(({ rules }) => rules)].flatMap((rules) =>
    Object.hasOwn(rules, id) ? (rules[id] ?? []) : [],
  );
  return [...(settings.rules[id] === undefined ? [severity] : []), ...said].some((level) =>
    isShown(settings, id, level),
  );
}
