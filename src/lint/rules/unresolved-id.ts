import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const unresolvedId: FlowRule = {
  id: "unresolved-id",
  scope: "flow",
  severity: "notice",
  description: "An id keeps parts that only a run decides.",
  why: "Such an id is a pattern (`snapshot-*`), and is connected with every id that it could become. One without any known character is connected with nothing.",
  remedy:
    "Nothing has to be done. Where the id could be known, give the input a default or options, or write it out.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: "orders-{{ execution.id }}"
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
inputs:
  - id: orders
outputs:
  - id: "orders-{{ flow.id }}"
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  check,
};

const KINDS: ReadonlySet<string> = new Set(["run-time", "dynamic", "bound"]);

function* check({ gaps, resolved, declarations, flow, rangeOf }: FlowLint): Generator<Report> {
  for (const { kind, range, message } of gaps) if (KINDS.has(kind)) yield { range, message };
  const patterns = new Map<string, string>();
  for (const bundle of resolved.bundles) {
    for (const { certainty, id, place } of [...bundle.inputs, ...bundle.outputs]) {
      if (certainty === "pattern") patterns.set(`${place.line}:${place.column}`, id);
    }
  }
  for (const { entries } of declarations) {
    for (const { node } of entries) {
      const id = node.kind === "map" ? node.entries.find(({ key }) => key.text === "id")?.value : undefined;
      if (id === undefined) continue;
      const { line, column } = flow.source.place(id.span.start);
      const pattern = patterns.get(`${line}:${column}`);
      if (pattern === undefined) continue;
      yield { range: rangeOf(id), message: `this id is known only as "${pattern}" before a run` };
    }
  }
}
