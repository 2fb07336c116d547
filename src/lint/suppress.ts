import { suggestWord } from "../util/suggest.ts";
import { quotedList } from "../util/text.ts";
import type { FileFacts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import type { Range } from "./range.ts";
import { RULE_IDS, RULES } from "./rules/index.ts";
import { suppression as rule } from "./rules/suppression.ts";
import { isShown, type LintSettings, levelFor } from "./settings.ts";
import type { Suppression } from "./suppression.ts";

export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: number;
  /** Findings about the suppressions themselves. */
  readonly about: readonly Finding[];
}

/** Applies suppressions, and reports unused and invalid ones. */
export function suppress(
  found: readonly Finding[],
  files: readonly FileFacts[],
  settings: LintSettings,
  reported?: (file: string) => boolean,
): Suppressed {
  const byFile = new Map(
    files.filter(({ suppressions }) => suppressions.length > 0).map((file) => [file.file, file.suppressions]),
  );
  const used = new Map<Suppression, Set<string>>();
  const kept = found.filter((finding) => {
    const holding = placesOf(finding).flatMap(
      (range) =>
        byFile.get(range.file)?.filter((suppression) => covers(suppression, finding.rule, range, settings)) ??
        [],
    );
    for (const suppression of holding)
      used.set(suppression, (used.get(suppression) ?? new Set()).add(finding.rule));
    return holding.length === 0;
  });
  const about: Finding[] = [];
  for (const [file, suppressions] of byFile) {
    if (reported && !reported(file)) continue;
    for (const suppression of suppressions) {
      for (const message of complaints(suppression, used.get(suppression) ?? new Set(), settings)) {
        const severity = levelFor(settings, rule.id, file) ?? rule.severity;
        if (!isShown(settings, rule.id, severity)) continue;
        about.push({
          rule: rule.id,
          severity: severity === "off" ? rule.severity : severity,
          range: suppression.range,
          message,
          subject: message,
        });
      }
    }
  }
  return { kept, suppressed: found.length - kept.length, about };
}

/** A symmetric finding can be suppressed at any of its places. */
function placesOf({ range, related, symmetric }: Finding): readonly Range[] {
  return symmetric ? [range, ...(related ?? []).map((place) => place.range)] : [range];
}

function covers(
  suppression: Suppression,
  id: string,
  { line }: Range,
  { requireReason }: LintSettings,
): boolean {
  if (requireReason && suppression.reason === "") return false;
  return suppression.rules.includes(id) && suppression.firstLine <= line && line <= suppression.lastLine;
}

function complaints(suppression: Suppression, used: ReadonlySet<string>, settings: LintSettings): string[] {
  if (suppression.rules.length === 0)
    return ['this comment has no rule: write "# assets-ignore rule: reason"'];
  const unknown = suppression.rules.filter((id) => !RULE_IDS.includes(id));
  const messages = unknown.map((id) => {
    const near = suggestWord(id, RULE_IDS);
    return `unknown rule "${id}": ${near === undefined ? "see `assets lint --list-rules`" : `did you mean "${near}"?`}`;
  });
  if (settings.requireReason && suppression.reason === "") {
    return [
      ...messages,
      'this suppression has no reason and is ignored: write "# assets-ignore rule: reason"',
    ];
  }
  const idle = suppression.rules.filter(
    (id) => RULE_IDS.includes(id) && !used.has(id) && wasAsked(id, suppression.range.file, settings),
  );
  if (idle.length > 0) messages.push(`unused suppression of ${quotedList(idle)}: remove it`);
  return messages;
}

/** Whether the rule is active here, so that a missing finding means an unused suppression. */
function wasAsked(id: string, file: string, settings: LintSettings): boolean {
  const own = RULES.find((candidate) => candidate.id === id)?.severity ?? "off";
  return isShown(settings, id, levelFor(settings, id, file) ?? own);
}
