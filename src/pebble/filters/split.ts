import { toLong } from "../../java/number/conversion.ts";
import { splitByRegex as javaSplit } from "../../java/regex/regex.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { array, NULL, type Parts, string, type Unknown, type Value } from "../values/value.ts";
import { describe, optionalString, stringInput } from "./input.ts";
import { withRegex } from "./regex-result.ts";

/**
 * `x | split(delimiter, limit)`: a String, else an error; null gives null. The delimiter is a Java regular expression.
 * reference: Pebble's SplitFilter, java.lang.String.split
 */
export const splitFilter: FilterDefinition = {
  name: "split",
  argumentNames: ["delimiter", "limit"],
  purity: "pure",
  summary:
    "An array of the pieces between the matches of a Java regular expression (`'.'` matches everything; write `'[.]'`). " +
    "Empty pieces at the end are dropped unless `limit` is negative.",
  nullInput: "null",
  apply: (input, [delimiter, limit], context) => {
    if (input.kind === "null") return NULL;
    const text = stringInput(input);
    const pattern = optionalString(delimiter, "delimiter");
    if (pattern === undefined) throw fail('the argument "delimiter" is missing');
    const most = limitOf(limit);
    context.charge(Math.ceil(text.length / 10));
    return withRegex(pattern, (regex) => array(javaSplit(regex, text, most).map(string), "String"));
  },
  partial: (input, [delimiter, limit]) => {
    if (input.kind !== "text" || limit !== undefined || delimiter?.kind !== "string") return undefined;
    const sign = literalSign(delimiter.value);
    const onlyWords = input.parts.every((part) => typeof part === "string" || part.word);
    return sign === undefined || !onlyWords ? undefined : array(pieces(input.parts, sign), "String");
  },
};

function limitOf(limit: Value | undefined): number {
  if (limit === undefined || limit.kind === "null") return 0;
  if (!isNumber(limit)) throw fail(`the argument "limit" must be a number, not ${describe(limit)}`);
  return Number(BigInt.asIntN(32, toLong(limit)));
}

/** The only character of a pattern, neither letter nor digit: `,`, `\\.`, `[.]`. */
function literalSign(pattern: string): string | undefined {
  const match = /^(?:([^A-Za-z0-9.$|()[{^?*+\\])|\\([^A-Za-z0-9])|\[([^A-Za-z0-9^\]\\[&-])\])$/.exec(pattern);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/** A word contains no sign, so only the literals are split. */
function pieces(parts: Parts, sign: string): readonly Value[] {
  const found: (string | Unknown)[][] = [[]];
  for (const part of parts) {
    if (typeof part !== "string") {
      found.at(-1)?.push(part);
      continue;
    }
    for (const [index, piece] of part.split(sign).entries()) {
      if (index > 0) found.push([]);
      found.at(-1)?.push(piece);
    }
  }
  const texts = found.map((piece) => textWithHoles(piece));
  while (texts.length > 0) {
    const last = texts.at(-1);
    if (last?.kind !== "string" || last.value !== "") break;
    texts.pop();
  }
  return texts;
}
