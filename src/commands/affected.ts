import { affectedText } from "../report/affected-text.ts";
import { jsonText } from "../report/json.ts";
import type { ExitCode } from "../util/errors.ts";
import { visible } from "../util/escape-control-chars.ts";
import type { CompareCommandOptions } from "./support/compare-options.ts";
import { comparedAnswer } from "./support/compared-answer.ts";
import type { Program } from "./support/program.ts";

export interface AffectedOptions extends CompareCommandOptions {
  /** Names alone, one a line. */
  readonly only?: "flows" | "assets" | "files";
}

export async function run(
  program: Program,
  revisions: readonly string[],
  options: AffectedOptions,
): Promise<ExitCode> {
  const answer = await comparedAnswer(program, revisions, options, "affected", async (comparison) => {
    const [{ affectedBy }, { impactOfFiles }] = await Promise.all([
      import("../changes/affected.ts"),
      import("../changes/comparison.ts"),
    ]);
    return affectedBy(comparison, impactOfFiles(comparison));
  });
  if (options.only !== undefined) {
    const names = {
      flows: () =>
        answer.flows.filter(({ removed }) => !removed).map(({ namespace, flow }) => `${namespace}/${flow}`),
      assets: () => answer.assets.map(({ asset }) => asset),
      files: () =>
        [...new Set(answer.flows.filter(({ removed }) => !removed).map(({ place }) => place.file))].sort(),
    }[options.only]();
    program.print(names.map((name) => `${visible(name)}\n`).join(""));
    return 0;
  }
  program.print(
    program.format === "json" ? jsonText("affected", answer) : affectedText(answer, program.text),
  );
  return 0;
}
