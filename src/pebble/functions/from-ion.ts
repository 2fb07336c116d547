import { readIon } from "../codecs/ion-read.ts";
import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { list, NULL } from "../values/value.ts";

/**
 * `fromIon(ion, allRows=false)`: null gives null; a missing argument, anything but a String and malformed Ion are
 * errors. reference: Kestra's FromIonFunction
 */
export const fromIonFunction: FunctionDefinition = {
  name: "fromIon",
  steps: 200,
  argumentNames: ["ion", "allRows"],
  purity: "pure",
  summary: "The first value of an Ion text (null if empty), or the list of all with `allRows=true`.",
  mayReturnNull: true,
  apply: ([ion, allRows], context) => {
    if (ion === undefined) throw fail('the argument "ion" is missing');
    if (ion.kind === "null") return NULL;
    if (ion.kind !== "string") throw fail('the argument "ion" must be a String');
    if (allRows !== undefined && allRows.kind !== "boolean")
      throw fail('the argument "allRows" must be a Boolean');
    context.charge(ion.value.length * 10);
    const rows = readIon(ion.value);
    return allRows?.value === true ? list(rows) : (rows[0] ?? NULL);
  },
};
