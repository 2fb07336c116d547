import type { KestraLine } from "../../src/flows/flow.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { assumptionText } from "../../src/model/assumption.ts";
import type { ResolvedFlow } from "../../src/model/declared.ts";
import type { Bundle, BundleEntry } from "../../src/model/model.ts";
import { DEFAULT_MAX_CASES, resolveFlow } from "../../src/resolve/index.ts";

/** Our result for a flow with some pinned inputs. */
export function ourResult(
  text: string,
  line: KestraLine,
  pinned: Readonly<Record<string, unknown>> = {},
): ResolvedFlow {
  const { flows, problems } = readFlowText(sourceText("flow.yaml", text));
  const [flow] = flows;
  if (!flow || flows.length > 1 || problems.length > 0)
    throw new Error(`not one flow: ${JSON.stringify(problems)}`);
  return resolveFlow(flow, {
    tenant: "main",
    line,
    pins: { all: pinned, byFlow: {} },
    maxCases: DEFAULT_MAX_CASES,
  });
}

/** `task: a -> b (default) {inputs.x = 1 (default)}`, sorted. Exact certainty is omitted. */
export function bundleLines(bundles: readonly Bundle[]): string[] {
  return bundles
    .map(({ task, inputs, outputs, assumptions }) => {
      const rests = assumptions.map((assumption) => ` {${assumptionText(assumption)}}`).sort();
      return `${task}: ${entries(inputs)} -> ${entries(outputs)}${rests.join("")}`;
    })
    .sort();
}

function entries(list: readonly BundleEntry[]): string {
  return list
    .map(({ id, certainty }) => (certainty === "exact" ? id : `${id} (${certainty})`))
    .sort()
    .join(", ");
}
