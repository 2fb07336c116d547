import { RULE_IDS, RULES } from "../lint/rules/index.ts";
import { ruleJson, ruleText } from "../report/lint/rule-text.ts";
import { AssetsError, type ExitCode } from "../util/errors.ts";
import { suggestWord } from "../util/suggest.ts";
import type { Program } from "./support/program.ts";

export async function run(program: Program, id: string): Promise<ExitCode> {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) {
    const near = suggestWord(id, RULE_IDS);
    throw new AssetsError(`there is no rule "${id}"`, {
      hint: near === undefined ? "`assets lint --list-rules` lists all." : `Did you mean "${near}"?`,
    });
  }
  program.print(program.format === "json" ? ruleJson(rule) : ruleText(rule, program.text));
  return 0;
}
