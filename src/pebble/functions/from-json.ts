import { parseJson } from "../codecs/json-parse.ts";
import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { NULL } from "../values/value.ts";

/**
 * `fromJson(json)`: null gives null; a missing argument, anything but a String and malformed JSON are errors.
 * reference: Kestra's FromJsonFunction
 */
export const fromJsonFunction: FunctionDefinition = {
  name: "fromJson",
  steps: 40,
  argumentNames: ["json"],
  purity: "pure",
  summary:
    "The value of a JSON text: whole numbers become Integer, Long or BigInteger, others Double. Text after the first value is ignored.",
  mayReturnNull: true,
  apply: ([json], context) => {
    if (json === undefined) throw fail('the argument "json" is missing');
    if (json.kind === "null") return NULL;
    if (json.kind !== "string") throw fail('the argument "json" must be a String');
    context.charge(json.value.length);
    return parseJson(json.value);
  },
};
