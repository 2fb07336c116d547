import { type Flow, get } from "../flows/flow.ts";
import type { ExpressionError } from "../model/declared.ts";
import { type FailureCause, registeredNames } from "../pebble/index.ts";
import { flowInputs } from "../resolve/input.ts";
import { suggestWord } from "../util/suggest.ts";
import type { FlowRuleContext } from "./flow-rule-context.ts";
import type { Range } from "./range.ts";

/** Source: Kestra's RunVariables. */
const VARIABLES =
  "flow inputs vars outputs execution task taskrun trigger labels envs globals namespace item parent parents kestra";

/** The addition to the message for a misspelled name: `: did you mean "slugify"?`; otherwise "". */
export function nearNameAdvice(
  context: FlowRuleContext,
  error: ExpressionError | undefined,
  range: Range,
): string {
  const cause = error?.cause;
  if (cause === undefined) return "";
  const near = suggestWord(cause.name, candidates(context, cause.kind as FailureCause["kind"], range));
  return near === undefined || near === cause.name ? "" : `: did you mean "${near}"?`;
}

/** From the failing position to the end of the missing name; for other errors the given range. */
export function upToMissingName(flow: Flow, error: ExpressionError | undefined, range: Range): Range {
  const name = error?.cause?.name;
  if (!name || range.endLine !== range.line) return range;
  const at = failingText(flow, range).indexOf(name);
  return at < 0 ? range : { ...range, endColumn: range.column + at + name.length };
}

function failingText({ source }: Flow, { line, column, endColumn }: Range): string {
  return source.line(line).slice(column - 1, endColumn - 1);
}

function candidates(
  { flow, line }: FlowRuleContext,
  kind: FailureCause["kind"],
  range: Range,
): readonly string[] {
  switch (kind) {
    case "unknown-filter":
      return registeredNames("filters", line);
    case "unknown-function":
      return registeredNames("functions", line);
    case "unknown-test":
      return registeredNames("tests", line);
    case "unknown-variable":
      return VARIABLES.split(" ");
    case "unknown-attribute":
      return attributes(flow, failingText(flow, range));
    case "unknown-tag":
      return [];
  }
}

function attributes(flow: Flow, failing: string): readonly string[] {
  if (/^inputs\b/.test(failing)) return flowInputs(flow).map(({ id }) => id);
  const variables = get(flow.node, "variables");
  return /^vars\b/.test(failing) && variables?.kind === "map"
    ? variables.entries.map(({ key }) => key.text)
    : [];
}
