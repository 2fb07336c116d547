import type { Severity } from "./finding.ts";
import type { KestraVersion } from "./kestra-version.ts";
import type { Policy } from "./policy.ts";

/** How grave the findings of a rule are, or that it is not asked. */
export type RuleSetting = Severity | "off";

/** What the configuration and the command line say about a lint. */
export interface LintSettings {
  /** Absent: every version is accepted. */
  readonly kestra?: KestraVersion;
  /** By rule; a rule that is not named keeps its own severity. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** For files that any of the tests takes; the last that says something about a rule counts. */
  readonly overrides: readonly Override[];
  readonly policies: readonly Policy[];
  /** A suppression without a reason suppresses nothing. */
  readonly requireReason: boolean;
  /** Show notices. */
  readonly pedantic: boolean;
  /** Ask these rules only, whatever else is said about them. */
  readonly only?: ReadonlySet<string>;
}

export interface Override {
  readonly matches: (file: string) => boolean;
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export const DEFAULT_SETTINGS: LintSettings = {
  rules: {},
  overrides: [],
  policies: [],
  requireReason: false,
  pedantic: false,
};

/** What is said about a rule in a file; undefined when nothing is. */
export function levelFor(settings: LintSettings, rule: string, file: string): RuleSetting | undefined {
  let level = Object.hasOwn(settings.rules, rule) ? settings.rules[rule] : undefined;
  for (const { matches, rules } of settings.overrides) {
    if (Object.hasOwn(rules, rule) && matches(file)) level = rules[rule];
  }
  return level;
}

/** Whether findings of this severity by this rule are shown. */
export function isShown(settings: LintSettings, rule: string, severity: RuleSetting): boolean {
  if (settings.only !== undefined) return settings.only.has(rule);
  return severity !== "off" && (severity !== "notice" || settings.pedantic);
}
