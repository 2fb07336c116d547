import { RULE_IDS, RULES } from "../lint/rules/index.ts";
import { ruleJson, ruleText } from "../report/lint/rule-text.ts";
import { AssetsError } from "../util/errors.ts";
import { suggestWord } from "../util/suggest.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"explain", [rule: string]> = async (
  { format, print, text },
  _options,
  id,
) => {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = suggestWord(id, RULE_IDS);
    throw new AssetsError(`unknown rule "${id}"`, {
      hint: near === undefined ? "See `assets lint --list-rules`." : `Did you mean "${near}"?`,
    });
  }
  return print({ output: format === "json" ? ruleJson(rule) : ruleText(rule, text), exitCode: 0 });
};
