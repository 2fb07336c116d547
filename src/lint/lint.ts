import type { FileFacts, LintInput } from "./facts.ts";
import { compareFindings, type Finding, type RawFinding } from "./finding.ts";
import { reportedIn } from "./reported-in.ts";
import { repositoryRuleContext } from "./repository-rule-context.ts";
import { REPOSITORY_PARTS } from "./repository-walk.ts";
import type { RepositoryRule, Rule } from "./rule.ts";
import { changedSettings } from "./rules/changed-settings.ts";
import { RULES } from "./rules/index.ts";
import { suppression } from "./rules/suppression.ts";
import { isShown, type LintSettings, levelFor } from "./settings.ts";
import { suppress } from "./suppress.ts";
import { createWalk } from "./walk.ts";

export interface LintResult {
  readonly findings: readonly Finding[];
  /** Number of suppressed findings. */
  readonly suppressed: number;
}

/**
 * All findings of the rules. Pure.
 *
 * @param reported the files with reported findings, if not all; the others are context
 */
export function lint(
  input: LintInput,
  settings: LintSettings,
  reported?: (file: string) => boolean,
): LintResult {
  const { only, ...others } = settings;
  if (only?.has(suppression.id)) {
    // Unused suppressions can only be detected if all rules run.
    const all = lint(input, { ...others, pedantic: true }, reported);
    return { ...all, findings: all.findings.filter(({ rule }) => only.has(rule)) };
  }
  const changed = settings.changed.flatMap((raw) => findingOf(changedSettings, raw, settings) ?? []);
  const { findings, suppressed } = reportFindings(
    allFindings(input, settings),
    input.files,
    settings,
    reported,
  );
  return { findings: [...findings, ...changed].sort(compareFindings), suppressed };
}

/** All findings of the rules, before suppressions. Pure. */
export function allFindings(input: LintInput, settings: LintSettings): readonly Finding[] {
  const found: Finding[] = [];
  const add = (rule: Rule, raw: RawFinding): void => {
    const finding = findingOf(rule, raw, settings);
    if (finding) found.push(finding);
  };
  const rules = new Map(RULES.map((rule) => [rule.id, rule]));
  for (const { flows, findings: own = [] } of input.files) {
    for (const { rule, ...finding } of [...own, ...flows.flatMap(({ findings }) => findings)]) {
      const known = rules.get(rule);
      if (known) add(known, finding);
    }
  }
  const walk = createWalk(
    REPOSITORY_PARTS,
    RULES.filter((rule): rule is RepositoryRule => rule.scope === "repository" && mayReport(rule, settings)),
  );
  for (const { rule, finding } of walk(repositoryRuleContext(input, settings))) add(rule, finding);
  return found;
}

/**
 * The findings of some files, without the suppressed ones.
 *
 * @param found by `findAll` for at least these files and their related files
 */
export function reportFindings(
  found: readonly Finding[],
  files: readonly FileFacts[],
  settings: LintSettings,
  reported?: (file: string) => boolean,
): LintResult {
  const distinct = new Map<string, Finding>();
  for (const finding of found) {
    const placed = reported ? reportedIn(finding, reported) : finding;
    if (!placed) continue;
    // Several declarations can share the places of their parents.
    const key = JSON.stringify([placed.rule, placed.range, placed.message]);
    if (!distinct.has(key)) distinct.set(key, placed);
  }
  const { kept, suppressed, about } = suppress([...distinct.values()], files, settings, reported);
  return { findings: [...kept, ...about].sort(compareFindings), suppressed };
}

function findingOf(rule: Rule, raw: RawFinding, settings: LintSettings): Finding | undefined {
  const said = levelFor(settings, rule.id, raw.range.file);
  const own = raw.severity ?? rule.severity;
  const level = said ?? own;
  if (!isShown(settings, rule.id, level)) return undefined;
  const severity = level === "off" ? own : level;
  return { ...raw, rule: rule.id, severity, subject: raw.subject ?? raw.message };
}

/** Whether a rule needs all files, even for findings in a few. */
export function needsWholeRepository({ only, ...others }: LintSettings): boolean {
  if (only?.has(suppression.id)) return needsWholeRepository({ ...others, pedantic: true });
  const settings = { ...others, ...(only && { only }) };
  return RULES.some(
    (rule) =>
      rule.scope === "repository" &&
      rule.needsWholeRepository?.(settings.policies) === true &&
      mayReport(rule, settings),
  );
}

/** Whether findings of the rule could be shown; otherwise it is skipped. */
function mayReport({ id, severity }: Rule, settings: LintSettings): boolean {
  const said = [settings.rules, ...settings.overrides.map(({ rules }) => rules)].flatMap((rules) =>
    Object.hasOwn(rules, id) ? (rules[id] ?? []) : [],
  );
  return [...(settings.rules[id] === undefined ? [severity] : []), ...said].some((level) =>
    isShown(settings, id, level),
  );
}
