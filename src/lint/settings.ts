import type { RawFinding, Severity } from "./finding.ts";
import type { KestraVersion } from "./kestra-version.ts";
import type { Policy } from "./policy.ts";

/** Severity of the findings of a rule, or off. */
export type RuleSetting = Severity | "off";

/** Lint settings from the configuration and the command line. */
export interface LintSettings {
  /** Absent: every version. */
  readonly kestra?: KestraVersion;
  /** By rule; others keep their default severity. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** For files that match a test; the last entry with a rule applies. */
  readonly overrides: readonly Override[];
  readonly policies: readonly Policy[];
  /** A suppression needs a reason. */
  readonly requireReason: boolean;
  /** Show notices. */
  readonly pedantic: boolean;
  /** Differences of the settings from those of the base, which apply; reported for every choice of files. */
  readonly changed: readonly RawFinding[];
  /** Run only these rules, regardless of other settings. */
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
  changed: [],
};

/** The setting of a rule for a file, or undefined. */
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
