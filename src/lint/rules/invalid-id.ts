import { get } from "../../flows/flow.ts";
import { idProblem } from "../../inventory/id.ts";
import { shorten } from "../../resolve/shorten.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { literalFields } from "../literal-fields.ts";
import type { Range } from "../range.ts";
import type { FlowLint, FlowRule, LocatedGap } from "../rule.ts";

export const invalidId: FlowRule = {
  id: "invalid-id",
  scope: "flow",
  severity: "error",
  description: "An id is not one that Kestra accepts.",
  why: "An id starts with a letter or digit, goes on with letters, digits, `.`, `_`, `:` and `-`, and has at most 150 characters. Kestra checks it when the task has run, and then fails the task; before 2.0 it dropped the declaration with no more than a line in the worker's log. An expression is checked in every case it can be worked out for.",
  remedy:
    "Use another id, and put addresses such as `s3://…` into `metadata`. The filter `slugify` turns most texts into ids; mind that it also drops dots.",
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
  check,
};

function* check(context: FlowLint): Generator<Report> {
  const { gaps, declarations, rangeOf } = context;
  const literals = new Set<string>();
  for (const { value, range } of literalFields(context, "id")) {
    const problem = idProblem(value);
    if (problem === undefined) continue;
    literals.add(keyOf(range));
    yield { range, message: `"${shorten(value, 160)}" is no asset id that Kestra accepts: ${problem}` };
  }
  const refused = gaps.filter(({ about, range }) => about === "id" && !literals.has(keyOf(range)));
  if (refused.length === 0) return;
  const ids = new Set(
    declarations.flatMap(({ entries }) =>
      entries.flatMap(({ node, inText }) => {
        const id = get(node, "id");
        return id === undefined || inText ? [] : [keyOf(rangeOf(id))];
      }),
    ),
  );
  const byId = new Map<string, LocatedGap[]>();
  for (const gap of refused) {
    const key = keyOf(gap.range);
    // A list that is itself text has one place for all its ids, and each is a mistake of its own.
    if (!ids.has(key)) yield { range: gap.range, message: gap.message };
    else byId.set(key, [...(byId.get(key) ?? []), gap]);
  }
  // One expression can become a hundred ids that are refused for one reason: that is one mistake.
  for (const [first, ...more] of byId.values()) {
    if (first === undefined) continue;
    const { range, message } = first;
    const others =
      more.length === 1 ? "1 more id that it becomes is" : `${more.length} more ids that it becomes are`;
    yield {
      range,
      message: more.length === 0 ? message : `${message}; ${others} refused too`,
      subject: message,
    };
  }
}

function keyOf({ line, column }: Range): string {
  return `${line}:${column}`;
}
