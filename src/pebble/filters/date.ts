import { formatDate } from "../../java/time/format.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { NULL, string } from "../values/value.ts";
import { dateCall, orUnknownDate } from "./date-call.ts";
import { javaFormat } from "./date-input.ts";
import { optionalString } from "./input.ts";

/**
 * `x | date(format='iso', timeZone, existingFormat, locale)`: null gives null; text that is not a date is an error.
 * reference: Kestra's DateFilter and AbstractDate
 */
export const dateFilter: FilterDefinition = {
  name: "date",
  argumentNames: ["format", "timeZone", "existingFormat", "locale"],
  purity: "zone",
  summary:
    "The date in a time zone, printed by a named format (`iso`, `sql`, `iso_local_date` ...) or a Java pattern. Takes ISO " +
    "text, text in `existingFormat`, a Long epoch or a date. Without `timeZone`, the time zone of the server applies.",
  nullInput: "null",
  returnsText: true,
  apply: (input, [format, timeZone, existingFormat, locale], context) => {
    if (input.kind === "null") return NULL;
    return orUnknownDate(() => {
      const setting = dateCall(input, { timeZone, existingFormat, locale }, context);
      return string(
        formatDate(setting.result, javaFormat(optionalString(format, "format") ?? "iso"), setting.locale),
      );
    });
  },
};
