import { toLong } from "../../java/number/conversion.ts";
import { formatDate } from "../../java/time/format.ts";
import { plus } from "../../java/time/moment.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { NULL, string, type Value } from "../values/value.ts";
import { dateCall, orUnknownDate } from "./date-call.ts";
import { javaFormat } from "./date-input.ts";
import { describe, optionalString } from "./input.ts";

/**
 * `x | dateAdd(amount, unit, format, timeZone, existingFormat, locale)`: null gives null; an amount that is not a number
 * and a unit that is not a ChronoUnit are errors. reference: Kestra's DateAddFilter
 */
export const dateAddFilter: FilterDefinition = {
  name: "dateAdd",
  argumentNames: ["amount", "unit", "format", "timeZone", "existingFormat", "locale"],
  purity: "zone",
  summary:
    "Adds an amount of a unit (`DAYS`, `MONTHS`, `HOURS` ... in upper case) to the date, and prints the result like `date`.",
  nullInput: "null",
  returnsText: true,
  apply: (input, [amount, unit, format, timeZone, existingFormat, locale], context) => {
    if (input.kind === "null") return NULL;
    const name = optionalString(unit, "unit");
    if (name === undefined) throw fail('the argument "unit" is missing');
    const count = amountOf(amount);
    return orUnknownDate(() => {
      const setting = dateCall(input, { timeZone, existingFormat, locale }, context);
      const moved = plus(setting.result, count, name);
      return string(formatDate(moved, javaFormat(optionalString(format, "format") ?? "iso"), setting.locale));
    });
  },
};

function amountOf(amount: Value | undefined): number {
  if (amount === undefined || amount.kind === "null") throw fail('the argument "amount" is missing');
  if (isNumber(amount)) return Number(toLong(amount));
  if (amount.kind === "string" && /^[+-]?\d{1,18}$/.test(amount.value)) return Number(amount.value);
  throw fail(`the argument "amount" must be a number, not ${describe(amount)}`);
}
