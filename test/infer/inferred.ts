import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { CATALOGUE_GROUPS, type InferSettings, readFile } from "../../src/infer/index.ts";
import type { DeclaredBundle, FileResult } from "../../src/model/declared.ts";

const ALL_GROUPS: InferSettings = { groups: CATALOGUE_GROUPS, types: [] };

/** The result of a file, by default with all catalogue groups. */
export function inferText(text: string, infer: InferSettings = ALL_GROUPS): FileResult {
  const options = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000, infer };
  return readFile(readFlowText(sourceText("flow.yaml", text)), options);
}

/** A flow with these tasks, given as a YAML list. */
export function flowOf(tasks: string, rest = ""): string {
  const lines = tasks.trim().split("\n");
  return `id: etl\nnamespace: co.data\n${rest}tasks:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}

/** The inferred bundles as lines: `task: a, b -> c`, with certainties other than exact. */
export function inferredLines(parts: FileResult): string[] {
  return bundlesOf(parts).map(({ task, inputs, outputs }) => {
    const names = (entries: DeclaredBundle["inputs"]) =>
      entries
        .map(({ id, certainty, via }) => {
          const through = via === undefined ? "" : ` via ${via.join("+")}`;
          return `${id}${certainty === "exact" ? "" : ` (${certainty})`}${through}`;
        })
        .join(", ");
    return `${task}: ${names(inputs)} -> ${names(outputs)}`;
  });
}

export function bundlesOf(parts: FileResult): readonly DeclaredBundle[] {
  return parts.flows.flatMap(({ bundles }) => bundles.filter(({ origin }) => origin === "inferred"));
}

/** The accesses of a task: `reads id`, `writes id`. */
export function accessesOf(task: string, rest = ""): string[] {
  return bundlesOf(inferText(flowOf(task, rest))).flatMap(({ inputs, outputs }) => [
    ...inputs.filter(({ via }) => via === undefined).map(({ id }) => `reads ${id}`),
    ...outputs.map(({ id }) => `writes ${id}`),
  ]);
}
