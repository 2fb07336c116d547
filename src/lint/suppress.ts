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
      (range) => byFile.get(range.file)?.filter((each) => covers(each, finding.rule, range, settings)) ?? [],
    );
    for (const each of holding) used.set(each, (used.get(each) ?? new Set()).add(finding.rule));
    return holding.length === 0;
  });
  const about: Finding[] = [];
  for (const [file, suppressions] of byFile) {
    if (reported && !reported(file)) continue;
    for (const each of suppressions) {
      for (const message of complaints(each, used.get(each) ?? new Set(), settings)) {
        const severity = levelFor(settings, rule.id, file) ?? rule.severity;
        if (!isShown(settings, rule.id, severity)) continue;
        about.push({
          rule: rule.id,
          severity: severity === "off" ? rule.severity : severity,
          range: each.range,
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
  return symmetric ? [range, ...(related ?? []).map((each) => each.range)] : [range];
}

function covers(each: Suppression, id: string, { line }: Range, { requireReason }: LintSettings): boolean {
  if (requireReason && each.reason === "") return false;
  return each.rules.includes(id) && each.firstLine <= line && line <= each.lastLine;
}

function complaints(each: Suppression, used: ReadonlySet<string>, settings: LintSettings): string[] {
  if (each.rules.length === 0) return ['this comment has no rule: write "# assets-ignore rule: reason"'];
  const unknown = each.rules.filter((id) => !RULE_IDS.includes(id));
  const messages = unknown.map((id) => {
    const near = suggestWord(id, RULE_IDS);
    return `unknown rule "${id}": ${near === undefined ? "see `assets lint --list-rules`" : `did you mean "${near}"?`}`;
  });
  if (settings.requireReason && each.reason === "") {
    return [
      ...messages,
      'this suppression has no reason and is ignored: write "# assets-ignore rule: reason"',
    ];
  }
  const idle = each.rules.filter(
    (id) => RULE_IDS.includes(id) && !used.has(id) && wasAsked(id, each.range.file, settings),
  );
  if (idle.length > 0) messages.push(`unused suppression of ${quotedList(idle)}: remove it`);
  return messages;
}

/** Whether the rule is active here, so that a missing finding means an unused suppression. */
function wasAsked(id: string, file: string, settings: LintSettings): boolean {
  const own = RULES.find((each) => each.id === id)?.severity ?? "off";
  return isShown(settings, id, levelFor(settings, id, file) ?? own);
}
