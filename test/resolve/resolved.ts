import { completeFlows } from "../../src/flows/complete-flows.ts";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { assumptionText } from "../../src/model/assumption.ts";
import type { ResolvedFlow } from "../../src/model/declared.ts";
import type { BundleEntry } from "../../src/model/model.ts";
import { DEFAULT_MAX_CASES, type ResolveOptions, resolveFlow } from "../../src/resolve/index.ts";

const OPTIONS: ResolveOptions = {
  tenant: "main",
  pins: { all: {}, byFlow: {} },
  maxCases: DEFAULT_MAX_CASES,
};

/** Resolves the flow `f` in the namespace `company`, given as YAML without `id` and `namespace`. */
export function resolved(body: string, options: Partial<ResolveOptions> = {}): ResolvedFlow {
  const text = `id: f\nnamespace: company\n${body}`;
  const { flows, problems } = completeFlows(readFlowText(sourceText("flow.yaml", text)), options);
  const [flow] = flows;
  if (!flow || problems.length > 0) throw new Error(`not a flow: ${JSON.stringify(problems)}`);
  return resolveFlow(flow, { ...OPTIONS, ...options });
}

/** The bundles, one line each: `a, b -> c (default) {inputs.x = 1 (default)}`. Exact certainty is omitted. */
export function lines(flow: ResolvedFlow): string[] {
  return flow.bundles.map(({ inputs, outputs, assumptions }) => {
    const rest = assumptions.map((assumption) => ` {${assumptionText(assumption)}}`).join("");
    return `${inputs.map(entry).join(", ")} -> ${outputs.map(entry).join(", ")}${rest}`.trim();
  });
}

export function bundles(body: string, options: Partial<ResolveOptions> = {}): string[] {
  return lines(resolved(body, options));
}

/** The gaps, one line each: `loop 12:15 message`. */
export function gaps(flow: ResolvedFlow): string[] {
  return flow.gaps.map(({ kind, place, message }) => `${kind} ${place.line}:${place.column} ${message}`);
}

function entry({ id, certainty }: BundleEntry): string {
  return certainty === "exact" ? id : `${id} (${certainty})`;
}
