import { replaceAll } from "../../java/regex/regex.ts";
import type { Arguments, CallContext, FilterDefinition } from "../definitions/definition.ts";
import { fail, limitExceeded } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { mapEntries } from "../values/map-order.ts";
import { hashMap, list, NULL, type Parts, string, type Value } from "../values/value.ts";
import { describe } from "./input.ts";
import { withRegex } from "./regex-result.ts";
import { replaceInParts } from "./replace-in-parts.ts";

type Pair = readonly [from: string, to: string];

/**
 * `x | replace(replace_pairs, regexp=false)`: null gives null; a missing map is an error. Pairs are applied one after
 * the other in the order of the map, which for a literal is that of a HashMap. reference: Kestra's ReplaceFilter
 */
export const replaceFilter: FilterDefinition = {
  name: "replace",
  argumentNames: ["replace_pairs", "regexp"],
  purity: "pure",
  summary:
    "Replaces each key of the map by its value, literally or with `regexp=true` as Java regular expressions. Applies " +
    "to the texts in lists and values of maps; other values there become text, and null is an error. " +
    "A list or map with unknown parts gives an unknown result.",
  nullInput: "null",
  apply: (input, args, context) => {
    if (input.kind === "null") return NULL;
    const pairs = pairsOf(args);
    if (!isRegexp(args)) return replaced(input, (text) => literally(text, pairs, context));
    // A pattern of the first pair that is not supported makes the whole result unknown, regardless of the others.
    let result: Value = input;
    for (const [from, to] of pairs) {
      result = withRegex(from, (regex) => replaced(result, (text) => replaceAll(regex, text, to)));
      if (result.kind === "unknown") return result;
    }
    return pairs.length === 0 ? replaced(input, (text) => text) : result;
  },
  holes: (parts, args) => {
    if (isRegexp(args)) return undefined;
    let result: Parts = parts;
    for (const [from, to] of pairsOf(args)) {
      if (from === "") return undefined;
      result = replaceInParts(result, from, to);
    }
    return result;
  },
};

function literally(text: string, pairs: readonly Pair[], context: CallContext): string {
  let result = text;
  for (const [from, to] of pairs) {
    const pieces = result.split(from);
    const most = result.length + pieces.length * (to.length + 1);
    if (most > 2 * context.limits.outputSize)
      throw limitExceeded("a replacement makes a text that is too long");
    context.charge(most >> 2);
    result = from === "" ? result.replaceAll(from, () => to) : pieces.join(to);
  }
  return result;
}

function pairsOf([pairs]: Arguments): readonly Pair[] {
  if (pairs === undefined || pairs.kind === "null") throw fail('the argument "replace_pairs" is missing');
  if (pairs.kind !== "map") throw fail(`the argument "replace_pairs" must be a map, not ${describe(pairs)}`);
  return mapEntries(pairs).map((item) => {
    if (item.key.kind === "null" || item.value.kind === "null") throw fail("a replacement is null");
    return [javaText(item.key), javaText(item.value)];
  });
}

function isRegexp([, regexp]: Arguments): boolean {
  if (regexp === undefined || regexp.kind === "null") return false;
  if (regexp.kind !== "boolean")
    throw fail(`the argument "regexp" must be a Boolean, not ${describe(regexp)}`);
  return regexp.value;
}

function replaced(value: Value, change: (text: string) => string): Value {
  switch (value.kind) {
    case "null":
      throw fail("a null inside a list or map cannot be replaced in");
    case "list":
      return list(value.items.map((item) => replaced(item, change)));
    case "map":
      return hashMap(mapEntries(value).map((item) => [item.key, replaced(item.value, change)]));
    default:
      return string(change(javaText(value)));
  }
}
