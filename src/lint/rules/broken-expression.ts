import type { YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import { isTemplate, parseErrors } from "../../pebble/index.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const brokenExpression: FlowRule = {
  id: "broken-expression",
  scope: "flow",
  severity: "error",
  description: "An expression does not parse, or fails whenever it is evaluated.",
  why: "One expression that fails loses the whole list it stands in; in a condition it fails the task. Kestra parses expressions only when it runs them.",
  remedy:
    "Correct the expression. The message says where it stops making sense, or which value it fails for.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: "orders_{{ flow.id | slugfy }}"
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
outputs:
  - id: "orders_{{ flow.id | slugify }}"
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  check,
};

function* check(context: FlowLint): Generator<Report> {
  const reported = new Set<string>();
  for (const { kind, role, range, message } of context.gaps) {
    if (kind !== "error" || role === "loop") continue;
    reported.add(`${range.line}:${range.column}`);
    yield { range, message };
  }
  // What no case evaluates is at least parsed.
  for (const { site, inert } of context.declarations) {
    if (inert === "container" || inert === "disabled") continue;
    for (const scalar of templatesIn(site.assets)) {
      for (const error of parseErrors(scalar.text, context.line)) {
        const range = context.rangeInScalar(scalar, error.offset, error.length);
        const key = `${range.line}:${range.column}`;
        if (reported.has(key)) continue;
        reported.add(key);
        yield { range, message: `this expression does not parse: ${error.message}` };
      }
    }
  }
}

function templatesIn(node: YamlNode): YamlScalar[] {
  switch (node.kind) {
    case "scalar":
      return typeof node.value === "string" && isTemplate(node.value) ? [node] : [];
    case "list":
      return node.items.flatMap(templatesIn);
    case "map":
      return node.entries.flatMap(({ key, value }) => [...templatesIn(key), ...templatesIn(value)]);
  }
}
