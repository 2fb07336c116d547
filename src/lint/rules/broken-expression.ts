import type { YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import { isTemplate, parseErrors } from "../../pebble/index.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { nearNameAdvice, upToMissingName } from "../missing-name.ts";
import type { Range } from "../range.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const brokenExpression: FlowRule = {
  id: "broken-expression",
  scope: "flow",
  severity: "error",
  description: "An expression does not parse, or fails whenever it is evaluated.",
  why: "One expression that fails loses the whole list it stands in; in a condition it fails the task. Kestra parses expressions only when it runs them. How the assets of a trigger are emitted is not documented: what fails there for want of a variable is a warning, and so is what fails on one line of Kestra only, where a flow runs on both.",
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
  const failing = context.gaps.filter(({ kind, role }) => kind === "error" && role !== "loop");
  const unparsed = [...parseFailures(context)];
  const unparsedAt = byPlace(unparsed);
  for (const { range: whole, message, place, error, line } of failing) {
    // The parser knows where what it refuses ends, and where it stands in a list that is itself text.
    const near = [...(unparsedAt.get(keyOf(place)) ?? []), ...(unparsedAt.get(keyOf(whole)) ?? [])];
    const exact = near.find((failure) => failure.message === error?.message);
    const range = exact?.range ?? upToMissingName(context.flow, error, whole);
    reported.add(keyOf(range));
    const said = message + nearNameAdvice(context, error, range);
    // Nobody says which variables a trigger's declaration has; what does not parse fails with any.
    const isOpen = (exact === undefined && isOnTrigger(context, whole)) || line !== undefined;
    yield isOpen ? { range, message: said, severity: "warning" } : { range, message: said };
  }
  // What no case evaluates is at least parsed.
  for (const { range, message } of unparsed) {
    if (reported.has(keyOf(range))) continue;
    reported.add(keyOf(range));
    yield { range, message: `this expression does not parse: ${message}` };
  }
}

interface ParseFailure {
  readonly range: Range;
  readonly message: string;
  /** Where the text begins that the expression stands in. */
  readonly start: string;
}

/** By where the text begins, and by where it stops to make sense. */
function byPlace(failures: readonly ParseFailure[]): ReadonlyMap<string, readonly ParseFailure[]> {
  const at = new Map<string, ParseFailure[]>();
  for (const failure of failures) {
    for (const key of new Set([failure.start, keyOf(failure.range)])) {
      const known = at.get(key);
      if (known) known.push(failure);
      else at.set(key, [failure]);
    }
  }
  return at;
}

function* parseFailures({ declarations, line, rangeOf, rangeInScalar }: FlowLint): Generator<ParseFailure> {
  for (const { site, inert } of declarations) {
    if (inert === "container" || inert === "disabled") continue;
    for (const scalar of templatesIn(site.assets)) {
      for (const { offset, length, message } of parseErrors(scalar.text, line)) {
        yield { range: rangeInScalar(scalar, offset, length), message, start: keyOf(rangeOf(scalar)) };
      }
    }
  }
}

function isOnTrigger({ declarations, rangeOf }: FlowLint, place: Range): boolean {
  return declarations.some(({ site }) => {
    const { line, endLine } = rangeOf(site.assets);
    return site.trigger && line <= place.line && place.line <= endLine;
  });
}

function keyOf({ line, column }: Pick<Range, "line" | "column">): string {
  return `${line}:${column}`;
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
