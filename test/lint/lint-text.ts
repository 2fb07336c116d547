import { readConfig } from "../../src/config/read-config.ts";
import type { KestraLine } from "../../src/flows/flow.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { readFile } from "../../src/infer/index.ts";
import type { LintInput } from "../../src/lint/facts.ts";
import { fileFacts } from "../../src/lint/file-facts.ts";
import { type LintResult, lint } from "../../src/lint/lint.ts";
import { DEFAULT_SETTINGS, type LintSettings } from "../../src/lint/settings.ts";
import { buildInventory } from "../../src/model/build.ts";
import type { ResolvedFlow } from "../../src/model/declared.ts";
import { DEFAULT_MAX_CASES, resolveFlow } from "../../src/resolve/index.ts";
import { settingFindings } from "../../src/workspace/changed-settings.ts";
import { differingSettings } from "../../src/workspace/differing-settings.ts";
import { lintSettings } from "../../src/workspace/lint-settings.ts";

/** Flow files by path. */
export type Files = Readonly<Record<string, string>>;

/** Lints texts in memory. */
export function lintTexts(files: Files, settings: Partial<LintSettings> = {}): LintResult {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  return lint(factsOf(files, all), all);
}

const CONFIG = "assets.config.yaml";

/**
 * Lints like the program. The file `assets.config.yaml`, if any, is the configuration.
 *
 * @param base the configuration at the base of a pull request
 */
export async function lintExample(
  files: Files,
  only?: readonly string[],
  base?: string,
): Promise<LintResult & { readonly input: LintInput }> {
  const { [CONFIG]: config = "", ...flows } = files;
  const source = sourceText(CONFIG, config);
  const now = { ...readConfig(source, "/") };
  const used = base === undefined ? now : { ...readConfig(sourceText(CONFIG, base), "/") };
  const changed = settingFindings(differingSettings(now, used), CONFIG, source);
  const settings = lintSettings(used, only === undefined ? {} : { rule: only }, changed);
  const input = factsOf(flows, settings);
  return { ...lint(input, settings), input };
}

function factsOf(files: Files, settings: LintSettings): LintInput {
  const { kestra } = settings;
  const line: KestraLine | undefined = kestra === undefined ? undefined : kestra === "2.0" ? "2.0" : "1.x";
  const options = {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: DEFAULT_MAX_CASES,
    ...(line && { line }),
  };
  const resolved: ResolvedFlow[] = [];
  const facts = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => {
      const source = sourceText(file, text);
      const contents = readFlowText(source);
      const { flows } = readFile(contents, { ...options, infer: { groups: [], types: [] } });
      const own = contents.flows.map((flow, index): ResolvedFlow => {
        const undeclared = flows[index]?.undeclared;
        return { ...resolveFlow(flow, options), ...(undeclared && { undeclared }) };
      });
      resolved.push(...own);
      return fileFacts(
        file,
        contents,
        own,
        { ...(line && { line }), ...(kestra && { kestra }) },
        () => source,
      );
    });
  const inventory = buildInventory({
    tenant: "main",
    roots: ["."],
    files: { found: facts.length, withFlows: facts.length, otherDocuments: {}, unreadable: 0 },
    flows: resolved,
    gaps: [],
  });
  return { files: facts, inventory };
}
