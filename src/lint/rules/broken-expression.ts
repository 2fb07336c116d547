import type { Flow } from "../../flows/flow.ts";
import { isTemplate, parseErrors } from "../../pebble/index.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import { groupBy } from "../group-by.ts";
import { nearNameAdvice, upToMissingName } from "../missing-name.ts";
import type { Range } from "../range.ts";
import type { FlowRule } from "../rule.ts";

export const brokenExpression: FlowRule = {
  id: "broken-expression",
  scope: "flow",
  severity: "error",
  description: "An expression has a syntax error or always fails.",
  why: "A failing expression drops its whole list; in a condition, it fails the task. Kestra parses expressions only at run time. Two cases are warnings: a missing variable in the assets of a trigger, because their evaluation is undocumented, and an expression that fails on only one of two possible Kestra lines.",
  remedy: "Correct the expression. The message gives the position of the error, or the value that causes it.",
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
  onFlow,
};

function* onFlow(_: Flow, context: FlowRuleContext): Generator<RawFinding> {
  const reported = new Set<string>();
  const failing = context.gaps.filter(({ kind, role }) => kind === "error" && role !== "loop");
  const unparsed = [...parseFailures(context)];
  const byStart = groupBy(unparsed, ({ start }) => start);
  const byRange = groupBy(unparsed, ({ range }) => keyOf(range));
  for (const { range: whole, message, place, error, line } of failing) {
    // The parser knows the end of the rejected part, and its place in a list in text.
    const near = [keyOf(place), keyOf(whole)].flatMap((key) => [
      ...(byStart.get(key) ?? []),
      ...(byRange.get(key) ?? []),
    ]);
    const exact = near.find((failure) => failure.message === error?.message);
    const range = exact?.range ?? upToMissingName(context.flow, error, whole);
    reported.add(keyOf(range));
    const said = message + nearNameAdvice(context, error, range);
    // The variables of a trigger's declaration are undocumented; a syntax error fails with any.
    const isOpen = (exact === undefined && isOnTrigger(context, whole)) || line !== undefined;
    yield isOpen ? { range, message: said, severity: "warning" } : { range, message: said };
  }
  // Expressions outside all cases are parsed only.
  for (const { range, message } of unparsed) {
    if (reported.has(keyOf(range))) continue;
    reported.add(keyOf(range));
    yield { range, message: `syntax error in this expression: ${message}` };
  }
}

interface ParseFailure {
  readonly range: Range;
  readonly message: string;
  /** Start of the text with the expression. */
  readonly start: string;
}

function* parseFailures({ scalars, line, rangeOf, rangeInScalar }: FlowRuleContext): Generator<ParseFailure> {
  for (const { declaration, node } of scalars) {
    if (declaration.inert === "container" || declaration.inert === "disabled") continue;
    if (typeof node.value !== "string" || !isTemplate(node.value)) continue;
    for (const { offset, length, message } of parseErrors(node.text, line)) {
      yield { range: rangeInScalar(node, offset, length), message, start: keyOf(rangeOf(node)) };
    }
  }
}

function isOnTrigger({ declarations, rangeOf }: FlowRuleContext, place: Range): boolean {
  return declarations.some(({ site }) => {
    const { line, endLine } = rangeOf(site.assets);
    return site.trigger && line <= place.line && place.line <= endLine;
  });
}

function keyOf({ line, column }: Pick<Range, "line" | "column">): string {
  return `${line}:${column}`;
}
