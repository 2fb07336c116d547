import type { Config } from "../config/config.ts";
import { pathFilter } from "../flows/path-filter.ts";
import type { RawFinding } from "../lint/finding.ts";
import { RULE_IDS } from "../lint/rules/index.ts";
import type { LintSettings } from "../lint/settings.ts";
import { AssetsError } from "../util/errors.ts";
import { suggestWord } from "../util/suggest.ts";
import type { LintRequest } from "./lint-request.ts";

/** Lint settings from the configuration and the command line. Throws an AssetsError for an unknown rule. */
export function lintSettings(
  config: Config,
  { rule, pedantic = false }: Pick<LintRequest, "rule" | "pedantic">,
  changed: readonly RawFinding[] = [],
): LintSettings {
  for (const id of rule ?? []) {
    if (RULE_IDS.includes(id)) continue;
    throw new AssetsError(`unknown rule "${id}"`, {
      hint: `${whatWasMeant(id)}See \`assets lint --list-rules\`.`,
    });
  }
  return {
    ...(config.kestra !== undefined && { kestra: config.kestra }),
    rules: config.rules,
    overrides: config.overrides.map(({ paths, rules }) => ({ matches: pathFilter(paths), rules })),
    policies: config.policies,
    requireReason: config.suppressions.requireReason,
    pedantic,
    changed,
    ...(rule !== undefined && { only: new Set(rule) }),
  };
}

function whatWasMeant(id: string): string {
  if (/[\s,]/.test(id)) return "Repeat --rule for several rules. ";
  const near = suggestWord(id, RULE_IDS);
  return near === undefined ? "" : `Did you mean "${near}"? `;
}
