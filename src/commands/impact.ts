import { AssetsError, type ExitCode } from "../errors.ts";
import { createExplorer } from "../graph/explorer.ts";
import { assetAt } from "../graph/graph.ts";
import { impactText } from "../report/impact-text.ts";
import { jsonText } from "../report/json.ts";
import type { Program } from "./support/program.ts";
import { ownersFor, type SelectOptions, selectable, selectNodes } from "./support/select-assets.ts";
import { configFolder } from "./support/shown-path.ts";

export interface ImpactOptions extends SelectOptions {
  readonly depth?: number;
  /** A revision: the impact of all flow files that changed since. */
  readonly since?: string;
}

/** @param selection "-" for ids or files on standard input; absent with `since` */
export async function run(
  program: Program,
  selection: string | undefined,
  options: ImpactOptions,
): Promise<ExitCode> {
  if (options.since !== undefined) return since(program, selection, options.since, options);
  if (selection === undefined) {
    throw new AssetsError("nothing to look at: no asset and no revision is named", {
      hint: "Write `assets impact <asset>`, or `assets impact --since <revision>` for what changed.",
    });
  }
  const asked = await selectable(program, [selection], options);
  const { graph } = asked;
  const nodes =
    selection === "-"
      ? await (await import("./support/stdin-names.ts")).namedOnStdin(
          program,
          graph,
          await configFolder(program, options),
        )
      : selectNodes(program, asked, selection, options);
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1 && selection !== "-") {
    const answer = createExplorer(graph).impact(assetAt(graph, only).id, options);
    program.print(program.format === "json" ? jsonText("impact", answer) : impactText(answer, program.text));
    return 0;
  }
  const { inventory } = graph;
  const { changeImpact } = await import("../changes/change-impact.ts");
  const { selectionImpactText } = await import("../report/selection-impact-text.ts");
  const answer = changeImpact({
    sides: { before: inventory, after: inventory },
    difference: { assets: [], flows: [], bundles: [], edges: [] },
    owners: await ownersFor(program, inventory, options),
    union: graph,
    starts: nodes,
    ...(options.depth !== undefined && { depth: options.depth }),
  });
  program.print(
    program.format === "json" ? jsonText("impact", answer) : selectionImpactText(answer, program.text),
  );
  return 0;
}

async function since(
  program: Program,
  selection: string | undefined,
  revision: string,
  options: ImpactOptions,
): Promise<ExitCode> {
  if (selection !== undefined) {
    throw new AssetsError("an asset and --since exclude each other", {
      hint: "The impact of a change begins with the changed files; `assets diff` shows single assets.",
    });
  }
  const { comparedAnswer } = await import("./support/compared-answer.ts");
  const report = await comparedAnswer(program, [revision], options, "since", async (comparison) => {
    const { changeReport } = await import("../changes/change-report.ts");
    const { impactOfFiles } = await import("../changes/comparison.ts");
    return changeReport(comparison, impactOfFiles(comparison));
  });
  const { pullRequestMarkdown } = await import("../report/pull-request-markdown.ts");
  const { sinceText } = await import("../report/since-text.ts");
  if (program.format === "json") program.print(jsonText("impact", report));
  else if (program.format === "markdown") program.print(pullRequestMarkdown(report));
  else program.print(sinceText(report, program.text));
  return 0;
}
