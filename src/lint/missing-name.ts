import { type Flow, get } from "../flows/flow.ts";
import { knownNames } from "../pebble/index.ts";
import { flowInputs } from "../resolve/input.ts";
import { suggestWord } from "../util/suggest.ts";
import type { Range } from "./range.ts";
import type { FlowLint } from "./rule.ts";

/** Source: Kestra's RunVariables. */
const VARIABLES =
  "flow inputs vars outputs execution task taskrun trigger labels envs globals namespace item parent parents kestra";

/** The name that is not there, where that is why an expression fails. */
function missingName(message: string): string | undefined {
  return /(?:there is no [a-z ]+|unable to find|the variable) "([^"]+)"/.exec(message)?.[1];
}

/** What follows such a message where something is nearly called that: `: did you mean "slugify"?`; "" elsewhere. */
export function nearNameAdvice(context: FlowLint, message: string, range: Range): string {
  const written = missingName(message);
  const near = written === undefined ? undefined : suggestWord(written, candidates(context, message, range));
  return near === undefined || near === written ? "" : `: did you mean "${near}"?`;
}

/** From where the expression fails to the end of the name that is missing; the range as it is for other failures. */
export function upToMissingName(flow: Flow, message: string, range: Range): Range {
  const name = missingName(message);
  if (name === undefined || range.endLine !== range.line) return range;
  const at = failingText(flow, range).indexOf(name);
  return at < 0 ? range : { ...range, endColumn: range.column + at + name.length };
}

function failingText({ source }: Flow, { line, column, endColumn }: Range): string {
  return source.line(line).slice(column - 1, endColumn - 1);
}

function candidates({ flow, line }: FlowLint, message: string, range: Range): readonly string[] {
  if (message.includes("there is no filter ")) return knownNames("filters", line);
  if (message.includes("there is no function ")) return knownNames("functions", line);
  if (message.includes("there is no test ")) return knownNames("tests", line);
  if (message.includes(" is not defined")) return VARIABLES.split(" ");
  const failing = failingText(flow, range);
  if (/^inputs\b/.test(failing)) return flowInputs(flow).map(({ id }) => id);
  const variables = get(flow.node, "variables");
  return /^vars\b/.test(failing) && variables?.kind === "map"
    ? variables.entries.map(({ key }) => key.text)
    : [];
}
