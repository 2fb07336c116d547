import { RULES } from "../lint/rules/index.ts";
import { formatLint } from "../report/lint/formats.ts";
import { baselineReport, lintReport } from "../report/lint/lint-report.ts";
import { lintOutputs } from "../report/lint/outputs.ts";
import { ruleList } from "../report/lint/rule-list.ts";
import { sarifOverflow } from "../report/lint/sarif.ts";
import { lintExitCode } from "../report/lint/verdict.ts";
import { plainStyle } from "../report/style.ts";
import { unifiedDiff } from "../report/unified-diff.ts";
import { programVersion } from "../util/version.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"lint", [paths: readonly string[]]> = async (context, options, paths) => {
  const { print, readStdin, text, write } = context;
  const outputs = lintOutputs(context.formats);
  if (options.listRules) return print({ output: ruleList(RULES, outputs, text), exitCode: 0 });
  const workspace = await context.workspace();
  const outcome = await workspace.lint({ ...options, paths, readStdin });
  switch (outcome.kind) {
    case "dry-run":
      return print({ output: unifiedDiff(outcome.fixed.files), exitCode: 0 });
    case "baseline":
      return print(baselineReport(outcome));
    case "linted": {
      const { limit } = options;
      const answer = {
        ...lintReport(outcome, RULES, programVersion(), context.pathPrefix),
        ...(limit !== undefined && { limit }),
      };
      const exitCode = lintExitCode(answer.findings, options);
      const overflow = outputs.some(({ format }) => format === "sarif") ? sarifOverflow(answer) : undefined;
      if (overflow !== undefined) context.note(`note: ${overflow}`);
      for (const { format, file } of outputs) {
        const commands = format === "github";
        if (file === undefined) print({ output: formatLint(answer, format, text), exitCode, commands });
        else
          await write(file, [formatLint(answer, format, { ...text, style: plainStyle })], {
            makeFolders: false,
          });
      }
      return exitCode;
    }
  }
};
