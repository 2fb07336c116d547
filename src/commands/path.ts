import type { ExitCode } from "../errors.ts";
import { createExplorer } from "../graph/explorer.ts";
import { jsonText } from "../report/json.ts";
import { pathText } from "../report/path-text.ts";
import type { Program } from "./support/program.ts";
import { type SelectOptions, selectable, selectNodes } from "./support/select-assets.ts";

export interface PathCommandOptions extends SelectOptions {
  readonly activation?: boolean;
  /** How many paths are shown at most. */
  readonly limit?: number;
}

export async function run(
  program: Program,
  from: string,
  to: string,
  options: PathCommandOptions,
): Promise<ExitCode> {
  const asked = await selectable(program, [from, to], options);
  const ends = [from, to].map((text) => selectNodes(program, asked, text, options));
  const [starts = [], targets = []] = ends;
  const answer = createExplorer(asked.graph).paths(starts, targets, options);
  program.print(program.format === "json" ? jsonText("path", answer) : pathText(answer, program.text));
  return 0;
}
