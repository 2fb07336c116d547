import { parseJson } from "../codecs/json-parse.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { evaluateJq } from "../jq/jq.ts";
import { followJqPath, jsonTree, parseJqPath } from "../jq/jq-path.ts";
import { followJqPipe, parseJqPipe } from "../jq/jq-select.ts";
import { fail, limitExceeded } from "../values/failure.ts";
import { derived, unknown } from "../values/unknown.ts";
import { list, MISSING_NODE, NULL, type Value } from "../values/value.ts";
import { optionalString } from "./input.ts";

/** Steps charged for one run of jq. */
const COST = 5_000;
const MAX_PROGRAM = 5_000;

/**
 * `x | jq(expression)`: null gives null; a String is read as JSON; a missing expression, malformed JSON and whatever jq
 * refuses are errors; an empty text gives one missing node. reference: Kestra's JqFilter (jackson-jq, jq 1.6)
 */
export const jqFilter: FilterDefinition = {
  name: "jq",
  argumentNames: ["expression"],
  purity: "pure",
  summary:
    "The List of all results of a jq program. Paths (`.a.b`, `.[0]`, `.[].id`), `select` and `map` also work on values " +
    "known in part; other programs run in jq with a step limit, unless the engine's jq may differ.",
  nullInput: "null",
  apply: (input, [expression], context) => {
    if (input.kind === "null") return NULL;
    const program = optionalString(expression, "expression");
    if (program === undefined) throw fail('the argument "expression" is missing');
    if (program.length > MAX_PROGRAM)
      throw limitExceeded(`a jq program of more than ${MAX_PROGRAM} characters`);
    const text = input.kind === "string" ? input.value : undefined;
    if (text !== undefined) context.charge(text.length >> 4);
    const steps = parseJqPath(program);
    if (text?.trim() === "") {
      // Jackson reads no node at all, and the empty path gives just that.
      return steps?.length === 0 ? list([MISSING_NODE]) : unknown("jq: the text is empty");
    }
    const tree = text === undefined ? jsonTree(input) : parseJson(text);
    if (steps !== undefined) return found(followJqPath(steps, tree));
    context.charge(COST);
    return evaluateJq(program, tree, text === undefined ? undefined : wholeJson(text));
  },
  partial: (input, [expression], context) => {
    if (expression?.kind === "string") context.charge(Math.min(expression.value.length, MAX_PROGRAM));
    const pipe = expression?.kind === "string" ? parseJqPipe(expression.value) : undefined;
    if (pipe === undefined || input.kind === "text" || input.kind === "string") return undefined;
    if (input.kind === "null" || (input.kind === "unknown" && input.maybeNull)) return undefined;
    return found(followJqPipe(pipe, input.kind === "unknown" ? derived(input) : jsonTree(input)));
  },
};

function found(results: ReturnType<typeof followJqPath>): Value {
  return "kind" in results ? derived(results) : list(results);
}

/** The text itself when it is one JSON value; what follows a first value, the engine ignores. */
function wholeJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}
