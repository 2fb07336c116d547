import { type Flow, get } from "../../flows/flow.ts";
import { idProblem } from "../../model/id.ts";
import { isTemplate } from "../../pebble/index.ts";
import { shorten } from "../../resolve/shorten.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import { placeKey } from "../facts.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import { groupBy } from "../group-by.ts";
import { literalText } from "../literal-text.ts";
import type { LocatedGap } from "../located-gaps.ts";
import type { FlowRule } from "../rule.ts";

export const invalidId: FlowRule = {
  id: "invalid-id",
  scope: "flow",
  severity: "error",
  description: "Kestra rejects an asset id.",
  why: "An id starts with a letter or digit, contains only letters, digits, `.`, `_`, `:` and `-`, and has at most 150 characters. Kestra checks it after the task has run and then fails the task; before 2.0 it dropped the declaration and only logged it in the worker. Expressions are checked in every case with a known result.",
  remedy:
    "Use another id, and put addresses such as `s3://…` into `metadata`. The filter `slugify` converts most texts to ids, but also drops dots.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: s3://datalake/orders.csv
    type: io.kestra.plugin.ee.assets.File`),
      good: declaring(`
outputs:
  - id: orders.csv
    type: io.kestra.plugin.ee.assets.File
    metadata:
      path: s3://datalake/orders.csv`),
    },
  ],
  onField,
  onFlow,
};

function onField(field: EntryField, { rangeOf }: FlowRuleContext): RawFinding | undefined {
  const text = field.key.text === "id" ? literalText(field) : undefined;
  const problem = text === undefined ? undefined : idProblem(text);
  if (text === undefined || problem === undefined) return undefined;
  return {
    range: rangeOf(field.value),
    message: `"${shorten(text, 160)}" is not a valid asset id: ${problem}`,
  };
}

function* onFlow(_: Flow, context: FlowRuleContext): Generator<RawFinding> {
  const expressions: LocatedGap[] = [];
  for (const gap of context.gaps) {
    if (gap.about !== "id") continue;
    const written = idAt(gap, context);
    // All ids of a list in text share one place, but each is a separate error.
    if (written === undefined) yield { range: gap.range, message: gap.message };
    else if (isTemplate(written)) expressions.push(gap);
  }
  // One expression can produce a hundred invalid ids for one reason, which is one error.
  for (const [first, ...more] of groupBy(expressions, ({ range }) => placeKey(range)).values()) {
    if (first === undefined) continue;
    const { range, message } = first;
    const others = more.length === 1 ? "1 more of its ids is" : `${more.length} more of its ids are`;
    yield {
      range,
      message: more.length === 0 ? message : `${message}; ${others} also rejected`,
      subject: message,
    };
  }
}

/** The invalid id of a gap, in a literal entry. */
function idAt({ range }: LocatedGap, { entriesAt }: FlowRuleContext): string | undefined {
  const entry = entriesAt(range).find(({ inText }) => !inText);
  const id = get(entry?.node, "id");
  return id?.kind === "scalar" ? id.text : undefined;
}
